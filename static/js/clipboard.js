// Keys of an input method are its own.
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

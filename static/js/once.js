// A form that was sent is not sent again by a second click. The server holds this anyway; the button only says so.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-once]") || event.defaultPrevented) return;
  const buttons = [...event.target.elements].filter((each) => each.type === "submit"); // wherever on the page they stand
  setTimeout(() => buttons.forEach((button) => { button.disabled = true; }), 0);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) [...form.elements].forEach((each) => { each.disabled &&= each.type !== "submit"; });
});

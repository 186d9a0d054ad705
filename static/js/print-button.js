// 打印, where the browser runs scripts; without them the browser's own menu prints the same page.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());

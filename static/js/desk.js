// The reviewer's page and the lists to be printed: a second click sends nothing; a button prints.
const desk = document.getElementById("desk");

// The server holds this anyway. A button of a panel belongs to the same form.
const acts = () => [...(desk?.elements ?? [])].filter((each) => each.type === "submit");
desk?.addEventListener("submit", () => {
  setTimeout(() => acts().forEach((button) => { button.disabled = true; }), 0);
});
window.addEventListener("pageshow", () => {
  acts().forEach((button) => { button.disabled = false; });
});

const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

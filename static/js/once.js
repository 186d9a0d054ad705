// A form that was sent is not sent again by a second click. The server holds this anyway; the button only says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]") || event.defaultPrevented) return;
  const button = form.querySelector("button[type=submit]");
  setTimeout(() => { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once] button[disabled]").forEach((button) => { button.disabled = false; });
});

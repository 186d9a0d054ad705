// 财政评分: arrow keys walk down the column; points that are not saved are not lost by pressing another button of the page.
// Without this file they are typed on the page of their own, where there is no other button.
const form = document.getElementById("scores-form");
const state = document.getElementById("scores-state");
let unsaved = form?.hasAttribute("data-unsaved") ?? false;
let leaving = false;

function say(text, needed = false) {
  state.textContent = text;
  state.classList.toggle("needed", needed);
}

function changed() {
  unsaved = true;
  say("评分还没有保存。");
}

function step(event) {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!move || !event.target.matches("input")) return;
  const column = [...form.querySelectorAll(`input[name^="${event.target.name.split(":")[0]}:"]`)];
  const next = column[column.indexOf(event.target) + move];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}

function hold(event) {
  if (event.target === form) {
    leaving = true;
    return;
  }
  if (!unsaved) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say("评分还没有保存，请先点“保存评分”，再办其他事项。", true);
  form.querySelector("button[type=submit]").focus();
}

if (form) {
  // Only with this file the other buttons of the page wait for what is typed here.
  form.querySelector("fieldset").disabled = false;
  form.addEventListener("input", changed);
  form.addEventListener("keydown", step);
  document.addEventListener("submit", hold, true);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  form.querySelector("[aria-invalid]")?.focus();
}

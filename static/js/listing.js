// Rows are added, removed and moved here; without JavaScript the same buttons ask the server.
import { isComposing } from "./clipboard.js";
import { changed } from "./unsaved.js";

const rowsOf = (list) => [...list.querySelectorAll("[data-row]")];
const inputsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]), select, textarea")];

function newKey() {
  const numbers = crypto.getRandomValues(new Uint8Array(6));
  return [...numbers].map((number) => number.toString(16).padStart(2, "0")).join("");
}

function tell(list, text) {
  const note = list.querySelector("[data-note]");
  note.textContent = text;
  note.hidden = !text;
}

function setNumber(row, at) {
  const number = row.querySelector("[data-number]");
  if (number.textContent === String(at + 1)) return;
  number.textContent = at + 1;
  for (const part of row.querySelectorAll("[aria-label]")) {
    part.setAttribute("aria-label", part.getAttribute("aria-label").replace(/第 \d+ 行/, `第 ${at + 1} 行`));
  }
}

function renumber(list) {
  rowsOf(list).forEach(setNumber);
  changed();
}

const isFixed = (list) => list.dataset.fixed !== undefined;

// As if it had come with the page: a value set in the page costs the browser an event for each.
function write(input, value) {
  if (input.matches("select")) for (const option of input.options) option.defaultSelected = option.value === value;
  else input.defaultValue = value;
}

// Rows with these keys, all at once, below a row or at the end; filled before they come into the page, which is then laid out once.
export function addRows(list, keys, after, values = {}) {
  const html = list.querySelector("template").innerHTML;
  const made = document.createElement("template");
  made.innerHTML = keys.map((key) => html.replaceAll("-new-", key)).join("");
  const first = after ? rowsOf(list).indexOf(after) + 1 : rowsOf(list).length;
  [...made.content.children].forEach((row, at) => setNumber(row, first + at));
  // Each button that submits makes the browser look for the form's first one anew; these are pressed by this script alone.
  for (const button of made.content.querySelectorAll("button")) button.type = "button";
  for (const input of made.content.querySelectorAll("[name]")) if (values[input.id] !== undefined) write(input, values[input.id]);
  if (after) after.insertAdjacentHTML("afterend", made.innerHTML);
  else list.querySelector("[data-rows]").insertAdjacentHTML("beforeend", made.innerHTML);
  renumber(list);
}

export function removeRows(list, rows) {
  rows.forEach((row) => row.remove());
  renumber(list);
}

function add(list, after) {
  if (isFixed(list)) return null;
  const limit = Number(list.dataset.limit);
  if (rowsOf(list).length >= limit) {
    tell(list, `${list.dataset.label}最多 ${limit.toLocaleString("en")} 行，不能再加。`);
    return null;
  }
  addRows(list, [newKey()], after);
  return after ? after.nextElementSibling : rowsOf(list).at(-1);
}

function addAndGo(list, after) {
  const row = add(list, after);
  if (row) inputsOf(row)[0].focus();
}

function move(list, row, by, focus) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other || isFixed(list)) return;
  if (by < 0) other.before(row);
  else other.after(row);
  renumber(list);
  focus.focus();
  tell(list, `已移到第 ${rowsOf(list).indexOf(row) + 1} 行。`);
}

function remove(list, row) {
  const at = rowsOf(list).indexOf(row);
  row.remove();
  renumber(list);
  tell(list, `已删除第 ${at + 1} 行。`);
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: "撤销" });
  undo.addEventListener("click", () => {
    list.querySelector("[data-rows]").insertBefore(row, rowsOf(list)[at] ?? null);
    renumber(list);
    tell(list, "");
    inputsOf(row)[0].focus();
  });
  list.querySelector("[data-note]").append(" ", undo);
  undo.focus();
}

function press(list, event) {
  const row = event.target.closest("[data-row]");
  if (!row || isComposing(event)) return;
  const isArrow = event.key === "ArrowUp" || event.key === "ArrowDown";
  if (event.altKey && isArrow) {
    event.preventDefault();
    move(list, row, event.key === "ArrowUp" ? -1 : 1, event.target);
  } else if (event.key === "Enter" && (event.ctrlKey || event.target.matches("input"))) {
    event.preventDefault();
    if (event.ctrlKey || !row.nextElementSibling) addAndGo(list, row);
    else inputsOf(row.nextElementSibling)[inputsOf(row).indexOf(event.target)].focus();
  }
}

function click(list, event) {
  const button = event.target.closest("[data-add], [data-move], [data-remove]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("[data-row]");
  if (button.matches("[data-add]")) addAndGo(list);
  else if (button.matches("[data-remove]")) remove(list, row);
  else move(list, row, Number(button.dataset.move), button);
}

for (const list of document.querySelectorAll("[data-listing]")) {
  list.addEventListener("click", (event) => click(list, event));
  list.addEventListener("keydown", (event) => press(list, event));
}

// Rows are added, removed, moved and pasted here; without JavaScript the same buttons ask the server.
import { cells, isBlock, isComposing } from "./clipboard.js";
import { changed } from "./unsaved.js";

const rowsOf = (list) => [...list.querySelectorAll("[data-row]")];
const inputsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]), select, textarea")];
const isBlank = (row) => inputsOf(row).every((input) => input.matches("select") || !input.value.trim());

function newKey() {
  const numbers = crypto.getRandomValues(new Uint8Array(6));
  return [...numbers].map((number) => number.toString(16).padStart(2, "0")).join("");
}

function tell(list, text) {
  const note = list.querySelector("[data-note]");
  note.textContent = text;
  note.hidden = !text;
}

function renumber(list) {
  rowsOf(list).forEach((row, at) => {
    row.querySelector("[data-number]").textContent = at + 1;
    for (const part of row.querySelectorAll("[aria-label]")) {
      part.setAttribute("aria-label", part.getAttribute("aria-label").replace(/第 \d+ 行/, `第 ${at + 1} 行`));
    }
  });
  changed();
}

const isFixed = (list) => list.dataset.fixed !== undefined;

function add(list, after) {
  if (isFixed(list)) return null;
  const limit = Number(list.dataset.limit);
  if (rowsOf(list).length >= limit) {
    tell(list, `${list.dataset.label}最多 ${limit.toLocaleString("en")} 行，不能再加。`);
    return null;
  }
  const html = list.querySelector("template").innerHTML.replaceAll("-new-", newKey());
  if (after) after.insertAdjacentHTML("afterend", html);
  else list.querySelector("[data-rows]").insertAdjacentHTML("beforeend", html);
  return after ? after.nextElementSibling : rowsOf(list).at(-1);
}

function addAndGo(list, after) {
  const row = add(list, after);
  if (!row) return;
  renumber(list);
  inputsOf(row)[0].focus();
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

function put(input, text) {
  if (!input) return;
  if (!input.matches("select")) input.value = text;
  else if ([...input.options].some((option) => option.value === text)) input.value = text;
}

function paste(list, event) {
  const rows = cells(event.clipboardData.getData("text/plain")).filter((row) => row.some((text) => text.trim()));
  const prose = event.target.matches("textarea") && inputsOf(event.target.closest("[data-row]")).length > 1 && rows.every((row) => row.length === 1);
  if (!rows.length || !isBlock(rows) || prose) return;
  event.preventDefault();
  const line = event.target.closest("[data-row]");
  const column = inputsOf(line).indexOf(event.target);
  const limit = isFixed(list) ? rowsOf(list).length : Number(list.dataset.limit);
  const room = limit - rowsOf(list).length + rowsFrom(list, line).length;
  if (rows.length > room) {
    tell(list, `${list.dataset.label}最多 ${limit.toLocaleString("en")} 行，粘贴的 ${rows.length.toLocaleString("en")} 行放不下，没有粘入任何一行，请分批粘贴。`);
    return;
  }
  fill(list, line, column, rows);
  tell(list, `已粘入 ${rows.length} 行，请核对。`);
  renumber(list);
}

// The row where the cursor stands and the empty ones right below it take the block; more are added under them.
function rowsFrom(list, line) {
  const rows = rowsOf(list);
  const below = rows.slice(rows.indexOf(line) + 1);
  if (isFixed(list)) return rows.slice(rows.indexOf(line));
  const filled = below.findIndex((row) => !isBlank(row));
  return [line, ...(filled < 0 ? below : below.slice(0, filled))];
}

function fill(list, line, column, rows) {
  const free = rowsFrom(list, line);
  let last = line;
  rows.forEach((texts, at) => {
    last = free[at] ?? add(list, last);
    texts.forEach((text, right) => put(inputsOf(last)[column + right], text.trim()));
  });
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
  list.addEventListener("paste", (event) => { if (event.target.closest("[data-row]")) paste(list, event); });
}

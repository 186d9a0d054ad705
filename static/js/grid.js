// Number cells like those of a spreadsheet: arrows, Enter, a pasted block. What a number is, the server decides.
import { cells, isBlock, isComposing } from "./clipboard.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

const matrix = (table) => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.querySelector("input")));

function find(lines, input) {
  const row = lines.findIndex((line) => line.includes(input));
  return [row, lines[row].indexOf(input)];
}

// Left and right leave the cell only at the end of its text.
function stays(input, key) {
  if (key === "ArrowLeft") return input.selectionStart > 0;
  return key === "ArrowRight" && input.selectionEnd < input.value.length;
}

function move(event) {
  const step = MOVES[event.key];
  if (!step || isComposing(event) || event.altKey || event.ctrlKey || event.shiftKey || stays(event.target, event.key)) return;
  event.preventDefault();
  const lines = matrix(event.target.closest("table"));
  let [row, column] = find(lines, event.target);
  do {
    row += step[0];
    column += step[1];
    if (lines[row]?.[column] === undefined) return;
  } while (!lines[row][column]);
  lines[row][column].focus();
  lines[row][column].select();
}

function paste(event) {
  const rows = cells(event.clipboardData.getData("text/plain"));
  if (!isBlock(rows)) return;
  event.preventDefault();
  const table = event.target.closest("table");
  const lines = matrix(table);
  const [top, left] = find(lines, event.target);
  const beyond = [];
  rows.forEach((row, down) => row.forEach((text, right) => put(lines[top + down]?.[left + right], text.trim(), beyond)));
  tell(table, rows, beyond);
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
}

// A computed cell takes its place in the block and is left as it is; a cell outside of the table is reported.
function put(input, text, beyond) {
  if (input) {
    input.value = text;
    input.removeAttribute("aria-invalid");
  } else if (input === undefined && text) beyond.push(text);
}

function tell(table, rows, beyond) {
  const note = table.closest("section").querySelector("[data-paste-note]");
  note.hidden = beyond.length === 0;
  const shown = beyond.slice(0, 5).join("、") + (beyond.length > 5 ? "…" : "");
  note.textContent = beyond.length ? `粘贴的内容超出表格，有 ${beyond.length} 格没有填入：${shown}。请核对起始单元格。` : "";
}

for (const table of document.querySelectorAll(".entry-grid")) {
  table.addEventListener("keydown", (event) => { if (event.target.matches("input")) move(event); });
  table.addEventListener("paste", (event) => { if (event.target.matches("input")) paste(event); });
}

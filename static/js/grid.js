// Number cells like those of a spreadsheet: arrows and Enter. A pasted block is taken by paste.js.
import { isComposing } from "./clipboard.js";

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

for (const table of document.querySelectorAll(".entry-grid")) {
  table.addEventListener("keydown", (event) => { if (event.target.matches("input")) move(event); });
}

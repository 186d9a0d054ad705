// Pasted blocks that were not put: each stays beside its table, over a reload too, until it is put or given up.
import { forgetCopy, keepCopy, loadCopy } from "./local-copies.js";
import { form } from "./unsaved.js";

const store = `${form?.dataset.store}:blocks`;
let blocks = form ? loadCopy(store)?.pairs ?? [] : [];

export const pressable = (text, act) => {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-outline-primary", textContent: text });
  button.addEventListener("click", act);
  return button;
};

function storeAll() {
  if (blocks.length) keepCopy(store, blocks);
  else forgetCopy(store);
}

// Where the block goes when it is tried again: to its own cell, and where that row is gone, to the last one of its table.
export function findPlace(block) {
  const inputs = [...form.querySelectorAll(".entry-table :is(input, textarea)")].filter((input) => input.id.startsWith(`${block.table}.`));
  const row = inputs.at(-1)?.closest("tr");
  return document.getElementById(block.place) ?? inputs.find((input) => input.closest("tr") === row);
}

const sectionOf = (block) => findPlace(block)?.closest(".entry") ?? form.querySelector(".entry:has([data-paste-note])");

function describe(block, again) {
  const box = document.createElement("div");
  const said = Object.assign(document.createElement("p"), { textContent: block.words });
  const text = Object.assign(document.createElement("textarea"), { value: block.text, readOnly: true, rows: 4, className: "form-control" });
  text.setAttribute("aria-label", "没有填入的内容");
  const buttons = Object.assign(document.createElement("p"), { className: "actions" });
  buttons.append(pressable("再试一次", () => again(block)), pressable("不要这一块", () => { dropBlock(block); drawBlocks(sectionOf(block), again); }));
  box.append(said, text, buttons);
  return box;
}

// Below whatever the note says of another block.
export function drawBlocks(section, again) {
  const note = section?.querySelector("[data-paste-note]");
  if (!note) return;
  note.querySelector("[data-kept]")?.remove();
  const own = blocks.filter((block) => sectionOf(block) === section);
  if (own.length) {
    const box = document.createElement("div");
    box.dataset.kept = "";
    box.append(...own.map((block) => describe(block, again)));
    note.append(box);
  }
  note.hidden = !note.hasChildNodes();
}

export const drawAll = (again) => new Set(blocks.map(sectionOf)).forEach((section) => drawBlocks(section, again));

export function dropBlock(block) {
  blocks = blocks.filter((each) => each.text !== block.text || each.place !== block.place);
  storeAll();
}

export function keepBlock({ text, place, table, from, to, over }, words) {
  dropBlock({ text, place });
  blocks.push({ text, place, table, from, to, over, words });
  storeAll();
}

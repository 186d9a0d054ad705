// Return items on the reviewer's page: a click on the report adds one at that place; what is typed is kept on the server,
// and in this browser until the server has it. Without this file the page works with its select and buttons.
import { keeper } from "./review-keeping.js";
import { printed } from "./review-places.js";

const desk = document.getElementById("desk");
const list = document.getElementById("typed");
const choice = document.getElementById("new-place");
const phrase = document.getElementById("phrase");
const field = (row, name) => row.querySelector(`[name=${name}]`);

function optionOf(place) {
  return place && [...choice.options].find((each) => each.value === place);
}

function labelOf(place) {
  const option = optionOf(place);
  if (!option) return "";
  return option.parentNode.label + (option.text.startsWith("整节：") ? "" : ` › ${option.text}`);
}

// The next larger place: a cell's row, its table, its section.
function around(place) {
  const parts = place.split(".");
  const section = optionOf(place)?.parentNode.querySelector("option")?.value;
  const wider = [parts.length > 2 && parts.slice(0, 2).join("."), parts[0] !== "table" && `table.${parts[0]}`, section];
  return wider.find((each) => each && each !== place && labelOf(each)) || "";
}

function mark() {
  document.querySelectorAll(".report .has-item").forEach((element) => element.classList.remove("has-item"));
  list.querySelectorAll("[name=place]").forEach((input) => printed(input.value)?.classList.add("has-item"));
}

function move(row, place) {
  const link = row.querySelector(".typed-place a");
  field(row, "place").value = place;
  link.textContent = labelOf(place);
  link.href = `#${place}`;
  row.querySelector(".widen").hidden = !around(place);
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function add(place, item = {}) {
  const row = document.getElementById("typed-blank").content.firstElementChild.cloneNode(true);
  field(row, "key").value = item.key || newKey();
  field(row, "kind").value = item.kind || "must";
  field(row, "text").value = item.text || "";
  field(row, "follows").value = item.follows || "";
  row.querySelector(".remove").value = field(row, "key").value;
  move(row, place);
  list.append(row);
  return row;
}

// An item without words is moved rather than left behind: a click more does no harm.
function unwritten() {
  return [...list.children].find((row) => !field(row, "text").value.trim());
}

function addAndWrite(place, keeping) {
  if (!labelOf(place)) return;
  const row = unwritten() || add(place);
  move(row, place);
  list.append(row);
  keeping.changed(row);
  mark();
  field(row, "text").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function insert(keeping) {
  const row = list.querySelector(".last-written") || list.lastElementChild;
  if (!phrase.value || !row) {
    (row ? phrase : choice).focus();
    return;
  }
  field(row, "text").value += phrase.value;
  field(row, "text").focus();
  keeping.changed(row);
}

function restore(keeping) {
  keeping.unsaved().forEach((item) => {
    const known = [...list.children].find((row) => field(row, "key").value === item.key);
    const row = known || (labelOf(item.place) && add(item.place, item));
    if (!row) return;
    field(row, "kind").value = item.kind;
    field(row, "text").value = item.text;
    if (labelOf(item.place)) field(row, "place").value = item.place;
    keeping.changed(row);
  });
}

function listen(keeping) {
  document.getElementById("add").addEventListener("click", (event) => {
    event.preventDefault();
    if (choice.value) addAndWrite(choice.value, keeping);
    else choice.focus();
  });
  document.getElementById("insert")?.addEventListener("click", (event) => {
    event.preventDefault();
    insert(keeping);
  });
  document.querySelector(".report").addEventListener("click", (event) => {
    if (String(getSelection())) return;
    let element = event.target.closest("[id]");
    while (element && !labelOf(element.id)) element = element.parentElement?.closest("[id]");
    if (element) addAndWrite(element.id, keeping);
  });
  list.addEventListener("input", (event) => keeping.changed(event.target.closest("li")));
  list.addEventListener("focusin", (event) => {
    list.querySelectorAll(".last-written").forEach((row) => row.classList.remove("last-written"));
    event.target.closest("li")?.classList.add("last-written");
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (event.target.closest(".widen")) {
      move(row, around(field(row, "place").value));
      keeping.changed(row);
      mark();
    }
    if (!event.target.closest(".remove")) return;
    event.preventDefault();
    keeping.removed(row);
    row.remove();
    mark();
    (list.lastElementChild?.querySelector("textarea") || choice).focus();
  });
}

if (desk && list) {
  const keeping = keeper(desk, list, document.getElementById("saved"));
  restore(keeping);
  [...list.children].forEach((row) => move(row, field(row, "place").value));
  mark();
  document.body.classList.add("can-point");
  document.getElementById("keep").hidden = true;
  listen(keeping);
}

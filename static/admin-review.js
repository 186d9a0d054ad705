// The reviewer's page: a click on the report adds a return item at that place; what is typed survives a lost session.
// Without this file the page works with its select and buttons.
const desk = document.getElementById("desk");
const list = document.getElementById("typed");
const choice = document.getElementById("new-place");
const storeKey = desk && `review-${desk.dataset.keep}`;

function labelOf(place) {
  const option = place && [...choice.options].find((each) => each.value === place);
  if (!option) return "";
  return option.parentNode.label + (option.text.startsWith("整节：") ? "" : ` › ${option.text}`);
}

function mark() {
  document.querySelectorAll(".report .has-item").forEach((element) => element.classList.remove("has-item"));
  list.querySelectorAll("[name=place]").forEach((input) => document.getElementById(input.value)?.classList.add("has-item"));
}

function keep() {
  const items = [...list.children].map((row) => ({
    place: row.querySelector("[name=place]").value,
    kind: row.querySelector("[name=kind]").value,
    text: row.querySelector("[name=text]").value,
  }));
  if (items.length) localStorage.setItem(storeKey, JSON.stringify(items));
  else localStorage.removeItem(storeKey);
  mark();
}

function add(place, kind = "must", text = "") {
  const label = labelOf(place);
  if (!label) return null;
  const row = document.getElementById("typed-blank").content.firstElementChild.cloneNode(true);
  const link = row.querySelector(".typed-place a");
  row.querySelector("[name=place]").value = place;
  row.querySelector("[name=kind]").value = kind;
  row.querySelector("[name=text]").value = text;
  link.textContent = label;
  link.href = `#${place}`;
  list.append(row);
  return row;
}

// An item without words is moved rather than left behind: a click more does no harm.
function unwritten() {
  return [...list.children].find((row) => !row.querySelector("[name=text]").value.trim());
}

function addAndWrite(place) {
  if (!labelOf(place)) return;
  const blank = unwritten();
  const row = add(place, blank?.querySelector("[name=kind]").value);
  blank?.remove();
  keep();
  row.querySelector("textarea").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function restore() {
  if (list.children.length) return;
  let items = [];
  try { items = JSON.parse(localStorage.getItem(storeKey) || "[]"); } catch { return; }
  items.forEach((item) => add(item.place, item.kind, item.text));
}

if (desk && list) {
  restore();
  mark();
  document.body.classList.add("can-point");
  document.getElementById("add").addEventListener("click", (event) => {
    event.preventDefault();
    if (choice.value) addAndWrite(choice.value);
    else choice.focus();
  });
  document.querySelector(".report").addEventListener("click", (event) => {
    if (String(getSelection())) return;
    let element = event.target.closest("[id]");
    while (element && !labelOf(element.id)) element = element.parentElement?.closest("[id]");
    if (element) addAndWrite(element.id);
  });
  list.addEventListener("input", keep);
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".remove");
    if (!button) return;
    event.preventDefault();
    button.closest("li").remove();
    keep();
  });
}
if (desk && !list) localStorage.removeItem(storeKey);

// A second click sends nothing; the server holds this anyway.
desk?.addEventListener("submit", () => {
  setTimeout(() => desk.querySelectorAll(".acts button").forEach((button) => { button.disabled = true; }), 0);
});
window.addEventListener("pageshow", () => {
  desk?.querySelectorAll(".acts button").forEach((button) => { button.disabled = false; });
});

const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

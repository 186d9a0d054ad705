// After a save that did not leave the page, and after the first answer: the parts that changed take their places, and the marks at the cells follow the
// findings. What is being typed in such a part stays, and so does the cursor.
const MARKED = "[data-mark]";

function mark(finding, place) {
  const input = document.getElementById(place);
  if (!input?.matches("input, select, textarea, output") || input.parentElement.querySelector(".mark")) return;
  const link = document.createElement("a");
  link.className = `mark mark-${finding.dataset.look}`;
  link.href = `#${finding.id}`;
  link.title = finding.querySelector(".finding-message").textContent;
  link.textContent = finding.dataset.mark;
  input.after(link);
  if (!input.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", `said-${finding.id.replace(/^finding-/, "")}`);
}

function draw() {
  document.querySelectorAll(".mark").forEach((old) => old.remove());
  document.querySelectorAll('[aria-describedby^="said-"]').forEach((input) => input.removeAttribute("aria-describedby"));
  for (const finding of document.querySelectorAll(MARKED)) finding.dataset.places.split(" ").forEach((place) => mark(finding, place));
}

function take(element, typed) {
  for (const box of element.querySelectorAll("textarea:not([hidden])")) {
    if (typed.has(box.name)) box.value = typed.get(box.name);
  }
}

function put(id, html) {
  const old = document.getElementById(id);
  if (!old) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const range = focused?.matches("textarea") ? [focused.selectionStart, focused.selectionEnd] : null;
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  const fresh = box.content.firstElementChild;
  fresh.querySelectorAll("details").forEach((each, at) => { each.open = old.querySelectorAll("details")[at]?.open ?? each.open; });
  take(fresh, new Map([...old.querySelectorAll("textarea:not([hidden])")].map((each) => [each.name, each.value])));
  old.replaceWith(fresh);
  const again = focused?.id && document.getElementById(focused.id);
  if (again) again.focus({ preventScroll: true });
  if (again && range) again.setSelectionRange(...range);
}

// HTML by the id of the element whose place it takes.
export function putFragments(fragments) {
  for (const [id, html] of Object.entries(fragments)) put(id, html);
  draw();
  document.dispatchEvent(new Event("fragments-put"));
}

// At the head of the page, where the server tells what it did: what was done, and what is to be known of it.
export function tellOnPage(notes, done = "") {
  document.querySelectorAll("#content > .messages").forEach((old) => old.remove());
  const box = document.createElement("div");
  box.className = "messages";
  box.setAttribute("role", "status");
  document.getElementById("content").prepend(box);
  for (const [text, look] of [[done, "success"], ...notes.map((note) => [note, "warning"])]) {
    if (text) box.append(Object.assign(document.createElement("p"), { className: `message message-${look}`, textContent: text }));
  }
}

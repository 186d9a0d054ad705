// What was typed into a form is there again after the browser's Back key, and after another form of the page was sent. No cache
// keeps our pages, so the browser itself no longer holds it. Kept for this tab and this person alone; put back only where the
// page stands as it stood then. A section's form and return items have a keeping of their own.
(() => {
  const { person } = document.currentScript.dataset;
  const store = `typed:${person}:${location.pathname}${location.search}`;
  const OWN = "#section-form, #typed";
  const NEVER = ["password", "hidden", "file", "submit", "button", "reset", "image"];

  const isTicked = (field) => ["checkbox", "radio"].includes(field.type);
  const isConfirmation = (field) => field.type === "checkbox" && (field.required || "anew" in field.dataset); // confirmed anew each time
  let sent = null; // the form with which the page is left
  const isKept = (field) => field.name && field.form.method === "post" && "value" in field && !NEVER.includes(field.type)
    && field.tagName !== "FIELDSET" && field.tagName !== "OUTPUT" && !isConfirmation(field) && !field.closest(OWN) && field.form.id !== "section-form";
  const chosen = (field, which) => [...field.options].map((option) => option[which]).join();

  function read(field, begun = false) {
    if (isTicked(field)) return begun ? field.defaultChecked : field.checked;
    if (field.options) return chosen(field, begun ? "defaultSelected" : "selected");
    return begun ? field.defaultValue : field.value;
  }

  function write(field, value) {
    if (isTicked(field)) field.checked = value;
    else if (field.options) value.split(",").forEach((is, at) => { field.options[at].selected = is === "true"; });
    else field.value = value;
  }

  function fill(field, value) {
    write(field, value);
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  const nameOf = (field) => `${field.form.getAttribute("action") ?? ""} ${field.name} ${isTicked(field) ? field.value : ""}`;

  // [where it stands: the form's address, name, of a box to tick its value, and which of these; the field]
  function fields() {
    const seen = new Map();
    return [...document.forms].flatMap((form) => [...form.elements].filter(isKept).map((field) => {
      const name = nameOf(field);
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [`${name} ${seen.get(name)}`, field];
    }));
  }

  // What was sent is put back by the Back key alone; the rest of the page also when it comes again by itself.
  function keep() {
    const typed = fields().map(([at, field]) => [at, read(field, true), read(field), field.form === sent]).filter(([, was, is]) => was !== is);
    try {
      if (typed.length) sessionStorage.setItem(store, JSON.stringify({ posted: sent !== null, typed }));
      else sessionStorage.removeItem(store);
    } catch {
      // Storage may be full or forbidden: then the page works without it.
    }
  }

  function tell(put, all) {
    const line = document.createElement("p");
    line.className = "message message-info";
    line.setAttribute("role", "status");
    line.textContent = put ? "已填回您离开本页前写下、选定的内容；已经提交过的，不必再提交。" : "";
    if (put < all) line.textContent += `您离开本页前写下、选定的内容有 ${all - put} 处没有填回：页面已有变化。`;
    document.getElementById("content")?.prepend(line);
  }

  function restore() {
    const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    const kept = JSON.parse(sessionStorage.getItem(store) ?? "null") ?? { posted: false, typed: [] };
    if (!back && !kept.posted) return;
    const typed = back ? kept.typed : kept.typed.filter(([, , , was]) => !was);
    const here = new Map(fields());
    const fitting = typed.filter(([at, was]) => here.has(at) && read(here.get(at), true) === was);
    if (back) here.forEach((field) => write(field, read(field, true))); // some browsers fill in of themselves, also what has changed since
    fitting.forEach(([at, , is]) => fill(here.get(at), is));
    if (typed.length) tell(fitting.length, typed.length);
  }

  // Later than the browser's own filling in. A page that the browser has kept whole shows what was typed anyway.
  window.addEventListener("pageshow", (event) => {
    sent = null;
    try {
      if (!event.persisted) restore();
    } catch {
      // As above.
    }
  });
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) sent = event.target; });
  window.addEventListener("pagehide", keep);
})();

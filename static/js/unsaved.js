// What stands on the page and is not saved yet: the page says so, asks before it is left, and saves on Ctrl+S.
export const form = document.getElementById("section-form");
const status = document.getElementById("save-status");
const listeners = [];
let version = 0;
let saved = 0;
let leaving = false;

export const now = () => version;
export const isUnsaved = () => version !== saved;
export const whenChanged = (listener) => listeners.push(listener);

export function say(text, kind = "") {
  if (status.textContent !== text) status.textContent = text; // with every key: the page is laid out anew only where it changes
  status.dataset.kind = kind;
}

export function markSaved(at, clock) {
  saved = at;
  if (isUnsaved()) say("未保存");
  else say(`已保存 ${clock}${areAnswersTyped() ? "；退回意见的答复点“保存答复”后才保存" : ""}`, "saved");
}

// An answer to a return item stands in the record, so it is never saved by itself.
export function areAnswersTyped() {
  return [...form.elements].some((field) => /^:(answer|kind):/.test(field.name)
    && (field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));
}

export function leaveQuietly() {
  leaving = true;
}

// A login in another window changes the token, so the one of the cookie goes with every post.
export function refreshToken() {
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (token) form.elements.csrfmiddlewaretoken.value = token[1];
}

export function changed() {
  version += 1;
  if (status.dataset.kind !== "error") say("未保存");
  listeners.forEach((listener) => listener());
}

function count(text) {
  const shown = document.getElementById(text.dataset.count);
  if (shown) shown.textContent = [...text.value.trim()].length;
}

function save() {
  form.requestSubmit(form.querySelector("button[value=save]"));
}

if (form) {
  if (form.dataset.unsaved !== undefined) version += 1;
  document.getElementById("problems")?.focus();
  form.addEventListener("input", (event) => {
    event.target.removeAttribute("aria-invalid");
    if (event.target.dataset.count) count(event.target);
    changed();
  });
  form.addEventListener("submit", (event) => {
    refreshToken();
    if (!event.defaultPrevented) leaving = true;
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if ((isUnsaved() || areAnswersTyped()) && !leaving) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });
}

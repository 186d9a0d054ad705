// Saves in the background half a minute after a change, and keeps what is typed on this machine until it is saved.
import { form, isUnsaved, markSaved, now, refreshToken, say, whenChanged } from "./unsaved.js";

const PAUSE = 30_000; // from a change to the save in the background
const KEEP = 1_000; // from a change to the copy on this machine
let waiting = 0;
let keeping = 0;
let sending = null;

// Storage may be full or forbidden: then the page works without it.
function storage(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

const pairs = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
const content = (list) => JSON.stringify(list.filter(([name]) => name !== ":revision"));
const forget = () => storage((store) => store.removeItem(form.dataset.store));

function keep() {
  clearTimeout(keeping);
  if (isUnsaved()) storage((store) => store.setItem(form.dataset.store, JSON.stringify({ when: Date.now(), pairs: pairs() })));
}

async function send() {
  const version = now();
  refreshToken();
  const body = new URLSearchParams([...new FormData(form), [":do", "save"]]);
  const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual" });
  const told = await answer.json();
  if (!answer.ok) return refused(told);
  form.elements[":revision"].value = told.revision;
  markSaved(version, told.saved);
  if (!isUnsaved()) forget();
  document.body.dispatchEvent(new Event("section-saved"));
}

function refused(told) {
  say(`未保存：${told.message}`, "error");
  for (const error of told.errors ?? []) document.getElementById(error.place)?.setAttribute("aria-invalid", "true");
}

function save() {
  waiting = 0;
  if (!isUnsaved() || sending) return;
  say("正在保存…");
  sending = send()
    .catch(() => say("未保存：网络不通，所填内容已留在本机，请稍后再点保存。", "error"))
    .finally(() => { sending = null; });
}

function offer(kept) {
  const box = document.getElementById("kept-offer");
  box.querySelector("[data-when]").textContent = new Date(kept.when).toLocaleString("zh-CN", { hour12: false });
  box.querySelector("[data-restore]").addEventListener("click", () => restore(kept.pairs));
  box.querySelector("[data-discard]").addEventListener("click", () => {
    forget();
    box.hidden = true;
  });
  box.hidden = false;
}

// The server builds the page again from what was typed; nothing is saved by that.
function restore(list) {
  const again = document.createElement("form");
  again.method = "post";
  again.action = form.action;
  refreshToken();
  for (const [name, value] of [...list, [":do", "show"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]]) {
    const input = document.createElement("textarea");
    input.name = name;
    input.value = value;
    again.append(input);
  }
  again.hidden = true;
  document.body.append(again);
  again.submit();
}

function begin() {
  const address = new URL(window.location);
  if (address.searchParams.has("saved")) {
    forget();
    address.searchParams.delete("saved");
  }
  // To a page that answered a form, the Back key would lead with the browser's question whether to send it again.
  window.history.replaceState(null, "", address);
  const kept = JSON.parse(storage((store) => store.getItem(form.dataset.store)) ?? "null");
  if (form.dataset.unsaved !== undefined) return keep();
  if (kept && content(kept.pairs) !== content(pairs())) return offer(kept);
  return forget();
}

if (form) {
  begin();
  whenChanged(() => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, KEEP);
    waiting ||= setTimeout(save, PAUSE);
  });
  window.addEventListener("pagehide", keep);
  // A save in the background that is under way goes first: else the section's own revision would refuse this one.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    keep();
    if (!sending) return;
    event.preventDefault();
    const { submitter } = event;
    sending.then(() => form.requestSubmit(submitter));
  }, { capture: true });
}

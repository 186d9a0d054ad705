// Saves the section without leaving the page: when 保存 is pressed, five seconds after the last key, when the page is hidden, and
// again when a save did not get through. What is typed stays on this machine until the server has it.
import { putFragments, tellOnPage } from "./findings.js";
import { settled } from "./first-answer.js";
import { forgetCopy, keepCopy, loadCopy, noteRevision, takeRevision } from "./local-copies.js";
import { areAnswersTyped, form, isUnsaved, leaveQuietly, markSaved, now, refreshToken, say, whenChanged } from "./unsaved.js";

const PAUSE = 5_000; // from the last key to the save in the background
const LONGEST = 30_000; // from the first key, where nobody pauses
const KEEP = 1_000; // from the first change to the copy on this machine
const AGAIN = [5_000, 15_000, 60_000]; // after a save that did not get through; the last one from then on
const MOST_AT_LEAVING = 60_000; // bytes that a browser still sends for a page that is gone
const OF_THE_PAGE = /^(csrfmiddlewaretoken$|back$|:revision$|:person$|:seen:|:given:|:answered:)/; // not typed by anybody
const OFFLINE = "未保存：网络不通，所填内容已留在本机，";

let waiting = 0;
let keeping = 0;
let since = 0; // of the first key that is not saved
let failed = 0; // saves in a row that did not get through
let sending = null;
let native = false; // the browser itself sends the form

class Unreachable extends Error {}

const store = form?.dataset.store;
const pairs = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
const plain = (value) => value.replace(/\r\n?/g, "\n").trim();
const content = (list) => JSON.stringify(list.filter(([name]) => !OF_THE_PAGE.test(name)).map(([name, value]) => [name, plain(value)]));

function keep() {
  clearTimeout(keeping);
  keeping = 0;
  if (isUnsaved() || areAnswersTyped()) keepCopy(store, pairs());
}

function plan(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(saveInBackground, pause);
}

async function post(operation, leaving) {
  refreshToken();
  const body = new URLSearchParams([...new FormData(form), [":do", operation]]);
  const keepalive = leaving && body.toString().length < MOST_AT_LEAVING;
  const request = { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual", keepalive };
  const answer = await fetch(form.action, request).catch(() => { throw new Unreachable(); });
  const told = await answer.json().catch(() => { throw new Unreachable(); }); // a server that is starting again
  return { ok: answer.ok, told };
}

// Whether it was saved; else the answer says why not. Raises Unreachable.
async function send(operation, leaving = false) {
  const version = now();
  const { ok, told } = await post(operation, leaving);
  failed = 0;
  if (!ok) return { ok, told };
  form.elements[":revision"].value = told.revision;
  noteRevision(store, told.revision);
  markSaved(version, told.saved);
  since = isUnsaved() ? Date.now() : 0;
  if (!isUnsaved() && !areAnswersTyped()) forgetCopy(store);
  putFragments(told.fragments);
  return { ok, told };
}

function tryAgain() {
  const pause = AGAIN[Math.min(failed, AGAIN.length - 1)];
  failed += 1;
  keep();
  say(`${OFFLINE}${pause / 1000} 秒后再试，联网后也会自动保存。`, "error");
  plan(pause);
}

function refuse(told) {
  say(`未保存：${told.message}`, "error");
  for (const error of told.errors ?? []) document.getElementById(error.place)?.setAttribute("aria-invalid", "true");
}

function saveInBackground(leaving = false) {
  clearTimeout(waiting);
  if (!isUnsaved() || sending || native) return;
  say("正在保存…");
  sending = send("autosave", leaving === true)
    .then(({ ok, told }) => (ok ? told.told.length && tellOnPage(told.told) : refuse(told)))
    .catch((problem) => { if (problem instanceof Unreachable) tryAgain(); else throw problem; })
    .finally(() => { sending = null; });
}

function sendWhole(submitter) {
  native = true;
  form.requestSubmit(submitter);
}

async function press(submitter) {
  await sending; // a save in the background goes first: else the section's own revision would refuse this one
  say("正在保存…");
  const operation = submitter?.value ?? "save";
  sending = send(operation);
  try {
    const { ok, told } = await sending;
    if (!ok) return sendWhole(submitter); // the server's page says what to put right
    tellOnPage(told.told, `已保存 ${told.saved}`);
    goTo(operation);
  } catch (problem) {
    if (!(problem instanceof Unreachable)) throw problem;
    tryAgain();
  } finally {
    sending = null;
  }
  return null;
}

// After a button beside a finding the cursor stays there; the line may say something else now.
function goTo(operation) {
  const [, key] = operation.split(/^explain:/);
  window.history.replaceState(null, "", key ? `#finding-${key}` : window.location.href);
  if (key) document.getElementById(`finding-${key}`)?.focus();
}

function isPlainSave(submitter) {
  return !submitter || (submitter.name === ":do" && /^(save$|explain:)/.test(submitter.value));
}

function submit(event) {
  const { submitter } = event;
  clearTimeout(waiting);
  keep();
  if (native) return;
  event.preventDefault();
  if (isPlainSave(submitter) && !areAnswersTyped()) press(submitter);
  else Promise.resolve(sending).then(() => sendWhole(submitter));
}

function offer(kept) {
  const box = document.getElementById("kept-offer");
  box.querySelector("[data-when]").textContent = new Date(kept.when).toLocaleString("zh-CN", { hour12: false });
  // A copy of before the last save: of this page itself where the browser was ended, or of before another's save.
  box.querySelector("[data-older]").hidden = kept.pairs.find(([name]) => name === ":revision")?.[1] === form.elements[":revision"].value;
  box.querySelector("[data-restore]").addEventListener("click", () => restore(kept.pairs));
  box.querySelector("[data-discard]").addEventListener("click", () => {
    forgetCopy(store);
    box.hidden = true;
  });
  box.hidden = false;
}

// The server builds the page again from what was typed; nothing is saved by that. The revision is that of then: what was saved
// in between is not overwritten unseen.
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

// Asked for while a save was still on its way, a page shows what stood before it.
const isOlderThanSaved = () => takeRevision(store) > Number(form.elements[":revision"].value) && form.dataset.unsaved === undefined;

function begin() {
  if (isOlderThanSaved()) {
    window.location.reload();
    return new Promise(() => {});
  }
  const address = new URL(window.location);
  if (address.searchParams.has("saved")) {
    forgetCopy(store);
    address.searchParams.delete("saved");
  }
  // To a page that answered a form, the Back key would lead with the browser's question whether to send it again.
  window.history.replaceState(null, "", address);
  const kept = loadCopy(store);
  if (form.dataset.unsaved !== undefined) {
    // What came back with a mistake waits for the person; what a button or the copy brought is saved like what is typed.
    if (!document.getElementById("problems")) plan(PAUSE);
    return keep();
  }
  const differs = (list) => content(list) !== content(pairs());
  if (kept && differs(kept.pairs.filter(([name]) => form.elements[name]))) return offer(kept);
  // Rows that were added; the boxes for reasons come with the findings.
  return settled.then(() => {
    if (kept && differs(kept.pairs)) offer(kept);
    else if (kept?.when === loadCopy(store)?.when && !isUnsaved()) forgetCopy(store); // not what another page kept meanwhile
  });
}

function planNext() {
  keeping ||= setTimeout(keep, KEEP); // also while nobody pauses
  since ||= Date.now();
  plan(Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
}

if (form) {
  const isTyped = isUnsaved() && form.dataset.unsaved === undefined; // already, while the copies were looked up
  Promise.resolve(begin()).then(() => { form.dataset.ready = ""; });
  whenChanged(planNext);
  if (isTyped) planNext();
  form.addEventListener("submit", submit, { capture: true });
  window.addEventListener("online", () => saveInBackground());
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => {
    keep();
    if (document.visibilityState === "hidden") saveInBackground(true);
    else if (failed) saveInBackground();
  });
  // A page that the browser kept whole may show what was saved over since: the server's is shown, the unsaved text offered.
  window.addEventListener("pageshow", (event) => {
    native = false;
    if (!event.persisted) return;
    keep();
    leaveQuietly();
    window.location.reload();
  });
}

// A pasted block. What it means, one address of the server says; here the answer is put into the page, and put back.
import { drawAll, drawBlocks, dropBlock, findPlace, keepBlock } from "./kept-blocks.js";
import { addRows, removeRows } from "./listing.js";
import { form, now, refreshToken } from "./unsaved.js";

const PATIENCE = 20_000; // milliseconds for the server's answer
const LOST = "网络不通，没有填入；粘贴的内容留在这里。";
const EXPIRED = "登录已过期，没有填入；请在新窗口登录后再试一次，粘贴的内容留在这里。";
const MOVED = "页面在此期间有改动，没有填入；粘贴的内容留在这里。";
const at = (place) => document.getElementById(place);
const noteOf = (section) => section.querySelector("[data-paste-note]");
let queue = Promise.resolve();
let last = null; // what was put last, for 撤销

// Nothing was put: the block stays on the page, and may be tried again.
function keep(job, words) {
  keepBlock(job, words);
  drawBlocks(job.section, tryAgain);
}

function tryAgain(block) {
  const place = findPlace(block);
  const section = place?.closest(".entry");
  if (section) run({ ...block, section, place: place.id, kept: block });
}

async function ask(job) {
  refreshToken();
  const body = new URLSearchParams([...new FormData(form)]);
  if (job.pasted) body.set(job.place, job.before);
  for (const [name, value] of Object.entries({ block: job.text, at: job.place, from: job.from, to: job.to, over: job.over ? 1 : 0 })) {
    body.set(`:${name}`, value);
  }
  return fetch(form.dataset.paste, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
}

async function take(job) {
  let answer;
  let told = {};
  try {
    answer = await ask(job);
    if (answer.headers.get("content-type")?.startsWith("application/json")) told = await answer.json();
  } catch {
    return job.pasted ? null : keep(job, LOST);
  }
  if (answer.ok && told.puts) return settle(job, told);
  if (job.pasted) return null;
  return keep(job, told.message ?? (answer.type === "opaqueredirect" || [401, 403].includes(answer.status) ? EXPIRED : `服务器没有应答（${answer.status}），没有填入；粘贴的内容留在这里。`));
}

// What the browser pasted itself stands there already; it is only asked what it means.
function settle(job, told) {
  const { undo } = told;
  if (job.pasted) {
    const stands = at(job.place)?.value;
    if (stands !== job.pasted || (told.is_plain && told.puts[job.place] === stands)) return;
    undo[job.place] = stands;
  }
  const stays = Object.entries(undo).every(([place, value]) => at(place)?.value === value);
  if (!stays || (told.after && !at(`${job.table}.${told.after}`))) {
    keep(job, MOVED);
    return;
  }
  put(job, told);
}

function put(job, told) {
  if (told.new.length) addRows(job.section, told.new, told.after ? at(`${job.table}.${told.after}`) : null, told.puts);
  fill(Object.fromEntries(Object.keys(told.undo).map((place) => [place, told.puts[place]])));
  finish(job);
  told.wrong.forEach((place) => at(place)?.setAttribute("aria-invalid", "true"));
  last = { job, told, puts: { ...told.puts }, undo: { ...told.undo }, version: now() };
  document.querySelectorAll("[data-paste-note] > .actions").forEach((buttons) => buttons.remove());
  const note = noteOf(job.section);
  note.innerHTML = told.receipt;
  if (job.kept) dropBlock(job.kept);
  drawBlocks(job.section, tryAgain);
}

function fill(puts) {
  for (const [place, value] of Object.entries(puts)) {
    const input = at(place);
    if (input.value !== value) input.value = value;
    input.removeAttribute("aria-invalid");
  }
}

// The page hears of it as of a key: it is unsaved, sums are reckoned anew.
function finish(job) {
  (at(job.place) ?? job.section.querySelector("input, textarea"))?.dispatchEvent(new Event("input", { bubbles: true }));
}

// What was changed since stays, and is said.
function putBack() {
  const { job, told, puts, undo } = last;
  last = null;
  const mine = Object.keys(puts).filter((place) => at(place)?.value === puts[place]);
  const changed = Object.keys(puts).length - mine.length;
  const rows = told.new.map((key) => at(`${job.table}.${key}`)).filter(Boolean);
  const gone = rows.filter((row) => [...row.querySelectorAll("input:not([type=hidden]), textarea, select")].every((input) => input.value === (puts[input.id] ?? "")));
  fill(Object.fromEntries(mine.filter((place) => undo[place] !== undefined).map((place) => [place, undo[place]])));
  removeGone(job, gone);
  finish(job);
  const note = noteOf(job.section);
  note.textContent = changed ? `已撤销粘贴；后来改过的 ${changed} 格没有动。` : "已撤销粘贴。";
  drawBlocks(job.section, tryAgain);
  at(job.place)?.focus();
}

function removeGone(job, rows) {
  if (rows.length) removeRows(job.section, rows);
}

function choose(button) {
  const offer = last.told.offers[Number(button.dataset.offer)];
  const { job } = last;
  if (offer.over) {
    putBack();
    run({ ...job, over: true });
    return;
  }
  const places = Object.keys(offer.puts).filter((place) => at(place) && at(place).value === (last.puts[place] ?? last.told.undo[place] ?? at(place).value));
  for (const place of places) last.undo[place] ??= at(place).value;
  const puts = Object.fromEntries(places.map((place) => [place, offer.puts[place]]));
  fill(puts);
  Object.assign(last.puts, puts);
  finish(job);
  last.version = now();
  button.replaceWith(Object.assign(document.createElement("span"), { textContent: `已${button.textContent.replace(/^像是以元为单位，/, "").replace("？", "")}。` }));
  hideIdle();
}

// Of two answers to one mark the other has nothing left to change.
function hideIdle() {
  for (const button of noteOf(last.job.section).querySelectorAll("[data-offer]")) {
    const offer = last.told.offers[Number(button.dataset.offer)];
    const places = Object.keys(offer.puts);
    if (!offer.over && places.every((place) => last.puts[place] !== undefined && last.puts[place] !== last.told.puts[place])) button.remove();
  }
}

function run(job) {
  queue = queue.then(() => take(job));
}

// Text of one cell, and prose, the browser pastes at once.
function paste(event) {
  const text = event.clipboardData.getData("text/plain");
  const input = event.target;
  const section = input.closest(".entry");
  if (!text.trim() || !input.id || !noteOf(section)) return;
  const job = { section, text, place: input.id, table: input.id.split(".")[0], from: input.selectionStart ?? 0, to: input.selectionEnd ?? 0 };
  const isProse = !input.closest(".entry-grid, .entry-list");
  if (!isProse && /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""))) {
    event.preventDefault();
    run(job);
  } else if (isProse || !input.value) {
    const before = input.value;
    setTimeout(() => run({ ...job, before, pasted: input.value }));
  }
}

function press(event) {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !event.isComposing;
  if (!isUndo || !last || last.version !== now()) return;
  event.preventDefault();
  putBack();
}

if (form) {
  for (const part of form.querySelectorAll(".entry-grid, .entry-list, .entry textarea[data-count]")) part.addEventListener("paste", paste);
  document.addEventListener("keydown", press);
  drawAll(tryAgain);
  form.addEventListener("click", (event) => {
    if (last && event.target.closest("[data-undo]")) putBack();
    else if (last && event.target.closest("[data-offer]")) choose(event.target.closest("[data-offer]"));
  });
}

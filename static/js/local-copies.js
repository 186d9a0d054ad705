// What is typed and not saved yet is kept on this machine: at the section's own key, until it is saved, the person logs out, or
// fourteen days have passed. Also loaded alone by every page, for the logout and the days. A module that imports this one begins
// once the newest copies are there, also those that a killed browser left in the second book.
import { readBook, strikeFromBook, writeBook } from "./copy-book.js";

const OURS = /^perfeval:/;
const DAYS = 14 * 24 * 60 * 60 * 1000;
const RECENT = 10 * 60 * 1000;
const PATIENCE = 5_000; // for the second book, which a browser that just began opens slowly

// Storage may be full or forbidden: then the page works without it.
function use(act, name = "localStorage") {
  try {
    return act(window[name]);
  } catch {
    return undefined;
  }
}

// The last save of a section that this tab knows of; taken once, because a server may come back from a backup.
export const noteRevision = (key, revision) => use((store) => store.setItem(key, revision), "sessionStorage");
export const takeRevision = (key) => use((store) => { const found = Number(store.getItem(key)); store.removeItem(key); return found; }, "sessionStorage") ?? 0;

// {when, pairs} of a copy, {when} of one that was given up and of which the second book does not know yet, else null.
const load = (key) => use((store) => JSON.parse(store.getItem(key) ?? "null"));
const write = (key, copy) => use((store) => store.setItem(key, JSON.stringify(copy)));
const remove = (key) => use((store) => store.removeItem(key));
const isOld = (copy) => !(copy?.when > Date.now() - DAYS);

export const loadCopy = (key) => { const copy = load(key); return copy?.pairs ? copy : null; };

export function keepCopy(key, pairs) {
  const copy = { when: Date.now(), pairs };
  write(key, copy);
  writeBook(key, copy).catch(() => {}); // where there is no such book, the browser has to end in order
}

export function forgetCopy(key) {
  const copy = load(key);
  if (copy) giveUp(key, { when: Math.max(copy.when ?? 0, Date.now()) });
}

function giveUp(key, note) {
  write(key, note);
  writeBook(key, note).then(() => { if (load(key)?.when === note.when) remove(key); }).catch(() => {});
}

const listKeys = () => use((store) => Object.keys(store).filter((key) => OURS.test(key))) ?? [];

// Of each key the newer of both.
function meet(key, written) {
  const here = load(key);
  if (isOld(written)) strikeFromBook(key).catch(() => {});
  else if (here && !here.pairs && here.when >= written.when) giveUp(key, here);
  else if (written.pairs && !(here?.when >= written.when)) write(key, written);
  else if (!written.pairs && here?.when <= written.when) remove(key);
}

async function meetBook() {
  for (const [key, written] of await readBook()) meet(key, written);
}

const isOwn = (person) => (key) => key.startsWith(`perfeval:${person}:`);

// An answer to a return item stands in the record, so it is never sent by itself.
function holdsAnswer(pairs) {
  const typed = new Map(pairs);
  return pairs.some(([name, before]) => {
    const [, item] = name.split(/^:answered:/);
    return item && before.trim() !== `${typed.get(`:kind:${item}`) ?? ""}|${typed.get(`:answer:${item}`) ?? ""}`.trim();
  });
}

// Whether what was sent while its page was left has arrived, nobody was there to hear. So it is sent once more from the next page;
// the server takes it again only where it says the same, or nobody saved in between.
async function sendAgain(key) {
  const [, , report, section, blocks] = key.split(":");
  if (blocks) return; // which the page of their section offers
  const address = `/reports/${report}/sections/${section}/`;
  const { when, pairs } = loadCopy(key);
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  if (when < Date.now() - RECENT || window.location.pathname === address || holdsAnswer(pairs) || !token) return;
  const body = new URLSearchParams([...pairs, ["csrfmiddlewaretoken", token], [":do", "autosave"]]);
  const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual" });
  if (!answer.ok) return;
  noteRevision(key, (await answer.json()).revision); // the section's page may have been asked for before
  if (loadCopy(key)?.when === when) forgetCopy(key);
}

function leave(event, own) {
  const sections = new Set(own.map((key) => key.split(":").slice(0, 4).join(":")));
  const question = `本机还留着 ${sections.size} 个章节没有保存的内容，退出登录后会删除。要退出吗？\n点“取消”，回到章节页保存。`;
  if (own.length && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  own.forEach(forgetCopy);
}

async function begin() {
  const { person } = document.querySelector("[data-person]")?.dataset ?? {};
  const listOwn = () => listKeys().filter(isOwn(person)).filter(loadCopy);
  // Before every other listener: a form that is not sent is no logout.
  document.addEventListener("submit", (event) => { if (event.target.getAttribute("action")?.endsWith("/logout/")) leave(event, listOwn()); }, true);
  await Promise.race([meetBook().catch(() => {}), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  listKeys().filter((key) => isOld(load(key))).forEach(remove);
  for (const key of listOwn()) sendAgain(key).catch(() => {}); // without a network it stays
}

await begin();

// What is typed and not saved yet is kept on this machine: at the section's own key, until it is saved, the person logs out, or
// fourteen days have passed. Also loaded alone by every page, for the logout and the days.
const OURS = /^perfeval:/;
const DAYS = 14 * 24 * 60 * 60 * 1000;
const RECENT = 10 * 60 * 1000;

// Storage may be full or forbidden: then the page works without it.
function use(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

export const keepCopy = (key, pairs) => use((store) => store.setItem(key, JSON.stringify({ when: Date.now(), pairs })));
export const forgetCopy = (key) => use((store) => store.removeItem(key));
export const loadCopy = (key) => use((store) => JSON.parse(store.getItem(key) ?? "null"));

const keysOf = (store) => Object.keys(store).filter((key) => OURS.test(key));

function forgetOld(store) {
  for (const key of keysOf(store)) {
    if (!(JSON.parse(store.getItem(key))?.when > Date.now() - DAYS)) store.removeItem(key);
  }
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
  if (answer.ok && loadCopy(key)?.when === when) forgetCopy(key);
}

function leave(event, person) {
  const own = use((store) => keysOf(store).filter(isOwn(person))) ?? [];
  const sections = new Set(own.map((key) => key.split(":").slice(0, 4).join(":")));
  const question = `本机还留着 ${sections.size} 个章节没有保存的内容，退出登录后会删除。要退出吗？\n点“取消”，回到章节页保存。`;
  if (own.length && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  own.forEach(forgetCopy);
}

function begin() {
  const { person } = document.querySelector("[data-person]")?.dataset ?? {};
  use(forgetOld);
  for (const key of use((store) => keysOf(store).filter(isOwn(person))) ?? []) sendAgain(key).catch(() => {}); // without a network it stays
  // Before every other listener: a form that is not sent is no logout.
  document.addEventListener("submit", (event) => { if (event.target.getAttribute("action")?.endsWith("/logout/")) leave(event, person); }, true);
}

begin();

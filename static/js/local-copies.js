// What is typed and not saved yet is kept on this machine: at the section's own key, until it is saved, the person logs out, or
// fourteen days have passed. Also loaded alone by every page, for the logout and the days.
const OURS = /^perfeval:/;
const DAYS = 14 * 24 * 60 * 60 * 1000;

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

function leave(event, person) {
  const own = use((store) => keysOf(store).filter((key) => key.startsWith(`perfeval:${person}:`))) ?? [];
  const question = `本机还留着 ${own.length} 个章节没有保存的内容，退出登录后会删除。要退出吗？\n点“取消”，回到章节页保存。`;
  if (own.length && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  own.forEach(forgetCopy);
}

function begin() {
  const { person } = document.querySelector("[data-person]")?.dataset ?? {};
  use(forgetOld);
  // Before every other listener: a form that is not sent is no logout.
  document.addEventListener("submit", (event) => { if (event.target.action.endsWith("/logout/")) leave(event, person); }, true);
}

begin();

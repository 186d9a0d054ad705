// Keeps return items on the server a moment after they were typed; only what changed is sent, so that another computer's
// words are not overwritten. What the server does not have yet stays in this browser.
const WAIT = 800;
const NAMES = ["key", "place", "kind", "text", "follows"];

export function keeper(desk, list, status) {
  const storeKey = `review-${desk.dataset.keep}`;
  const waiting = new Set();
  const gone = new Set();
  const underway = new Set(); // sent, and not yet answered: a page that is left now takes the request with it
  let timer = 0;
  let sending = false;
  let submitted = ""; // the state of the report in which the form was sent
  const since = desk.querySelector("[name=since]").value;

  const read = (row) => Object.fromEntries(NAMES.map((name) => [name, row.querySelector(`[name=${name}]`).value]));
  const rows = () => [...list.children].filter((row) => waiting.has(read(row).key) || underway.has(read(row).key));

  function store() {
    const items = rows().map(read);
    if (items.length) localStorage.setItem(storeKey, JSON.stringify({ items, submitted }));
    else localStorage.removeItem(storeKey);
  }

  function body(items, keys) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", desk.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("since", since);
    data.append("act", "keep");
    items.forEach((item) => NAMES.forEach((name) => data.append(name, item[name])));
    keys.forEach((key) => data.append("remove", key));
    return data;
  }

  async function post(items, keys) {
    const answer = await fetch(location.pathname, {
      method: "POST", body: body(items, keys), headers: { Accept: "application/json" }, redirect: "error",
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.message);
    return told.at;
  }

  async function send() {
    if (sending || !(waiting.size || gone.size)) return;
    const items = rows().map(read);
    const keys = [...gone];
    let isSent = false;
    sending = true;
    items.forEach((item) => underway.add(item.key));
    waiting.clear();
    gone.clear();
    try {
      status.textContent = `意见已保存 ${await post(items, keys)}`;
      isSent = true;
    } catch (problem) {
      items.forEach((item) => waiting.add(item.key));
      keys.forEach((key) => gone.add(key));
      const why = problem.name === "Error" ? problem.message : "";
      status.textContent = `意见还没有保存到服务器，仍留在本机。${why || "请检查网络或重新登录。"}`;
    }
    underway.clear();
    sending = false;
    store();
    if (isSent && (waiting.size || gone.size)) later(); // typed meanwhile
  }

  function later() {
    store();
    clearTimeout(timer);
    timer = setTimeout(send, WAIT);
  }

  // The answer may come while the next page, which was read before, is on its way: these are kept for it.
  addEventListener("beforeunload", () => underway.forEach((key) => waiting.add(key)));
  addEventListener("pagehide", store);
  desk.addEventListener("submit", () => {
    clearTimeout(timer);
    submitted = since;
    store();
  });
  return {
    changed(row) { if (row) { waiting.add(read(row).key); later(); } },
    removed(row) { waiting.delete(read(row).key); gone.add(read(row).key); later(); },
    // What was sent with a form that changed the report's state has arrived.
    unsaved() {
      try {
        const kept = JSON.parse(localStorage.getItem(storeKey) || "{}");
        return kept.submitted && kept.submitted !== since ? [] : kept.items || [];
      } catch { return []; }
    },
  };
}

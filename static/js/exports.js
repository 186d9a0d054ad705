// 我的导出: while a file is being made, the list is fetched again every two seconds. Without this file the page is reloaded by hand.
const list = document.getElementById("exports");
const SECONDS = 2;

async function refresh() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("exports");
  const focused = document.activeElement?.getAttribute("aria-label");
  list.replaceChildren(...fresh.childNodes);
  list.toggleAttribute("data-open", fresh.hasAttribute("data-open"));
  if (focused) [...list.querySelectorAll("a, button")].find((each) => each.getAttribute("aria-label") === focused)?.focus();
}

async function follow() {
  if (!list.hasAttribute("data-open")) return;
  try {
    if (!document.hidden) await refresh();
  } finally {
    setTimeout(follow, SECONDS * 1000);
  }
}

setTimeout(follow, SECONDS * 1000);

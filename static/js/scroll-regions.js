// A box is a Tab stop only while it scrolls: the arrow keys need it then, and otherwise it swallows what is typed.
const watch = new ResizeObserver((entries) => entries.forEach((entry) => settle(entry.target)));

function settle(box) {
  const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  if (scrolls) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

const watchAll = () => document.querySelectorAll("[data-scrolls]").forEach((box) => watch.observe(box));
watchAll();
document.addEventListener("htmx:afterSettle", watchAll);
document.addEventListener("fragments-put", watchAll); // by findings.js

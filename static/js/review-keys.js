// j and k walk through findings and items beside the report; the place of each is shown on the paper.
import { printed } from "./review-places.js";

const OFF = "review-keys-off";
const side = document.querySelector(".review-side");
const paper = document.querySelector(".review-paper");
const told = document.getElementById("walked");
const toggle = document.getElementById("keys-on");
const STOPS = ".finding, .typed > li, .given > li";

const stops = () => [...side.querySelectorAll(STOPS)].filter((each) => each.checkVisibility?.() ?? each.offsetParent);

function isTyping(element) {
  return element.closest("input, textarea, select, [contenteditable]");
}

function show(stop) {
  const href = stop.querySelector("a[href^='#']")?.getAttribute("href");
  const place = href && printed(href.slice(1));
  paper.querySelectorAll(".walked").forEach((each) => each.classList.remove("walked"));
  if (!place || !paper.contains(place)) return;
  place.classList.add("walked");
  place.scrollIntoView({ block: "center" });
}

function walk(step) {
  const found = stops();
  if (!found.length) return;
  const here = found.findIndex((each) => each.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(Math.max(here + step, 0), found.length - 1);
  const stop = found[next];
  stop.tabIndex = -1;
  show(stop);
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
  told.textContent = `第 ${next + 1} 条，共 ${found.length} 条`;
}

function help() {
  const keys = document.getElementById("keys");
  keys.open = true;
  keys.querySelector("summary").focus();
}

if (side && toggle) {
  document.getElementById("keys").hidden = false;
  toggle.checked = !localStorage.getItem(OFF);
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
    if (event.key === "?") help();
  });
}

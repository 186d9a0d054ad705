import { settled } from "./first-answer.js";

// 下一件 and F8 lead to the next thing to do: behind the cursor on this page, else on another.
const links = () => [...document.querySelectorAll("#todo ol a")];
const isHere = (link) => link.pathname === window.location.pathname;
const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
const isBehind = (place, cursor) => Boolean(cursor.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);

// The heading of a list that holds nothing leads to its first box, or to the button that makes one.
function findBox(place) {
  const list = place.matches("h2") ? place.closest("[data-listing]") : null;
  const boxes = [...list?.querySelectorAll("[data-rows] :is(input:not([type=hidden]), textarea)") ?? []];
  return boxes.some((box) => box.value.trim()) ? place : boxes[0] ?? list?.querySelector("[data-add]") ?? place;
}

function findNext() {
  const cursor = document.activeElement;
  const here = links().filter((link) => isHere(link) && target(link));
  if (!document.getElementById("section-form").contains(cursor)) return here[0];
  return here.find((link) => isBehind(target(link), cursor));
}

function goOn(event) {
  const link = findNext();
  if (!link) {
    if (event.type === "keydown") document.querySelector("#todo [data-next]")?.click();
    return;
  }
  event.preventDefault();
  target(link).closest("details:not([open])")?.setAttribute("open", "");
  target(link).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8") return;
  event.preventDefault();
  settled.then(() => goOn(event)); // the list comes after the page
});
document.addEventListener("click", (event) => {
  if (event.isTrusted && event.target.closest("#todo [data-next]")) goOn(event);
});
// Whatever leads there: F8, or the browser that follows a link.
document.addEventListener("focusin", ({ target: place }) => { if (findBox(place) !== place) findBox(place).focus(); });

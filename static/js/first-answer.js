// The page is there to be typed in before the whole report is checked. Findings, marks, what is still to be done and the printed form
// come after it, by the way of a save. Where they do not come, the links that stand in their places bring the whole page.
import { putFragments } from "./findings.js";

const form = document.getElementById("section-form");

// A save in between brought its own.
function put({ revision, fragments }) {
  if (form.elements[":revision"].value === String(revision)) putFragments(fragments);
}

// Where the address names a finding: the browser looked for it before it came.
function goToFinding() {
  const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!place?.matches("li.finding")) return;
  place.closest("details:not([open])")?.setAttribute("open", "");
  place.focus();
}

async function bringRest(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (!answer.ok) return;
  put(await answer.json());
  goToFinding();
}

// Settled when the page is whole, or stays as it is.
export const settled = form?.dataset.rest ? bringRest(form.dataset.rest).catch(() => null) : Promise.resolve();

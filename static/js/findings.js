// After a save in the background: the marks at the cells follow the findings, and a reason that is being typed stays.
const MARKED = "[data-mark]";

function mark(finding, place) {
  const input = document.getElementById(place);
  if (!input?.matches("input, select, textarea") || input.parentElement.querySelector(".mark")) return;
  const link = document.createElement("a");
  link.className = `mark mark-${finding.dataset.look}`;
  link.href = `#${finding.id}`;
  link.title = finding.querySelector(".finding-message").textContent;
  link.textContent = finding.dataset.mark;
  input.after(link);
}

function draw() {
  document.querySelectorAll(".mark").forEach((old) => old.remove());
  for (const finding of document.querySelectorAll(MARKED)) finding.dataset.places.split(" ").forEach((place) => mark(finding, place));
}

document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.matches(".told") && event.detail.target.contains(document.activeElement)) event.detail.shouldSwap = false;
});
document.body.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target.id === "printed" || event.detail.target.matches(".told")) draw(); });

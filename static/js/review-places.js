// Where a place stands on the printed report. A row of a list is printed as its cells alone: then the line they stand in.
export function printed(place) {
  const report = document.querySelector(".report");
  const found = place && report && document.getElementById(place);
  if (found || !place || !report) return found || null;
  return report.querySelector(`[id^="${CSS.escape(place)}."]`)?.closest("tr") || null;
}

// A link to such a row leads to its line.
document.querySelector(".review-side")?.addEventListener("click", (event) => {
  const place = event.target.closest("a[href^='#']")?.getAttribute("href").slice(1);
  if (!place || document.getElementById(place) || !printed(place)) return;
  event.preventDefault();
  printed(place).scrollIntoView({ block: "center" });
});

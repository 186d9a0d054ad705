// On a phone a line of a list becomes a card: each cell says what its column is, and what is empty is left out.
document.querySelectorAll("#result_list, .as-cards").forEach((table) => {
  const names = Array.from(table.tHead.rows[0].cells, (cell) => (cell.querySelector(".text") ?? cell).textContent.trim());
  for (const row of table.tBodies[0].rows) {
    Array.from(row.cells).forEach((cell, at) => {
      cell.dataset.name = cell.matches(".action-checkbox") ? "" : names[at];
      cell.classList.toggle("says-nothing", ["", "—"].includes(cell.textContent.trim()) && !cell.querySelector("input, img"));
    });
  }
});

// Charts of the 年度概览. Every number is read from the table below the chart; without this file the tables stand alone.
const { Chart } = window;
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const DASHES = { last: [5, 4] };

// What a cell says to a chart: its <data value>, or null where nothing is known.
function number(cell) {
  const value = cell.querySelector("data")?.value;
  return value === undefined ? null : Number(value);
}

function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    marks: rows.map((row) => number(row.cells[0])),
    series: heads.map((head, at) => ({ at, name: head.dataset.series, label: head.textContent.trim() }))
      .filter((head) => head.name)
      .map((head) => ({ ...head, numbers: rows.map((row) => number(row.cells[head.at])) })),
  };
}

// A rule's name beside a lying bar, in lines of so many characters; at most two, and "…" for the rest, which the table holds.
const WIDE = 13;
function wrap(label) {
  const lines = label.match(new RegExp(`.{1,${WIDE}}`, "gu")) ?? [label];
  return lines.length > 2 ? [lines[0], `${lines[1].slice(0, WIDE - 1)}…`] : lines;
}

const line = ({ marks, series }) => series.map(({ name, label, numbers }) => ({
  label,
  data: numbers.map((y, at) => ({ x: marks[at], y })).filter((point) => point.y !== null).sort((one, other) => one.x - other.x),
  borderColor: colour(name),
  backgroundColor: colour(name),
  borderDash: DASHES[name] ?? [],
  stepped: "before",
  pointRadius: 2,
  borderWidth: 2,
  clip: 6,
}));

const bars = ({ series }) => series.map(({ name, label, numbers }) => ({
  label,
  data: numbers,
  backgroundColor: colour(name),
  maxBarThickness: 36,
}));

function scales(kind, stacked, unit) {
  const plain = { stacked, grid: { display: false } };
  const measured = { stacked, beginAtZero: true, ticks: { precision: 0 }, title: { display: Boolean(unit), text: unit } };
  if (kind === "rows") return { x: measured, y: plain };
  if (kind === "bar") return { x: plain, y: measured };
  const due = (value) => (value === 0 ? "截止日" : value);
  return { x: { type: "linear", ticks: { precision: 0, callback: due }, title: { display: true, text: "距报送截止日（天）" } }, y: { ...measured, max: 100 } };
}

const legend = (isLine) => ({ position: "top", align: "end", labels: { boxWidth: isLine ? 28 : 14, usePointStyle: isLine, pointStyle: "line" } });
const day = ([point]) => (point.parsed.x ? `截止${point.parsed.x < 0 ? "前" : "后"} ${Math.abs(point.parsed.x)} 天` : "截止日");

function draw(frame) {
  const { chart: kind, unit, stacked } = frame.dataset;
  const isLine = kind === "line";
  const found = read(frame.parentElement.querySelector("table"));
  frame.hidden = false;
  frame.classList.toggle("chart-tall", kind === "rows" && found.labels.length > 8);
  return new Chart(frame.querySelector("canvas"), {
    type: isLine ? "line" : "bar",
    data: { labels: kind === "rows" ? found.labels.map(wrap) : found.labels, datasets: isLine ? line(found) : bars(found) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: kind === "rows" ? "y" : "x",
      scales: scales(kind, stacked !== undefined, unit),
      plugins: { legend: legend(isLine), tooltip: { callbacks: isLine ? { title: day } : {} } },
    },
  });
}

Chart.defaults.font.family = style.getPropertyValue("--font-family-primary");
Chart.defaults.color = colour("body-fg");
const charts = [...document.querySelectorAll(".chart")].map(draw);

// On paper a chart takes 78 mm of the width, whatever the window had.
window.addEventListener("beforeprint", () => charts.forEach((chart) => chart.resize(294, 189)));
window.addEventListener("afterprint", () => charts.forEach((chart) => chart.resize()));
const button = document.getElementById("print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

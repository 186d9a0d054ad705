// 上年数: while one types, the words beside the input go on saying whether it is what last year's report says.
const number = (text) => (/^[-−+]?[\d.,，\s]+$/.test(text) ? Number(text.replace(/[,，\s]/g, "").replace("−", "-")) : text.trim());

document.getElementById("section-form")?.addEventListener("input", (event) => {
  const note = event.target.parentElement.querySelector("[data-before]");
  if (!note) return;
  const { before } = note.dataset;
  if (!event.target.value.trim()) note.textContent = `上年报告：${before}`;
  else note.textContent = number(event.target.value) === number(before) ? "取自上年报告" : `上年报告为 ${before}`;
});

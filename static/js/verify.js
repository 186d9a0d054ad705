// The chosen file is hashed here and compared with the hashes on the page. Without a secure address (https, localhost) browsers
// offer no hashing: then the form is posted and the server answers in the same words.
const form = document.querySelector("form[data-check]");
const result = document.getElementById("check-result");

async function sha256(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function check(file) {
  const paper = document.querySelector(`[data-sha256="${await sha256(file)}"]`);
  const words = document.getElementById(paper ? "same" : "different").content.cloneNode(true);
  if (paper) words.querySelector("[data-slot]").textContent = paper.dataset.name;
  result.replaceChildren(words);
}

if (form && globalThis.crypto?.subtle) {
  const input = form.querySelector("input[type=file]");
  document.querySelector("[data-local]").hidden = false;
  document.querySelector("[data-remote]").hidden = true;
  form.addEventListener("submit", (event) => { event.preventDefault(); check(input.files[0]); });
  const checkChosen = () => { if (input.files[0]) check(input.files[0]); };
  input.addEventListener("change", checkChosen);
  checkChosen(); // a file chosen while this was still loading
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files[0]) check(event.dataTransfer.files[0]);
  });
}

// A block copied from Excel or Word: lines, tabs, and quotation marks around a cell of several lines.
export function cells(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const take = () => { rows.at(-1).push(cell); cell = ""; };
  const letters = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at];
    if (quoted && letter === '"' && letters[at + 1] === '"') { cell += '"'; at += 1; }
    else if (quoted && letter === '"') quoted = false;
    else if (!quoted && letter === '"' && cell === "" && letters.indexOf('"', at + 1) > 0) quoted = true;
    else if (!quoted && letter === "\t") take();
    else if (!quoted && letter === "\n") { take(); rows.push([]); }
    else cell += letter;
  }
  take();
  return rows;
}

export const isBlock = (rows) => rows.length > 1 || rows[0].length > 1;
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

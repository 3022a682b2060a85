/**
 * The script of the index: it shows what works only with it, finds rows by the words in them, and sorts. It asks nobody for
 * anything, so it works from a file. Without it the whole table is there all the same.
 */
export const siteScript = `"use strict";
(() => {
  const form = document.querySelector("search");
  const input = form.querySelector("input");
  const told = form.querySelector("output");
  const body = document.querySelector("#units tbody");
  const rows = Array.from(body.rows, (row) => ({
    row,
    words: Array.from(row.cells).slice(0, 3).map((cell) => cell.textContent).join(" ").normalize("NFKC").toLowerCase(),
  }));
  form.hidden = false;
  const find = () => {
    const wanted = input.value.normalize("NFKC").toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const { row, words } of rows) {
      const found = wanted.every((word) => words.includes(word));
      row.hidden = !found;
      if (found) count++;
    }
    told.textContent = wanted.length === 0 ? "" : "找到 " + count + " 个单位";
  };
  input.addEventListener("input", find);
  find();
  const heads = Array.from(document.querySelectorAll("#units thead th[data-sort]"));
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const n = head.cellIndex;
      const number = head.dataset.sort === "number";
      const key = ({ row }) => {
        const text = row.cells[n].textContent.trim();
        return number ? (text === "" ? -Infinity : Number.parseFloat(text.replace(/[^0-9.+-]/g, "")) || 0) : text;
      };
      const compare = number ? (a, b) => a - b : (a, b) => a.localeCompare(b, "zh");
      const keyed = rows.map((one) => [key(one), one]);
      keyed.sort(([a], [b]) => (up ? compare(a, b) : compare(b, a)));
      body.append(...keyed.map(([, { row }]) => row));
    });
  }
})();
`;

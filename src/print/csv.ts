/** A cell of a file that a spreadsheet will open: a text, or a number of our own. */
export type CsvCell = string | number;

/**
 * Rows as CSV for Excel: UTF-8 with its mark, CRLF. A text that a spreadsheet would take for a formula is given an apostrophe:
 * names come from strangers. Numbers of our own stay numbers.
 */
export function csv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: CsvCell): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell of a file that a spreadsheet will open: a text, or a number of our own. */
export type CsvCell = string | number;

/** By it Excel knows that a CSV file is UTF-8. */
export const csvMark = "\uFEFF";

/** Rows as CSV for Excel: UTF-8 with its mark, CRLF. */
export function csv(rows: readonly (readonly CsvCell[])[]): string {
  return csvMark + rows.map(csvLine).join("");
}

/**
 * One row and the end of its line. A text that a spreadsheet would take for a formula is given an apostrophe: names come from
 * strangers. Numbers of our own stay numbers.
 */
export function csvLine(row: readonly CsvCell[]): string {
  return `${row.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: CsvCell): string {
  if (typeof value === "number") return String(value);
  const text = formulaLike.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What begins so is a formula to some spreadsheet; with apostrophes before it, it was one, or may have been. */
const formulaLike = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** The text of a cell as it was before it was made safe. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formulaLike.test(cell) ? cell.slice(1) : cell;
}

import Papa from "papaparse";
import type { NumberedRow } from "./xlsx.ts";

/**
 * The rows of a table separated by commas, tabs or semicolons, however long it is: pieces of its text come in one after
 * another, and only what belongs to a row that is not finished waits. Numbers of rows are those a spreadsheet shows.
 */
export function* csvRows(pieces: Iterable<string>): Generator<NumberedRow> {
  let waiting = "";
  let delimiter: string | undefined;
  let number = 0;
  function* parse(text: string): Generator<NumberedRow> {
    delimiter ??= delimiterOf(text);
    for (const values of Papa.parse<string[]>(text, { delimiter }).data) yield { number: ++number, values };
  }
  for (const piece of pieces) {
    waiting += piece;
    const end = endOfRows(waiting);
    if (end === 0) continue;
    // Without its last line break: after it a parser would see one row more.
    const rows = waiting.slice(0, end).replace(/\r?\n$/, "");
    waiting = waiting.slice(end);
    yield* parse(rows);
  }
  if (waiting !== "") yield* parse(waiting);
}

/** After the last line break that is not within quotation marks; 0 where there is none. */
function endOfRows(text: string): number {
  let end = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    else if (code === 10 && !quoted) end = i + 1;
  }
  return end;
}

function delimiterOf(text: string): string {
  const [head = ""] = text.split(/\r?\n/, 1);
  const counts = [",", "\t", ";", "，"].map((mark) => [mark, head.split(mark).length] as const);
  return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ",";
}

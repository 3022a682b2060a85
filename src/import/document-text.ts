import type { NamedPlace } from "../core/text/source.ts";
import { cellsOf, type DocumentGrid, type ReadDocument } from "./document.ts";

/** A document as a text of a tally: a paragraph a line, a table between bars, and what its places are called. */
export function documentText({ blocks }: ReadDocument): {
  readonly text: string;
  readonly places: readonly NamedPlace[];
} {
  const places: NamedPlace[] = [];
  let text = "";
  for (const block of blocks) {
    const lines = block.kind === "paragraph" ? [block.text] : tableLines(block);
    if (lines.length === 0) continue;
    if (text !== "") text += "\n";
    const start = text.length;
    text += lines.join("\n");
    const { kind } = block;
    const name =
      kind === "paragraph"
        ? { zh: `第${block.number}段`, en: `paragraph ${block.number}` }
        : { zh: `第${block.name}张表`, en: `table ${block.name}` };
    places.push({ start, end: text.length, name });
  }
  return { text, places };
}

/** A cell that reaches over several places stands in the first of them. */
export function tableLines({ rows }: DocumentGrid): readonly string[] {
  const seen = new Set<unknown>();
  const lines = rows.flatMap((row) => {
    if (cellsOf(row).every(({ text }) => text === "")) return [];
    const cells = row.map((cell) => {
      if (!cell || seen.has(cell)) return "";
      seen.add(cell);
      return cell.text.replaceAll("|", "\\|");
    });
    return [`| ${cells.join(" | ")} |`];
  });
  const [head, ...body] = lines;
  if (head === undefined) return [];
  const columns = Math.max(1, (rows[0] ?? []).length);
  const rule = `|${Array.from({ length: columns }, (_, column) => (isRight(rows, column) ? " ---: |" : " --- |")).join("")}`;
  return [head, rule, ...body];
}

/** Whether all that stands in a column below its head is set at the right. */
function isRight([, ...body]: DocumentGrid["rows"], column: number): boolean {
  const filled = body.map((row) => row[column]).filter((cell) => cell !== undefined && cell.text !== "");
  return filled.length > 0 && filled.every((cell) => cell?.right === true);
}

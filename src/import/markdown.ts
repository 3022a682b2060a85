import { type DocumentBlock, layFlow, oneLine, type ReadDocument } from "./document.ts";
import { DocumentPictures, type PictureReader } from "./document-pictures.ts";
import { readHtml } from "./html.ts";

/** Reads Markdown: headings, paragraphs a line each, pipe tables, and tables in HTML. */
export function readMarkdown(text: string, { pictureAt }: PictureReader = {}): ReadDocument {
  const blocks: DocumentBlock[] = [];
  const pictures = new DocumentPictures();
  let tables = 0;
  let paragraphs = 0;
  const lines = text.split(/\r\n?|\n/);
  for (let i = 0; i < lines.length; ) {
    const line = (lines[i] ?? "").trim();
    if (/^<table\b/i.test(line)) {
      const end = lines.findIndex((other, at) => at >= i && /<\/table>/i.test(other));
      const source = lines.slice(i, end < 0 ? lines.length : end + 1).join("\n");
      for (const block of readHtml(source).blocks) if (block.kind === "grid") blocks.push({ ...block, name: ++tables });
      i = end < 0 ? lines.length : end + 1;
    } else if (line.startsWith("|")) {
      const rows: string[] = [];
      for (; /^\s*\|/.test(lines[i] ?? ""); i++) rows.push((lines[i] ?? "").trim());
      const isRule = (row: string): boolean => /^\|(?:\s*:?-+:?\s*\|)+$/.test(row);
      const right = cellsIn(rows.find(isRule) ?? "").map((cell) => /^-+:$/.test(cell));
      const cells = rows.filter((row) => !isRule(row)).map(cellsIn);
      blocks.push(
        layFlow(
          ++tables,
          cells.map((row) =>
            row.map((text, column) => ({ text, colSpan: 1, rowSpan: 1, right: right[column] ?? false })),
          ),
        ),
      );
    } else if (pictureLine.test(line)) {
      const [, words = "", name = ""] = pictureLine.exec(line) ?? [];
      const number = ++paragraphs;
      const place = { zh: `第${number}段`, en: `paragraph ${number}` };
      const shown = pictures.line({ bytes: pictureAt?.(name), name, words: plain(words), place });
      if (shown !== undefined) blocks.push({ kind: "paragraph", text: shown, number });
      i++;
    } else {
      const item = /^[-*+]\s+(?=\S)/.exec(line) ? "- " : "";
      const words = item + plain(line.replace(/^(?:#{1,6}\s+|>\s*|[-*+]\s+(?=\S))/, ""));
      if (words !== "" && !/^(?:[-*_]\s*){3,}$/.test(line))
        blocks.push({ kind: "paragraph", text: words, number: ++paragraphs });
      i++;
    }
  }
  return { blocks, titles: [], pictures };
}

/** A picture on a line of its own; within a line it is only its words. */
const pictureLine = /^!\[([^\]]*)\]\(\s*<?([^()<>]+?)>?\s*\)$/;

/** A tab between cells, as what is copied from a page or a sheet has it. */
export function readPlainText(text: string): ReadDocument {
  const blocks: DocumentBlock[] = [];
  let tables = 0;
  let rows: string[][] = [];
  const flush = () => {
    if (rows.length > 0)
      blocks.push(
        layFlow(
          ++tables,
          rows.map((row) => row.map((cell) => ({ text: oneLine(cell), colSpan: 1, rowSpan: 1 }))),
        ),
      );
    rows = [];
  };
  let number = 0;
  for (const line of text.split(/\r\n?|[\n\f\u2028\u2029]/)) {
    if (line.trim().includes("\t")) {
      rows.push(line.split("\t"));
      continue;
    }
    const words = oneLine(line);
    if (words === "") continue;
    flush();
    blocks.push({ kind: "paragraph", text: words, number: ++number });
  }
  flush();
  return { blocks, titles: [] };
}

function cellsIn(row: string): readonly string[] {
  const inner = row.replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.trim()));
}

/** The text that Markdown shows: marks of emphasis go, what is escaped stays. */
function plain(text: string): string {
  const kept: string[] = [];
  const marked = text.replace(
    /\\([!-/:-@[-`{-~])/g,
    (_, character: string) => `\u0000${kept.push(character) - 1}\u0001`,
  );
  const shown = marked
    // Of bounded length: a mark that is never closed is not looked for to the end of the line again and again.
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, "$1")
    .replace(/(\*\*|__)(.{1,2000}?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])([*_])(.{1,2000}?)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? "");
  return oneLine(shown.replace(/\u0000(\d+)\u0001/g, (_, at: string) => kept[Number(at)] ?? ""));
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

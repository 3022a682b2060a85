/*
 * What a clerk may set in a text beside paragraphs: a table, a list, a picture, each on lines of its own and written as in
 * Markdown. A text is no Markdown for all that: a line is a paragraph, and a Markdown parser would join lines, read a number
 * before a full stop as a list and indented lines as code. So only these three are looked for, and all else is prose.
 */

/** A table: `rows[0]` is the head; all rows are of one length. */
export interface TextTable {
  readonly kind: "table";
  readonly rows: readonly (readonly string[])[];
  /** By column, where the line under the head says so. */
  readonly align: readonly ("left" | "center" | "right" | undefined)[];
}

export interface TextList {
  readonly kind: "list";
  /** Numbered from this on; without it, with marks. */
  readonly from?: number;
  /** `level` is 0 for the outermost. */
  readonly items: readonly { readonly text: string; readonly level: number }[];
}

/** `![说明](图.png)`: `file` as it is written, from the tally's folder. */
export interface TextPicture {
  readonly kind: "picture";
  readonly caption: string;
  readonly file: string;
}

export type TextBlock = TextTable | TextList | TextPicture;

/** A line of prose, or the lines of a block; offsets into the text. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
  readonly block?: TextBlock;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

const lineBreak = /\r\n?|\n|\u2028|\u2029/g;
const bullet = /^([ \t]*)[-*+•][ \t]+(?=\S)/;
const numbered = /^[ \t]*(\d{1,3})[.)][ \t]+(?=\S)/;
const picture = /^\s*!\[([^\]\n]{0,200})\]\(\s*<?([^()<>\n]{1,300}?)>?\s*\)\s*$/;
const rule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** The lines of a text that are not blank, tables, lists and pictures taken together. */
export function textParts(text: string): readonly TextPart[] {
  const lines = linesOf(text);
  const parts: TextPart[] = [];
  for (let i = 0; i < lines.length; ) {
    const found = tableAt(lines, i) ?? listAt(lines, i) ?? pictureAt(lines, i);
    const last = lines[i + (found?.lines ?? 1) - 1];
    const first = lines[i];
    if (!first || !last) break;
    const end = last.start + last.text.length;
    if (found) parts.push({ start: first.start, end, block: found.block });
    else if (first.text.trim() !== "") parts.push({ start: first.start, end });
    i += found?.lines ?? 1;
  }
  return parts;
}

/** The pictures among them: most texts have none and are not cut into lines for it. */
export function picturesIn(text: string): readonly (TextPart & { readonly block: TextPicture })[] {
  if (!text.includes("![")) return [];
  return textParts(text).flatMap(({ block, ...part }) => (block?.kind === "picture" ? [{ ...part, block }] : []));
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(lineBreak)) {
    lines.push({ start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  lines.push({ start, text: text.slice(start) });
  return lines;
}

interface Found {
  readonly block: TextBlock;
  readonly lines: number;
}

/** A head with a rule under it, or at least two lines between bars. No cell is dropped: the longest row says how many there are. */
function tableAt(lines: readonly Line[], at: number): Found | undefined {
  const head = lines[at]?.text ?? "";
  if (!head.includes("|")) return undefined;
  const second = lines[at + 1]?.text ?? "";
  const ruled = second.includes("|") && rule.test(second) && cellsOf(second).length === cellsOf(head).length;
  const isRow = (line: string): boolean => (ruled && !isBarred(head) ? cellsOf(line).length > 1 : isBarred(line));
  if (!ruled && !(isBarred(head) && isBarred(second))) return undefined;
  let end = at + (ruled ? 2 : 1);
  while (isRow(lines[end]?.text ?? "")) end++;
  const body = lines.slice(at + (ruled ? 2 : 1), end).map(({ text }) => cellsOf(text));
  if (body.length === 0) return undefined;
  const rows = [cellsOf(head), ...body];
  const columns = Math.max(...rows.map((row) => row.length));
  return {
    block: {
      kind: "table",
      rows: rows.map((row) => Array.from({ length: columns }, (_, i) => row[i] ?? "")),
      align: ruled ? cellsOf(second).map(alignOf) : [],
    },
    lines: end - at,
  };
}

function isBarred(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line) && cellsOf(line).length > 1;
}

/** `\|` is a bar that parts nothing. */
function cellsOf(line: string): readonly string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function alignOf(cell: string): TextTable["align"][number] {
  if (!cell.endsWith(":")) return cell.startsWith(":") ? "left" : undefined;
  return cell.startsWith(":") ? "center" : "right";
}

/** Marked items, one or more; numbered ones are a list from two on, for a lone `1. ` is a heading of the text. */
function listAt(lines: readonly Line[], at: number): Found | undefined {
  const first = lines[at]?.text ?? "";
  const number = Number(numbered.exec(first)?.[1]);
  if (bullet.test(first)) {
    let end = at;
    while (bullet.test(lines[end]?.text ?? "")) end++;
    return { block: { kind: "list", items: nested(lines.slice(at, end)) }, lines: end - at };
  }
  if (Number.isNaN(number)) return undefined;
  let end = at;
  while (Number(numbered.exec(lines[end]?.text ?? "")?.[1]) === number + end - at) end++;
  if (end - at < 2) return undefined;
  const items = lines.slice(at, end).map(({ text }) => ({ text: text.replace(numbered, "").trim(), level: 0 }));
  return { block: { kind: "list", from: number, items }, lines: end - at };
}

const deepest = 2;

/** What is indented further than the item before it stands below that. */
function nested(lines: readonly Line[]): TextList["items"] {
  const open: number[] = [];
  return lines.map(({ text }) => {
    const indent = (bullet.exec(text)?.[1] ?? "").replaceAll("\t", "    ").length;
    while (open.length > 0 && (open.at(-1) ?? 0) > indent) open.pop();
    if (open.length === 0 || (open.at(-1) ?? 0) + 1 < indent) open.push(indent);
    return { text: text.replace(bullet, "").trim(), level: Math.min(deepest, open.length - 1) };
  });
}

function pictureAt(lines: readonly Line[], at: number): Found | undefined {
  const [whole, caption = "", file = ""] = picture.exec(lines[at]?.text ?? "") ?? [];
  if (whole === undefined) return undefined;
  return { block: { kind: "picture", caption: caption.trim(), file: file.trim() }, lines: 1 };
}

/** A block as lines of prose, for a place that takes nothing else: 渠道：网站，条数：263。 */
export function linesOfBlock(block: TextBlock): readonly string[] {
  switch (block.kind) {
    case "table": {
      const [head = [], ...body] = block.rows;
      return body.map((row) => `${row.map((cell, i) => (head[i] ? `${head[i]}：${cell}` : cell)).join("，")}。`);
    }
    case "list":
      return block.items.map(({ text }, i) => `${block.from === undefined ? "——" : `${block.from + i}.`}${text}`);
    case "picture":
      return [`（图：${block.caption === "" ? block.file : block.caption}）`];
  }
}

import type { Span } from "../core/diagnostic.ts";
import { lineStarts, positionAt, type Source } from "../core/text/source.ts";
import type { Style } from "./style.ts";
import { columns, visible } from "./width.ts";

/** A stretch of source with the words that stand beside its mark. */
export interface SnippetMark {
  readonly span: Span;
  readonly label: string;
  readonly primary: boolean;
}

/** Widest stretch of a source line that is shown, in terminal columns. */
const shownWidth = 96;
/** Marks beyond this many are counted, not shown: a total of twenty-one rows would fill the screen. */
const shownMarks = 7;

interface Placed extends SnippetMark {
  readonly line: number;
  /** Offsets inside the line. */
  readonly from: number;
  readonly to: number;
}

export interface Snippet {
  /** Columns before the rail that runs down beside the lines. */
  readonly indent: number;
  readonly lines: readonly string[];
}

/** The lines of one file under a message, each marked where it matters. */
export function snippet(
  source: Source,
  marks: readonly SnippetMark[],
  style: Style,
  more: (count: number) => string,
): Snippet {
  const starts = lineStarts(source.text);
  const placed = marks.map((mark) => place(mark, source.text, starts));
  const shown = [...placed.filter((mark) => mark.primary), ...placed.filter((mark) => !mark.primary)].slice(
    0,
    shownMarks,
  );
  const lines = [...new Set(shown.map((mark) => mark.line))].sort((a, b) => a - b);
  const gutter = String(lines.at(-1) ?? 1).length + 1;
  const rail = `${" ".repeat(gutter)} ${style("blue", "│")}`;
  const out: string[] = [rail];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before !== undefined && line > before + 1) out.push(`${" ".repeat(gutter)} ${style("blue", "┆")}`);
    const text = lineText(source.text, starts, line);
    const here = shown.filter((mark) => mark.line === line).sort((a, b) => a.from - b.from);
    const window = windowOf(text, here);
    out.push(`${style("blue", `${String(line).padStart(gutter)} │`)} ${window.text}`);
    for (const mark of here) out.push(`${rail} ${underline(text, window, mark, style)}`);
  });
  if (shown.length < placed.length) out.push(`${rail} ${style("dim", more(placed.length - shown.length))}`);
  return { indent: gutter + 1, lines: out };
}

function place(mark: SnippetMark, text: string, starts: readonly number[]): Placed {
  const start = positionAt(starts, mark.span.start);
  const from = start.column - 1;
  const length = lineText(text, starts, start.line).length;
  const to = Math.min(length, from + Math.max(0, mark.span.end - mark.span.start));
  return { ...mark, line: start.line, from, to: Math.max(to, from) };
}

function lineText(text: string, starts: readonly number[], line: number): string {
  const end = starts[line] ?? text.length;
  return text.slice(starts[line - 1] ?? 0, end).replace(/[\r\n]+$/, "");
}

/** The part of a line that is shown, as offsets into it, and how it is printed. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The part of a long line around its first mark; no source line can flood the screen. */
function windowOf(text: string, marks: readonly Placed[]): Window {
  if (text.length <= shownWidth && columns(text) <= shownWidth)
    return { from: 0, to: text.length, text: visible(text) };
  const focus = marks[0]?.from ?? 0;
  let from = focus > 24 ? focus - 24 : 0;
  if (isLowSurrogate(text, from)) from--;
  let to = from;
  let width = 0;
  for (const char of text.slice(from, from + shownWidth)) {
    width += columns(visible(char));
    if (width > shownWidth - 2) break;
    to += char.length;
  }
  return { from, to, text: `${from > 0 ? "…" : ""}${visible(text.slice(from, to))}${to < text.length ? "…" : ""}` };
}

function isLowSurrogate(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The mark under a line; one that lies outside the part shown stands under the … at its end. */
function underline(text: string, window: Window, mark: Placed, style: Style): string {
  const inside = (offset: number) => Math.min(window.to, Math.max(window.from, offset));
  const [from, to] = [inside(mark.from), inside(mark.to)];
  const lead = window.from > 0 && mark.to > window.from ? 1 : 0;
  const indent = " ".repeat(lead + columns(visible(text.slice(window.from, from))));
  const width = Math.max(1, columns(visible(text.slice(from, to))));
  const [line, colour] = mark.primary ? (["━", ["bold", "red"]] as const) : (["─", ["cyan"]] as const);
  return style([...colour], `${indent}${line.repeat(width)}${mark.label === "" ? "" : ` ${mark.label}`}`);
}

import type { Text } from "../../core/diagnostic.ts";
import { applyEdits, type Edit } from "../../core/text/edits.ts";
import type { Notes } from "./notes.ts";

/** The keys among which texts stand: those of the outermost level, the one that holds the texts, those of the texts. */
export interface TextKeys {
  outermost(written: string): boolean;
  narrative(written: string): boolean;
  section(written: string): boolean;
}

interface TextLine {
  readonly start: number;
  /** Of the first character that is no space. */
  readonly body: number;
  readonly end: number;
  readonly indent: number;
}

/** A text as far as it was meant to go: what a clerk pastes has no indentation. */
interface PastedText {
  readonly key: string;
  readonly indent: number;
  /** From the colon to what follows it on the line. */
  readonly colon: number;
  readonly inline: number;
  readonly end: number;
  /** The lines below, blank ones and comments left out. */
  readonly lines: readonly TextLine[];
}

const keyOf = /^([\p{L}][\p{L}\p{N}]{0,39})[ \t]*[:：]/u;
const header = /^[|>][-+0-9]*[ \t\r]*(?:#.*)?$/;
/** What YAML takes for something of its own at the beginning of a text; a pair of quotes is that, and means it. */
const notText = /^(?!\{[ \t]*["']?(?:file|文件)["']?[ \t]*[:：])(?:[{}[\]@`%*&!]|[|>][-+0-9]*[ \t]+[^\s#]|[?-][ \t])/;
/** A colon that makes a key of what stands before it. */
const colonWithin = /:(?:[ \t]|\r?$)/m;

/**
 * Mends the texts that are not set as YAML wants them: lines without indentation, as they come from a document that is pasted,
 * and texts whose first line YAML takes for something else. Such a text is set below `|`, where everything is text. Returns
 * whether a line, by its first character, belongs to a text, in which nothing else is a slip.
 */
export function findLooseText(notes: Notes, keys: TextKeys): (line: number) => boolean {
  const inside = new Set<number>();
  for (const text of textsIn(notes.text, keys)) {
    for (const { start } of text.lines) inside.add(start);
    const loose = text.lines.filter(({ indent }) => indent <= text.indent);
    const [first] = loose;
    const written = notes.text.slice(text.inline, text.end);
    const quoted = /^["']/.test(written);
    if (first && !quoted) reportLoose(notes, text, first, loose.length);
    else if (!quoted && !header.test(written) && isMistaken(notes.text, text, written))
      reportMistaken(notes, text, written);
    else continue;
    inside.add(notes.text.lastIndexOf("\n", text.colon) + 1);
  }
  return (line) => inside.has(line);
}

function isMistaken(source: string, { lines }: PastedText, written: string): boolean {
  return (
    notText.test(written) ||
    [written, ...lines.map(({ body, end }) => source.slice(body, end))].some((line) => colonWithin.test(line))
  );
}

function* textsIn(source: string, keys: TextKeys): Iterable<PastedText> {
  let within = false;
  let open: (PastedText & { readonly lines: TextLine[] }) | undefined;
  for (const line of linesOf(source)) {
    const written = source.slice(line.body, line.end);
    const [whole = "", key = ""] = keyOf.exec(written) ?? [];
    const name = open && line.indent < open.indent && !isName(source, line, whole.length) ? "" : key;
    const outermost = line.indent === 0 && keys.outermost(name);
    const beside = open ? line.indent <= open.indent : line.indent > 0;
    if (outermost || (within && beside && keys.section(name))) {
      if (open) yield open;
      open = undefined;
      if (outermost) within = keys.narrative(key);
      else {
        const colon = line.body + whole.length - 1;
        const inline = colon + 1 + (/^[ \t\u3000]*/.exec(source.slice(colon + 1, line.end))?.[0].length ?? 0);
        open = { key, indent: line.indent, colon, inline, end: line.end, lines: [] };
      }
    } else if (open && (line.indent > open.indent || !written.startsWith("#"))) open.lines.push(line);
  }
  if (open) yield open;
}

/** Whether a line to the left of a text is an entry again, and not a sentence of it: 主动公开：网站公开810条。 */
function isName(source: string, { start, body, end }: TextLine, length: number): boolean {
  if (source.slice(start, body).includes("\u3000")) return false;
  const rest = source.slice(body + length, end).trimEnd();
  if (source[body + length - 1] === ":" && /^(?: |$)/.test(rest)) return true;
  return /^[ \u3000]*[{｛]/.test(rest) || (rest.length <= 12 && !/[。；，、]/.test(rest));
}

function* linesOf(source: string): Iterable<TextLine> {
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf("\n", start);
    const stop = newline < 0 ? source.length : newline;
    const end = source[stop - 1] === "\r" ? stop - 1 : stop;
    const indent = /^[ \t]*/.exec(source.slice(start, end))?.[0].length ?? 0;
    const body = start + (/^[ \t\u3000\u00a0]*/.exec(source.slice(start, end))?.[0].length ?? 0);
    if (body < end) yield { start, body, end, indent };
    start = stop + 1;
  }
}

function reportLoose(notes: Notes, text: PastedText, first: TextLine, count: number): void {
  const { key } = text;
  const message = {
    zh: `“${key}”的文字没有缩进：有 ${count} 行顶到了左边，认不出是谁的文字`,
    en: `the text of “${key}” is not indented: ${count === 1 ? "a line begins" : `${count} lines begin`} at the left, and nothing tells whose text it is`,
  };
  const help = {
    zh: `“${key}:”后面写“|”，文字从下一行写起，每行前面空 ${text.indent + 2} 格`,
    en: `write “${key}: |” and the text below it, each line indented by ${text.indent + 2} spaces`,
  };
  reportSlip(notes, text, "GR170", [first.body, first.end], message, help);
}

function reportMistaken(notes: Notes, text: PastedText, written: string): void {
  const sign = notText.exec(written)?.[0].trimEnd();
  const begins = sign !== undefined;
  const shown = sign?.startsWith("{") && written.startsWith("{{") ? "{{" : (sign?.charAt(0) ?? ":");
  const message = begins
    ? {
        zh: `文字以“${shown}”开头，会被当成别的写法`,
        en: `a text that begins with “${shown}” is taken for something else`,
      }
    : {
        zh: "文字里有半角冒号加空格，会被当成“名称: 内容”",
        en: "a plain colon and a space within a text are taken for “key: value”",
      };
  const help = {
    zh: `“${text.key}:”后面写“|”，文字从下一行写起，前面空 ${text.indent + 2} 格；或者整段加英文双引号`,
    en: `write “${text.key}: |” and the text below it, indented by ${text.indent + 2} spaces; or put it in double quotes`,
  };
  const end = begins ? text.inline + shown.length : text.end;
  reportSlip(notes, text, "GR174", [text.inline, end], message, help);
}

function reportSlip(
  notes: Notes,
  text: PastedText,
  code: "GR170" | "GR174",
  [start, end]: readonly [number, number],
  message: Text,
  help: Text,
): void {
  const edits = asBlock(notes.text, text);
  const [from, to] = [edits[0]?.start ?? start, edits.at(-1)?.end ?? end];
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const fix = { span: notes.span(from, to), text: applyEdits(notes.text.slice(from, to), moved), safe: true };
  notes.add(code, notes.span(start, end), message, { help, fix, edits });
}

/** What sets a text below `|`, with every line at one indentation; lines of a block that stand well stay. */
function asBlock(source: string, { indent, colon, inline, end, lines }: PastedText): readonly Edit[] {
  const written = source.slice(inline, end);
  const isBlock = header.test(written);
  const well = isBlock ? lines.find((line) => line.indent > indent) : undefined;
  const space = well ? source.slice(well.start, well.start + well.indent) : " ".repeat(indent + 2);
  const edits: Edit[] = [];
  const mark = /^[|>][-+0-9]*[ \t]+/.exec(written)?.[0] ?? "";
  if (!isBlock) {
    const text = inline < end ? `: |\n${space}` : ": |";
    edits.push({ start: colon, end: inline + mark.length, text });
  }
  for (const line of lines) {
    if (isBlock && line.indent > indent) continue;
    if (source.slice(line.start, line.body) !== space) edits.push({ start: line.start, end: line.body, text: space });
  }
  return edits;
}

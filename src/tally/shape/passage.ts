import type { Scalar } from "yaml";
import type { Passage } from "../../core/tally.ts";
import type { Notes } from "../syntax/notes.ts";

type Places = [text: number, source: number][];

/** A text with the place of each of its characters, where each stands in the file as it is read. */
export function readPassage(notes: Notes, scalar: Scalar): Passage {
  const [start, end] = scalar.range ?? [0, 0];
  const type = scalar.type ?? "PLAIN";
  const lines = type === "PLAIN" && notes.text.slice(start, end).includes("\n");
  if (type === "PLAIN") reportCutOff(notes, end);
  const { text, places } = lines
    ? plainLines(notes.text, start, end)
    : { text: String(scalar.value), places: placesOf(notes.text, String(scalar.value), type, start, end) };
  return {
    text,
    span: notes.span(start, end),
    places: places.map(([at, source]) => [at, notes.span(source, source).start]),
  };
}

/**
 * Lines without `|`. YAML joins them by spaces, which Chinese has not between its sentences, and so makes one paragraph of
 * all: a line that ends a sentence ends a paragraph here, and other lines go on without a space.
 */
function plainLines(source: string, start: number, end: number): { readonly text: string; readonly places: Places } {
  const places: Places = [];
  let text = "";
  for (const { 0: line, index } of source.slice(start, end).matchAll(/[^\n]*/g)) {
    const body = line.trim();
    if (body === "") continue;
    if (text !== "")
      text += /[。；！？：.;!?:”）)]$/.test(text) ? "\n" : /\w$/.test(text) && /^\w/.test(body) ? " " : "";
    places.push([text.length, start + index + line.indexOf(body)]);
    text += body;
  }
  return { text, places };
}

/** `举办#政务公开日`: with a space before it, `#` opens a remark to YAML, and what is behind it is lost. A remark has a space. */
function reportCutOff(notes: Notes, end: number): void {
  const rest = /^[ \t]+(#[^\s#].*)/.exec(notes.text.slice(end, end + 2000));
  const lost = rest?.[1]?.trimEnd();
  if (!rest || lost === undefined) return;
  const at = end + rest[0].indexOf("#");
  const message = {
    zh: "“#”前面有空格，从这里起会被当作说明，不会印出来",
    en: "with a space before it, “#” begins a remark: what follows would not be printed",
  };
  const help = {
    zh: "是正文的，去掉“#”前的空格，或者把文字写在“|”下面；是说明的，“#”后面空一格",
    en: "where it is text, take the space out or set the text below “|”; a remark has a space after #",
  };
  const fix = { span: notes.span(end, at), text: "", safe: false };
  notes.add("GR174", notes.span(at, at + lost.length), message, { help, fix });
}

function placesOf(source: string, text: string, type: string, start: number, end: number): Places {
  if (text === "") return [];
  if (type === "BLOCK_LITERAL") return literalPlaces(source, text, start);
  if (type === "BLOCK_FOLDED") return foldedPlaces(source, text, type, source.indexOf("\n", start), end);
  const inner = type === "PLAIN" ? start : start + 1;
  if (source.startsWith(text, inner) && inner + text.length <= end) return [[0, inner]];
  return foldedPlaces(source, text, type, inner, end);
}

const escaped = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^xuU]))/y;
const lastPoint = 0x10ffff;
const fold = /[ \t]*(?:\r?\n[ \t]*)+/y;
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", _: "\u00a0", N: "\u0085" };

/**
 * A text whose lines were joined, or that has escapes: both are gone through side by side, and a place is kept behind every
 * break and escape. None where they part.
 */
function foldedPlaces(source: string, text: string, type: string, start: number, end: number): Places {
  const places: Places = [];
  let from = start;
  let at = 0;
  let astray = true;
  while (at < text.length && from < end) {
    const begin = from;
    // Blanks that were not before a break are gone through once.
    const broken = /[ \t]/.test(source[from - 1] ?? "") && from > start ? null : stepOver(fold, source, from);
    if (broken) {
      from += broken[0].length;
      while (text[at] === " " || text[at] === "\n") at++;
      astray = true;
      continue;
    }
    let read = source[from] ?? "";
    from++;
    if (type === "QUOTE_SINGLE" && read === "'") from++;
    const code = type === "QUOTE_DOUBLE" && read === "\\" ? stepOver(escaped, source, begin) : null;
    if (code) {
      const [all, ...codes] = code;
      const hex = codes.slice(0, 3).find((each) => each !== undefined);
      from = begin + all.length;
      if (all === "\\\n" || all === "\\\r") {
        from = begin + 1 + (stepOver(fold, source, begin + 1)?.[0].length ?? 1);
        astray = true;
        continue;
      }
      const point = hex === undefined ? undefined : Number.parseInt(hex, 16);
      if (point !== undefined && point > lastPoint) return [];
      read = point === undefined ? (escapes[codes[3] ?? ""] ?? codes[3] ?? "") : String.fromCodePoint(point);
    }
    if (!text.startsWith(read, at)) return [];
    if (astray) places.push([at, begin]);
    at += read.length;
    astray = from - begin !== read.length;
  }
  return at < text.length ? [] : places;
}

function stepOver(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** The lines below `|`, each without its indentation. */
function literalPlaces(source: string, text: string, start: number): Places {
  const places: Places = [];
  let from = source.indexOf("\n", start) + 1;
  for (let at = 0; at < text.length; ) {
    const stop = text.indexOf("\n", at);
    const line = text.slice(at, stop < 0 ? text.length : stop);
    const newline = source.indexOf("\n", from);
    const to = newline < 0 ? source.length : newline;
    const written = source.charCodeAt(to - 1) === 13 && to > from ? to - 1 : to;
    const begin = written - line.length;
    if (line !== "" && (begin < from || !source.startsWith(line, begin))) return [];
    places.push([at, line === "" ? written : begin]);
    if (stop < 0) break;
    at = stop + 1;
    from = to + 1;
  }
  return places;
}

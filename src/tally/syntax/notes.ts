import { severityOf } from "../../catalogue/index.ts";
import type { Checked, Code, Diagnostic, Fix, Related, Span, Text } from "../../core/diagnostic.ts";
import type { Edit } from "../../core/text/edits.ts";
import type { Source } from "../../core/text/source.ts";

/** Beyond so many, a file is not mended message by message; they are counted. */
const mostDiagnostics = 500;

interface More {
  readonly help?: Text;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
  /** What mends the text in hand, when reading can go on as if the slip had not been made. */
  readonly edits?: readonly Edit[];
}

/**
 * Where a reading of one file notes what it finds. The text in hand may be a mended copy of the file;
 * `span` leads back to the file itself.
 */
export interface Notes {
  readonly file: string;
  readonly text: string;
  /** The files its texts are in. */
  readonly texts: Source["texts"];
  readonly diagnostics: Diagnostic[];
  /** The diagnostics that came with edits. */
  readonly slips: Diagnostic[];
  /** Slips of the writing system found on the way; when there are any, the text is mended and read again. */
  readonly edits: Edit[];
  /** How many more diagnostics there were than are kept. */
  dropped: number;
  span(start: number, end: number): Span;
  add(code: Code, span: Span | undefined, message: Text, more?: More): void;
}

export function takeNotes(
  file: string,
  text: string,
  back: (offset: number) => number = (offset) => offset,
  texts?: Source["texts"],
): Notes {
  const diagnostics: Diagnostic[] = [];
  const slips: Diagnostic[] = [];
  const edits: Edit[] = [];
  const notes: Notes = {
    file,
    text,
    texts,
    dropped: 0,
    diagnostics,
    slips,
    edits,
    // What is missing at the end of a file is missing after its last character.
    span: (start, end) => ({ file, start: back(Math.min(start, text.length)), end: back(Math.min(end, text.length)) }),
    add: (code, span, message, more = {}) => {
      const { related = [], edits: mending = [], ...rest } = more;
      for (const edit of mending) edits.push(edit);
      if (diagnostics.length + slips.length > mostDiagnostics) {
        notes.dropped++;
        return;
      }
      const severity = severityOf(code);
      (mending.length > 0 ? slips : diagnostics).push({
        code,
        severity,
        message,
        file,
        ...(span ? { span } : {}),
        ...rest,
        related,
      });
    },
  };
  return notes;
}

/** The text with the edits made, and the way back from its offsets to those of `text`. Edits do not overlap. */
function mend(text: string, edits: readonly Edit[]): { text: string; back: (offset: number) => number } {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  // From an offset of the mended text on, the distance back to the original.
  const shifts: { from: number; delta: number; floor: number }[] = [{ from: 0, delta: 0, floor: 0 }];
  let read = 0;
  let written = 0;
  for (const edit of sorted) {
    if (edit.start < read) continue;
    pieces.push(text.slice(read, edit.start), edit.text);
    written += edit.start - read + edit.text.length;
    read = edit.end;
    shifts.push({ from: written, delta: read - written, floor: edit.start });
  }
  pieces.push(text.slice(read));
  const back = (offset: number): number => {
    let low = 0;
    let high = shifts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((shifts[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const next = shifts[low + 1];
    const original = offset + (shifts[low]?.delta ?? 0);
    // Inside a replacement no character has a place of its own: it stands for what was replaced.
    return next ? Math.min(original, next.floor) : original;
  };
  return { text: pieces.join(""), back };
}

/**
 * Reads a file's text, and again with its slips of typing mended, until none is left: a slip hides no other fault.
 * Lone carriage returns, which end a line to an editor but not to YAML, are taken for newlines.
 */
export function readMending<T>(source: Source, read: (notes: Notes) => T | undefined): Checked<T> {
  const { file, text: original } = source;
  const slips: Diagnostic[] = [...encodingNote(source)];
  let text = original.includes("\r") ? original.replace(/\r(?!\n)/g, "\n") : original;
  let back = (offset: number): number => offset;
  let dropped = 0;
  for (let pass = 1; ; pass++) {
    const notes = takeNotes(file, text, back, source.texts);
    const value = read(notes);
    slips.push(...notes.slips);
    dropped += notes.dropped;
    if (notes.edits.length === 0 || pass === mostPasses || dropped > 0) {
      return { value, diagnostics: withRest([...slips, ...notes.diagnostics], dropped, file) };
    }
    // Whatever else was noted is looked at again in the mended text.
    const next = mend(text, notes.edits);
    const outer = back;
    text = next.text;
    back = (offset) => outer(next.back(offset));
  }
}

/** What is read is said; the repair is to write the same text as UTF-8. */
function encodingNote({ file, encoding }: Source): readonly Diagnostic[] {
  if (encoding === undefined) return [];
  const code: Code = encoding === "GBK" ? "GR102" : "GR103";
  const name = encoding === "GBK" ? { zh: "GBK", en: "GBK" } : { zh: "UTF-16（“Unicode”）", en: "UTF-16" };
  const message = { zh: `此文件是${name.zh}编码，已照此读取`, en: `this file is ${name.en}, and was read as such` };
  const help = {
    zh: "加 --fix 转成 UTF-8；或用记事本打开，选“文件—另存为”，“编码”选 UTF-8",
    en: "--fix converts it to UTF-8; or save it again as UTF-8",
  };
  const fix = { span: { file, start: 0, end: 0 }, text: "", safe: true };
  return [{ code, severity: severityOf(code), message, file, help, fix, related: [] }];
}

/** A mended text may bring further slips to light, but not for ever. */
const mostPasses = 4;

function withRest(diagnostics: Diagnostic[], dropped: number, file: string): readonly Diagnostic[] {
  if (dropped === 0) return diagnostics;
  const message = { zh: `问题太多，还有 ${dropped} 处没有列出`, en: `too many faults; ${dropped} more are not listed` };
  const help = { zh: "先改正已列出的，再核对一遍", en: "correct what is listed, then check again" };
  return [...diagnostics, { code: "GR116", severity: severityOf("GR116"), message, file, help, related: [] }];
}

import type { Code, Diagnostic, Fix, Related, Span, Text } from "../core/diagnostic.ts";
import { severityOf } from "./codes.ts";

/** A change of the text that lets reading go on as if a slip had not been made. Offsets are those of the text in hand. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface More {
  readonly help?: Text;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
}

/**
 * Where a reading of one file notes what it finds. The text in hand may be a mended copy of the file;
 * `span` leads back to the file itself.
 */
export interface Notes {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  /** Slips of the writing system found on the way; when there are any, the text is mended and read again. */
  readonly edits: Edit[];
  span(start: number, end: number): Span;
  say(code: Code, span: Span | undefined, message: Text, more?: More): void;
}

export function takeNotes(file: string, text: string, back: (offset: number) => number = (offset) => offset): Notes {
  const diagnostics: Diagnostic[] = [];
  return {
    file,
    text,
    diagnostics,
    edits: [],
    span: (start, end) => ({ file, start: back(start), end: back(end) }),
    say: (code, span, message, more = {}) => {
      const { related = [], ...rest } = more;
      const severity = severityOf(code);
      diagnostics.push({ code, severity, message, file, ...(span ? { span } : {}), ...rest, related });
    },
  };
}

/** The text with the edits made, and the way back from its offsets to those of `text`. Edits do not overlap. */
export function mend(text: string, edits: readonly Edit[]): { text: string; back: (offset: number) => number } {
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

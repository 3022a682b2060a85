import type { Checked, Text } from "../diagnostic.ts";

/** One file as it was read: its path as the user gave it, and its decoded text without a byte order mark. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** How its bytes were read, where they are not UTF-8. */
  readonly encoding?: "GBK" | "UTF-16";
  /** The files its texts are in, by the name it gives them: what was read, or why nothing was. */
  readonly texts?: ReadonlyMap<string, Checked<Source>>;
  /** What its places are called where it has no lines of its own, as a document or a workbook. */
  readonly places?: readonly NamedPlace[];
  /** Made of an entry form: the user has never seen this text, and nothing can be written into it. */
  readonly form?: true;
}

/** A stretch of a text, and what the user calls it: 第3段, 表二!D7. */
export interface NamedPlace {
  readonly start: number;
  readonly end: number;
  readonly name: Text;
}

/** What the user calls the place of an offset: the narrowest of those around it. */
export function placeNameAt({ places = [] }: Source, offset: number): Text | undefined {
  let found: NamedPlace | undefined;
  for (const place of places) {
    if (place.start > offset || offset > place.end) continue;
    if (!found || place.end - place.start < found.end - found.start) found = place;
  }
  return found?.name;
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

let last: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

/** Where each line of a text begins. LF, CRLF and a lone CR all end a line. Findings come file by file: the last is kept. */
export function lineStarts(text: string): readonly number[] {
  if (last.text !== text) last = { text, starts: findLines(text) };
  return last.starts;
}

function findLines(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}

export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

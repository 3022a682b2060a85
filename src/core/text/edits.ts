/** A change of a text: the stretch from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that can be made at once, in order: of two that overlap, or insert at one point, only the first stays. */
export function apart(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (
      !last ||
      edit.start > last.end ||
      (edit.start === last.end && edit.start > last.start && edit.end > edit.start)
    ) {
      kept.push(edit);
    }
  }
  return kept;
}

/** The text with edits made. They are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let read = 0;
  for (const edit of edits) {
    parts.push(text.slice(read, edit.start), edit.text);
    read = edit.end;
  }
  return parts.join("") + text.slice(read);
}

/** A stretch of the first text, or new words. */
type Piece = { readonly from: number; readonly to: number } | string;

/** Edits, and further edits of the text they gave, as edits of the first text, which is `length` long. */
export function followedBy(first: readonly Edit[], second: readonly Edit[], length: number): readonly Edit[] {
  return asEdits(change(change([{ from: 0, to: length }], first), second), length);
}

function change(pieces: readonly Piece[], edits: readonly Edit[]): readonly Piece[] {
  const changed: Piece[] = [];
  let read = 0;
  for (const edit of edits) {
    changed.push(...cut(pieces, read, edit.start), edit.text);
    read = edit.end;
  }
  return [...changed, ...cut(pieces, read, Number.POSITIVE_INFINITY)];
}

function cut(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const size = typeof piece === "string" ? piece.length : piece.to - piece.from;
    const from = Math.max(0, start - at);
    const to = Math.min(size, end - at);
    at += size;
    if (from >= to) continue;
    found.push(typeof piece === "string" ? piece.slice(from, to) : { from: piece.from + from, to: piece.from + to });
  }
  return found;
}

function asEdits(pieces: readonly Piece[], length: number): readonly Edit[] {
  const edits: Edit[] = [];
  let read = 0;
  let text = "";
  for (const piece of [...pieces, { from: length, to: length }]) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    if (piece.from > read || text !== "") edits.push({ start: read, end: piece.from, text });
    read = piece.to;
    text = "";
  }
  return edits;
}

import type { ComparedText, TextPiece } from "../core/comparison.ts";
import type { Edition } from "../core/form/edition.ts";
import type { Prose } from "../core/prose.ts";

interface Written {
  readonly edition: Edition;
  readonly prose: Prose | undefined;
}

/** Sections in which at least one unit wrote its own words; what both had composed says no more than the figures. */
export function compareTexts(a: Written, b: Written): readonly ComparedText[] {
  const sections = new Map([...a.edition.sections, ...b.edition.sections].map(({ id, heading }) => [id, heading]));
  return [...sections].flatMap(([id, heading]): readonly ComparedText[] => {
    const [before, after] = [a.prose?.get(id), b.prose?.get(id)];
    if (!before?.own && !after?.own) return [];
    const pieces = comparePieces(sentences(before?.text ?? ""), sentences(after?.text ?? ""));
    return [{ id, heading, same: pieces.every((piece) => piece.in === "both"), pieces }];
  });
}

/** A sentence with the mark that ends it; lines end one too. */
function sentences(text: string): readonly string[] {
  return (text.match(/[^。；！？\n]+[。；！？]*/gu) ?? []).map((one) => one.trim()).filter((one) => one !== "");
}

/** Beyond so many comparisons the middle of two texts is shown as one stretch against the other. */
const mostSteps = 4_000_000;

/** What both have in common in one order, as much of it as there is; what only one has stands between. */
export function comparePieces(a: readonly string[], b: readonly string[]): readonly TextPiece[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const middle =
    left.length * right.length > mostSteps
      ? [...left.map((text) => piece("a", text)), ...right.map((text) => piece("b", text))]
      : longestCommon(left, right);
  return [...a.slice(0, head).map(both), ...middle, ...a.slice(a.length - tail).map(both)];
}

const piece = (where: TextPiece["in"], text: string): TextPiece => ({ in: where, text });
const both = (text: string): TextPiece => piece("both", text);

function longestCommon(a: readonly string[], b: readonly string[]): readonly TextPiece[] {
  const width = b.length + 1;
  // common[i * width + j]: how many sentences the rests of both have in common.
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: TextPiece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      pieces.push(both(left));
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push(piece("a", left));
      i++;
    } else {
      pieces.push(piece("b", right ?? ""));
      j++;
    }
  }
  return pieces;
}

import type { Span } from "./diagnostic.ts";
import { type Passage, placeIn } from "./tally.ts";

/** A stretch of an expanded text and where it came from. */
export interface TracedSegment {
  /** Offsets into the expanded text. */
  readonly start: number;
  readonly end: number;
  /** The stretch of the source that said it: the same characters, or the whole tag. */
  readonly source: readonly [start: number, end: number];
  /** The figures a computed piece was made from; absent on a literal one. Separators and numbering have none. */
  readonly paths?: readonly string[];
}

/** A text with every tag replaced by what it stands for. The pieces follow one another without a gap. */
export interface Expanded {
  readonly text: string;
  readonly pieces: readonly TracedSegment[];
}

/** The text of one section. */
export interface ProseText extends Expanded {
  /** The unit's own words, or composed from its figures by the edition's text. */
  readonly own: boolean;
}

/** The texts of a report by section id. */
export type Prose = ReadonlyMap<string, ProseText>;

/** The place in the file of a stretch of a unit's own text. A stretch said by a tag is the tag. */
export function placeInProse(passage: Passage, text: Expanded, start: number, end: number): Span {
  const first = text.pieces.find((piece) => start < piece.end);
  const last = text.pieces.findLast((piece) => piece.start < end);
  if (!first || !last) return placeIn(passage, 0, passage.text.length);
  const from = first.paths ? first.source[0] : first.source[0] + Math.max(0, start - first.start);
  const to = last.paths ? last.source[1] : Math.min(last.source[1], last.source[0] + end - last.start);
  return placeIn(passage, from, Math.max(from, to));
}

import type { Text } from "./diagnostic.ts";
import type { Measure } from "./form/table.ts";

/** One of two tallies that are set side by side. */
export interface ComparedTally {
  readonly file: string;
  readonly unit: string;
  readonly year: number;
  /** The edition's id, and what the form is called. */
  readonly edition: string;
  readonly form: string;
}

/** A figure as it stands in a tally: a blank has neither value nor text. */
export interface ComparedFigure {
  readonly value?: number;
  /** As it is printed: 33万余, 29.0506万元. */
  readonly text?: string;
  readonly approximate?: true;
}

/** A cell that both have, be it under another id or as the sum of several rows. */
export interface ComparedCell {
  /** The heading it stands under. */
  readonly section: string;
  readonly name: Text;
  readonly measure: Measure;
  /** Where it stands in each tally. */
  readonly paths: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly a: ComparedFigure;
  readonly b: ComparedFigure;
  readonly same: boolean;
  /** b less a; absent where one is blank or approximate. */
  readonly change?: number;
  /** The change in percent of a, rounded to two decimals, with its sign; absent where a is 0 or a change itself. */
  readonly rate?: string;
  /** The forms count it otherwise, but nearly so. */
  readonly similar?: true;
}

/** A figure without a counterpart in the other tally's form. */
export interface LoneCell {
  readonly side: "a" | "b";
  readonly section: string;
  readonly name: Text;
  readonly path: string;
  readonly figure: ComparedFigure;
  readonly says?: Text;
}

export interface TextPiece {
  readonly in: "both" | "a" | "b";
  readonly text: string;
}

/** The texts of a section, sentence by sentence. */
export interface ComparedText {
  readonly id: string;
  readonly heading: string;
  readonly same: boolean;
  readonly pieces: readonly TextPiece[];
}

export interface Comparison {
  readonly a: ComparedTally;
  readonly b: ComparedTally;
  readonly cells: readonly ComparedCell[];
  /** Only figures that are not 0. */
  readonly lone: readonly LoneCell[];
  readonly texts: readonly ComparedText[];
  readonly same: boolean;
}

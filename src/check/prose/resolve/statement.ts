import type { Sum } from "../lexicon/meaning.ts";
import type { Figure } from "../tokenize/figure.ts";

/** The year a figure is said of: the report's, the one before, or none that can be checked. */
export type Period = "now" | "past" | "other";

interface Said {
  readonly figure: Figure;
  readonly period: Period;
  /** Counts the sentences of the text. */
  readonly sentence: number;
}

/** A figure said of one thing: any of the readings may be meant. */
export interface LevelStatement extends Said {
  readonly kind: "level";
  readings: readonly Sum[];
  /** In the form's own words, standing on its own in the sentence, which sets itself no scope. */
  own: boolean;
  /** Said by words alone: 未收到. */
  readonly none: boolean;
  /** Said by words of all of this figure: 均为自然人. It may be less than what the row has. */
  readonly each?: Figure;
  /** For each reading of `each`, what the figure itself would then be: 自然人 of those received, of all that were handled. */
  readonly wholes?: readonly Sum[];
  /** What was published: a channel may be several accounts, each with a sentence of its own. */
  readonly channel: boolean;
  /** Of the activities, which a text may count piece by piece. */
  readonly activity: boolean;
  /** It may be a part of what its words name (其中政务公开专栏74条): only more than the cell contradicts it. */
  readonly atMost: boolean;
  /** A reading that nobody filled in leaves the others: any of a platform, whose items may be the site's or all; of the channel named before it, that of all (`rest`). */
  readonly loose: "any" | "rest" | undefined;
  /** Said of a part: to be compared only where this is 0. 收到52件，其中办结51件, and nothing was brought forward. */
  readonly provided?: readonly Sum[] | undefined;
  /** Figures that may have been left out of it: outcomes said beside an answer. */
  readonly beside: Figure[];
  /** Parts of it that are said to be counted elsewhere. */
  readonly apart: Figure[];
  /** Whose or of what it is was not certain: a fault only where figures beside it bear the reading out, by as much evidence as this. */
  readonly doubt?: number | undefined;
}

/** A percentage of one thing in another: 办结率99%, 占40.6%. */
export interface RateStatement extends Said {
  readonly kind: "rate";
  readonly parts: readonly Sum[];
  readonly wholes: readonly Sum[];
  /** The sentence itself names the whole: 办结110件，其中予以公开75件，占…; then only its own figures are advice. */
  readonly based?: true;
  /** The figures of the text itself that it may have been worked out from. */
  readonly literal: readonly { readonly part: Figure; readonly whole: Figure }[];
}

/** A change against the year before: 增长12%, 减少3件, 持平. */
export interface ChangeStatement extends Said {
  readonly kind: "change";
  readonly sign: 1 | -1 | 0;
  readonly readings: readonly Sum[];
  readonly over: readonly Sum[] | undefined;
  /** The two figures of the text itself that it may have been worked out from. */
  readonly literal: { readonly now: Figure; readonly before: Figure } | undefined;
}

/** Parts that a sentence lists of a figure before them. */
export interface PartsStatement extends Said {
  readonly kind: "parts";
  readonly whole: Figure;
  readonly parts: readonly Figure[];
  /** Every figure that they may be parts of; the nearest likely one is `whole`. */
  readonly wholes: readonly Figure[];
  /** Nothing may be left over: the last part was said to be the rest. */
  readonly complete: boolean;
}

export type Statement = LevelStatement | RateStatement | ChangeStatement | PartsStatement;

import type { Figure } from "./figure.ts";
import type { Sum } from "./meaning.ts";

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
  readonly readings: readonly Sum[];
  /** In the form's own words, standing on its own in the sentence. */
  readonly own: boolean;
  /** Said by words alone: 未收到. */
  readonly none: boolean;
}

/** A percentage of one thing in another: 办结率99%, 占40.6%. */
export interface RateStatement extends Said {
  readonly kind: "rate";
  readonly parts: readonly Sum[];
  readonly wholes: readonly Sum[];
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
  /** Nothing may be left over: the last part was said to be the rest. */
  readonly complete: boolean;
}

export type Statement = LevelStatement | RateStatement | ChangeStatement | PartsStatement;

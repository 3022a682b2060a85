import type { Role } from "./roles.ts";

/** One cell, row or group of the form, or some columns of it, added or subtracted. */
export interface Term {
  readonly path: string;
  readonly minus: boolean;
  /** Ids of columns; absent for the whole row. */
  readonly columns?: readonly string[];
}

/** Terms added up: one reading of what a figure says. */
export type Sum = readonly Term[];

export interface Row {
  /** The row of the form it is, where it is one. */
  readonly path: string | undefined;
  readonly sums: readonly Sum[];
  readonly over: readonly Sum[] | undefined;
  readonly generic: boolean;
  readonly measures: ReadonlySet<string> | undefined;
  /** Cases carried in from the year before or out to the next. */
  readonly carry: boolean;
  /** Rows of the form stand below it. */
  readonly divided: boolean;
}

/** A part of the form that a clause can be about. */
export interface TopicFrame {
  readonly id: string;
  readonly root: string;
  readonly statutory: boolean;
  readonly measures: ReadonlySet<string>;
  readonly alone: readonly Row[];
  readonly wholes: readonly Sum[];
  readonly byRow: boolean;
  /** Ids of frames it may stand before as their mere cause. */
  readonly causeOf: ReadonlySet<string>;
}

/** One thing a word may mean. */
export interface Sense {
  readonly frame: TopicFrame;
  readonly kind: "noun" | "weak" | "verb" | "row" | "column";
  readonly row?: Row;
  readonly columns?: readonly string[];
  /** Needs no noun beside it. */
  readonly clear: boolean;
  /** The form's own name or label. */
  readonly own: boolean;
  /** A verb that says enough only where disclosure is named too: 办理行政复议 may be any review. */
  readonly disclosed?: true;
}

export interface LexiconWord {
  readonly text: string;
  readonly roles: ReadonlySet<Role>;
  readonly senses: readonly Sense[];
  /** Frames whose noun it may be attached to: 申请 + 件. */
  readonly suffixOf: readonly string[];
}

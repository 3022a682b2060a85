/**
 * The words reports use for the figures of the form. The form's own names and labels come from the edition; here stand
 * only the other words for the same thing, below the ids that every edition shares. An edition without an id has no use
 * for its words. Words are separated by spaces.
 */
export interface FrameData {
  readonly id: string;
  /** The part of the key tree it speaks of. */
  readonly root: string;
  /** Words that name it and nothing else. */
  readonly nouns: string;
  /** Words that name it where nothing else is named. */
  readonly weak?: string;
  /** Words that may stand beside the noun and change nothing. */
  readonly verbs?: string;
  readonly measures: string;
  readonly rows: readonly RowData[];
  readonly columns?: readonly ColumnData[];
  /** What the noun means without a row: sums, as in `RowData`. */
  readonly alone?: readonly RowData[];
  /** Paths below the root that a share (占30%) may be a share of. */
  readonly wholes?: readonly string[];
  /** One of its rows with a verb of its, or by the form's own name, says enough: 微信推送104条. */
  readonly byRow?: true;
}

export interface RowData {
  /** Below the root: the form's names and labels found there are words of the row. "" is the root itself. */
  readonly at?: string;
  readonly words?: string;
  /** Words that need no noun beside them. */
  readonly clear?: string;
  /** What the words may mean, if not `at`: sums of paths below the root; a leading - subtracts. */
  readonly sums?: readonly string[];
  /** For a rate: what it may be a rate of. */
  readonly over?: readonly string[];
  /** A verb that any row of the frame may have beside it. */
  readonly generic?: true;
  readonly measures?: string;
}

/** A column, or several together. */
export interface ColumnData {
  readonly ids: readonly string[];
  readonly words: string;
}

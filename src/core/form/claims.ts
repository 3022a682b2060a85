/**
 * What sentences claim of figures without a number (全部办结, 均获维持, 无一纠正), as data: `claims` in words.yaml.
 * A figure that an edition has not is passed over, so that one list serves editions that divide a table differently.
 */
export interface ClaimWords {
  /** 全部办结: of what, and which figures are then nothing. */
  readonly closed: readonly ClosedClaim[];
  /** 均获维持, 无一纠正: of what, and under which results it would show if it were not so. */
  readonly decided: readonly DecidedClaim[];
  /** 收到的申请均在期限内答复: of what, which words say that it happened, and which figures are then not all nothing. */
  readonly happened: readonly HappenedClaim[];
}

export interface HappenedClaim {
  /** Words for what happened, separated by spaces. */
  readonly words: string;
  /** Words for what was done with it, separated by spaces. */
  readonly done: string;
  /** Paths of tables, rows or cells; of one that has rows, all of it. */
  readonly some: readonly string[];
}

export interface ClosedClaim {
  /** Words for what is closed, separated by spaces. */
  readonly words: string;
  readonly none: readonly string[];
}

export interface DecidedClaim {
  /** Words for what was decided, separated by spaces. */
  readonly words: string;
  /** Paths of the rows or groups that have the results below. */
  readonly groups: readonly string[];
  readonly corrected: string;
  readonly other: string;
  /** Where the form counts what is not decided yet. */
  readonly pending?: string;
}

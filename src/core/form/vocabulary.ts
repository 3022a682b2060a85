/**
 * The words reports use for the figures of a form, as data: `templates/words.yaml` and `templates/<edition>/words.yaml`.
 * The form's own names and labels come from the edition; these are the other words for the same things. Words of a list are
 * separated by spaces.
 */
export interface Vocabulary {
  /** What a word does in a clause, by role. */
  readonly roles: Readonly<Record<string, string>>;
  readonly frames: readonly FrameWords[];
}

/** The words for one part of the form. */
export interface FrameWords {
  readonly id: string;
  /** The part of the key tree it speaks of. */
  readonly root: string;
  /** Words that name it and nothing else. */
  readonly nouns?: string;
  /** Words that name it where nothing else is named. */
  readonly weak?: string;
  /** Words that may stand beside the noun and change nothing. */
  readonly verbs?: string;
  /** Verbs that say enough only where disclosure is named beside them: 办理行政复议 may be any review. */
  readonly disclosureVerbs?: string;
  /** Words that may be attached to a noun: 申请 + 件. */
  readonly suffixes?: string;
  readonly measures?: string;
  readonly rows?: readonly RowWords[];
  readonly columns?: readonly ColumnWords[];
  /** What the noun means without a row: sums, as in `RowWords`. */
  readonly alone?: readonly RowWords[];
  /** Paths below the root that a share (占30%) may be a share of. */
  readonly wholes?: readonly string[];
  /** Ids of frames it may stand before as their mere cause: 因政府信息公开申请引发的行政复议 is of reviews. */
  readonly causeOf?: string;
  /** One of its rows with a verb of its, or by the form's own name, says enough: 微信推送104条. */
  readonly byRow?: true;
}

export interface RowWords {
  /** Below the root: the form's names and labels found there are words of the row. "" is the root itself. */
  readonly at?: string;
  readonly words?: string;
  /** Words that need no noun beside them. */
  readonly clear?: string;
  /** What the words may mean, if not `at`: sums of paths below the root; a leading - subtracts, a leading / is from the top of the form. */
  readonly sums?: readonly string[];
  /** For a rate: what it may be a rate of. */
  readonly over?: readonly string[];
  /** A verb that any row of the frame may have beside it. */
  readonly generic?: true;
  readonly measures?: string;
  /** Cases carried in from the year before, or out to the next. */
  readonly carry?: "in" | "out";
}

/** A column, or several together. */
export interface ColumnWords {
  readonly ids: readonly string[];
  readonly words: string;
}

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
  /** Words for what happened. */
  readonly words: readonly string[];
  /** Words for what was done with it. */
  readonly done: readonly string[];
  /** Paths of tables, rows or cells; of one that has rows, all of it. */
  readonly some: readonly string[];
}

export interface ClosedClaim {
  /** Words for what is closed. */
  readonly words: readonly string[];
  readonly none: readonly string[];
}

export interface DecidedClaim {
  /** Words for what was decided. */
  readonly words: readonly string[];
  /** Paths of the rows or groups that have the results below. */
  readonly groups: readonly string[];
  readonly corrected: string;
  readonly other: string;
  /** Where the form counts what is not decided yet. */
  readonly pending?: string;
}

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
  /** Tells rows apart, of whatever edition or tally. */
  readonly key: number;
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
  readonly key: number;
  readonly id: string;
  readonly root: string;
  readonly statutory: boolean;
  readonly measures: ReadonlySet<string>;
  readonly alone: readonly Row[];
  /** Its rows that have no rows below them: paths. */
  readonly lines: readonly string[];
  readonly wholes: readonly Sum[];
  readonly byRow: boolean;
  /** Its figures may stand in another table too, as a form before this one had it. */
  readonly elsewhere: boolean;
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
  /** What the rest follows from, worked out once for all texts. */
  readonly marks: WordMarks;
}

/** Frames that a word names by its noun, by words that need none, by weak nouns; and whether a clause with it needs chunks. */
interface WordMarks {
  /** Tells words apart where a meaning is looked up. */
  readonly key: number;
  readonly nouns: readonly TopicFrame[];
  readonly clear: readonly TopicFrame[];
  readonly weak: readonly TopicFrame[];
  readonly chunked: boolean;
}

const noFrames: readonly TopicFrame[] = [];
const chunkRoles: readonly Role[] = ["carry", "through", "cause", "about", "being", "person", "limit", "channel"];
let words = 0;
let keys = 0;

/** A number of its own for a row or a frame. */
export function nextKey(): number {
  return keys++;
}

export function makeWord(word: Omit<LexiconWord, "marks">): LexiconWord {
  return new Word(word);
}

/** Its marks are worked out when a text first asks for them: while a lexicon is built, words gather hundreds of senses one by one. */
class Word implements LexiconWord {
  readonly text: string;
  readonly roles: ReadonlySet<Role>;
  readonly senses: readonly Sense[];
  readonly suffixOf: readonly string[];
  #marks: WordMarks | undefined;

  constructor({ text, roles, senses, suffixOf }: Omit<LexiconWord, "marks">) {
    this.text = text;
    this.roles = roles;
    this.senses = senses;
    this.suffixOf = suffixOf;
  }

  get marks(): WordMarks {
    this.#marks ??= marksOf(this);
    return this.#marks;
  }
}

function marksOf(word: Omit<LexiconWord, "marks">): WordMarks {
  const { text, senses, roles, suffixOf } = word;
  const frames = (wanted: (sense: Sense) => boolean): readonly TopicFrame[] =>
    senses.length === 0 ? noFrames : [...new Set(senses.filter(wanted).map(({ frame }) => frame))];
  const carried = senses.some(({ row }) => row?.carry);
  return {
    key: words++,
    nouns: frames(({ kind }) => kind === "noun"),
    clear: frames(({ clear }) => clear),
    weak: frames(({ kind }) => kind === "weak"),
    chunked: carried || suffixOf.length > 0 || /^(?:等|各类)/.test(text) || chunkRoles.some((role) => roles.has(role)),
  };
}

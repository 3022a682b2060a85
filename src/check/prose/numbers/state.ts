import type { Figure } from "./figure.ts";
import type { Left, Speaker } from "./left.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Frame, Row } from "./meaning.ts";
import { dimensionOf, type PartList, partsOf } from "./parts.ts";
import type { Quantity, WordToken } from "./resolve.ts";
import type { Node } from "./sentence.ts";
import type { Period, Statement } from "./statement.ts";
import type { Role } from "./vocabulary.ts";

/** A figure and what it was found to count. */
export interface Entry {
  readonly figure: Figure;
  readonly quantity: Quantity | undefined;
}

/** What is known while a text is read. */
export interface Scene {
  readonly speaker: Speaker;
  readonly lexicons: readonly Lexicon[];
  readonly statements: Statement[];
  /** What the paragraph's own heading (（二）依申请公开。) is about. */
  lead: Frame | undefined;
  /** Sentences and clauses so far; clauses begin anew with each line. */
  sentence: number;
  clauses: number;
  /** From 下一步 on nothing has happened yet: to the end of the paragraph, or of the text where a paragraph opens with it. */
  ahead: "paragraph" | "text" | undefined;
}

/** What a sentence has said so far. */
export interface State {
  frame: Frame | undefined;
  row: Row | undefined;
  /** The row that 新收申请中 says is divided. */
  within: Row | undefined;
  last: Entry | undefined;
  whole: Entry | undefined;
  parts: PartList | undefined;
  /** In brackets behind the figure that is `whole`. */
  aside: boolean;
  compare: boolean;
  chain: boolean;
  period: Period;
  /** Another body's figures. */
  alien: boolean;
  /** Something unknown was counted: what follows may be its. */
  muddy: boolean;
  /** The last figures that were no percentages. */
  said: readonly Figure[];
  /** The last figure said of the year before. */
  earlier: Figure | undefined;
  /** The column of the figure before: for an item that follows behind 、. */
  columnWords: readonly WordToken[];
  /** Words before a colon. */
  topic: readonly WordToken[];
  align: { readonly items: readonly (Quantity | undefined)[]; next: number } | undefined;
}

export function freshState(before: Entry | undefined): State {
  return {
    frame: undefined,
    row: undefined,
    within: undefined,
    last: before,
    whole: undefined,
    parts: undefined,
    aside: false,
    compare: false,
    chain: false,
    period: "now",
    alien: false,
    muddy: false,
    said: [],
    earlier: undefined,
    columnWords: [],
    topic: [],
    align: undefined,
  };
}

/** What stands before a figure may say whose it is, and what it is compared with. */
export function heed(left: Left, state: State): void {
  if (left.subject) state.alien = left.subject === "other";
  if (left.roles.has("compare")) state.compare = true;
  if (left.roles.has("chain")) state.chain = true;
}

/** The sentence speaks of this from now on. */
export function carry(state: State, quantity: Quantity | undefined): void {
  if (!quantity) return;
  state.frame = quantity.frame;
  state.muddy = false;
  if (!quantity.columns && quantity.row) state.row = quantity.row;
}

const mostSaid = 6;

export function note(figure: Figure, quantity: Quantity | undefined, state: State): void {
  state.last = { figure, quantity };
  if (figure.measure !== "%") state.said = [...state.said, figure].slice(-mostSaid);
}

/** A figure that nothing certain is known of. */
export function lose(figure: Figure, left: Left, state: State): void {
  if (left.groups.some((group) => group.words.some(isChannel))) state.alien = true;
  if (!state.parts && left.groups.length > 0) {
    state.muddy = true;
    state.frame = undefined;
  }
  list(figure, undefined, left, state);
  note(figure, undefined, state);
}

/** Adds a figure to the parts being listed. Whether it is one of them: what stands in brackets always is. */
export function list(figure: Figure, quantity: Quantity | undefined, left: Left, state: State): boolean {
  return state.parts?.add(figure, dimensionOf(quantity, left), left) ?? state.aside;
}

export function openParts(scene: Scene, state: State): void {
  closeParts(scene, state);
  if (!state.last) return;
  state.whole = state.last;
  state.parts = partsOf(state.last.figure);
  if (!state.last.quantity) {
    state.muddy = true;
    state.frame = undefined;
  }
}

export function closeParts({ statements, sentence }: Scene, state: State): void {
  const said = state.alien ? undefined : state.parts?.statement(state.period, sentence);
  if (said) statements.push(said);
  state.parts = undefined;
}

export function hasRole(node: Node, role: Role): boolean {
  return node.kind === "word" && node.word.roles.has(role);
}

/** A single channel of publication (政务微信): what stands behind it is counted there and not in all. */
export function isChannel({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.frame.byRow && sense.kind === "row");
}

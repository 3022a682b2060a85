import type { LeftContext, Speaker } from "./context.ts";
import type { Figure } from "./figure.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Row, TopicFrame } from "./meaning.ts";
import { dimensionOf, type PartList, partsOf } from "./parts.ts";
import type { Quantity, WordToken } from "./resolve.ts";
import type { Role } from "./roles.ts";
import type { SentenceNode } from "./sentence.ts";
import type { Period, Statement } from "./statement.ts";

/** A figure and what it was found to count. */
export interface FigureReferent {
  readonly figure: Figure;
  readonly quantity: Quantity | undefined;
}

/** What is known while a text is read. */
export interface TextState {
  readonly speaker: Speaker;
  readonly lexicons: readonly Lexicon[];
  readonly statements: Statement[];
  /** What the paragraph's own heading (（二）依申请公开。) is about. */
  lead: TopicFrame | undefined;
  /** Sentences and clauses so far; clauses begin anew with each line. */
  sentence: number;
  clauses: number;
  /** From 下一步 on nothing has happened yet: to the end of the paragraph, or of the text where a paragraph opens with it. */
  ahead: "paragraph" | "text" | undefined;
}

/** What a sentence has said so far. */
export interface SentenceState {
  frame: TopicFrame | undefined;
  row: Row | undefined;
  /** The row that 新收申请中 says is divided. */
  within: Row | undefined;
  last: FigureReferent | undefined;
  whole: FigureReferent | undefined;
  parts: PartList | undefined;
  /** In brackets behind the figure that is `whole`. */
  aside: boolean;
  compare: boolean;
  chain: boolean;
  period: Period;
  /** Another body's figures. */
  foreignSubject: boolean;
  /** Something unknown was counted: what follows may be its. */
  topicUnknown: boolean;
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

export function freshState(before: FigureReferent | undefined): SentenceState {
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
    foreignSubject: false,
    topicUnknown: false,
    said: [],
    earlier: undefined,
    columnWords: [],
    topic: [],
    align: undefined,
  };
}

/** What stands before a figure may say whose it is, and what it is compared with. */
export function applySubject(left: LeftContext, state: SentenceState): void {
  if (left.subject) state.foreignSubject = left.subject === "other";
  if (left.roles.has("compare")) state.compare = true;
  if (left.roles.has("chain")) state.chain = true;
}

/** The sentence speaks of this from now on. */
export function setTopic(state: SentenceState, quantity: Quantity | undefined): void {
  if (!quantity) return;
  state.frame = quantity.frame;
  state.topicUnknown = false;
  if (!quantity.columns && quantity.row) state.row = quantity.row;
}

const mostSaid = 6;

export function pushFigure(figure: Figure, quantity: Quantity | undefined, state: SentenceState): void {
  state.last = { figure, quantity };
  if (figure.measure !== "%") state.said = [...state.said, figure].slice(-mostSaid);
}

/** A figure that nothing certain is known of. */
export function markUnresolved(figure: Figure, left: LeftContext, state: SentenceState): void {
  if (left.groups.some((group) => group.words.some(isChannel))) state.foreignSubject = true;
  if (!state.parts && left.groups.length > 0) {
    state.topicUnknown = true;
    state.frame = undefined;
  }
  list(figure, undefined, left, state);
  pushFigure(figure, undefined, state);
}

/** Adds a figure to the parts being listed. Whether it is one of them: what stands in brackets always is. */
export function list(figure: Figure, quantity: Quantity | undefined, left: LeftContext, state: SentenceState): boolean {
  return state.parts?.add(figure, dimensionOf(quantity, left), left) ?? state.aside;
}

export function openParts(scene: TextState, state: SentenceState): void {
  closeParts(scene, state);
  if (!state.last) return;
  state.whole = state.last;
  state.parts = partsOf(state.last.figure);
  if (!state.last.quantity) {
    state.topicUnknown = true;
    state.frame = undefined;
  }
}

export function closeParts({ statements, sentence }: TextState, state: SentenceState): void {
  const said = state.foreignSubject ? undefined : state.parts?.statement(state.period, sentence);
  if (said) statements.push(said);
  state.parts = undefined;
}

export function hasRole(node: SentenceNode, role: Role): boolean {
  return node.kind === "word" && node.word.roles.has(role);
}

/** A single channel of publication (政务微信): what stands behind it is counted there and not in all. */
export function isChannel({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.frame.byRow && sense.kind === "row");
}

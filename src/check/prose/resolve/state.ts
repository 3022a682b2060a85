import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Row, Sense, TopicFrame } from "../lexicon/meaning.ts";
import type { Role } from "../lexicon/roles.ts";
import type { Group, LeftContext, Speaker } from "../parse/left-context.ts";
import type { SentenceNode, WordToken } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import type { PartList } from "./parts.ts";
import { type FigureReferent, type Quantity, sameSum } from "./resolve.ts";
import type { Period, Statement } from "./statement.ts";

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
  /** The last sentence that had a figure. */
  counted: number;
  /** What the last sentence without a figure spoke of. */
  spoken: { readonly frame: TopicFrame; readonly sentence: number } | undefined;
  /** From 下一步 on nothing has happened yet: to the end of the paragraph, or of the text where a paragraph opens with it. */
  ahead: "paragraph" | "text" | undefined;
}

/** A figure of the sentence as it will be looked at when the sentence is over. */
export interface FigureMention extends FigureReferent {
  /** The whole it was said to be a part of. */
  readonly of: Figure | undefined;
  /** It is said to be counted elsewhere: 其中2件不计入. */
  apart: boolean;
}

/** What a sentence has said so far. */
export interface SentenceState {
  frame: TopicFrame | undefined;
  row: Row | undefined;
  /** The row that 新收申请中 says is divided. */
  within: Row | undefined;
  /** What 所有答复件中 says the shares behind it are of. */
  base: Quantity | undefined;
  last: FigureReferent | undefined;
  whole: FigureReferent | undefined;
  parts: PartList | undefined;
  /** Counts said so far, with those of the sentence before where this one begins with 其中. */
  readonly counted: FigureReferent[];
  /** Every count of the sentence, those in brackets too. */
  readonly mentions: FigureMention[];
  /** The list is another body's. */
  partsForeign: boolean;
  /** Tables of which only a part was spoken of, or another matter than disclosure. */
  blocked: readonly string[];
  /** The ways by which, it was said, no request came in. */
  readonly ways: Set<string>;
  /** What the list of an unknown whole was found to be about. */
  accepted: TopicFrame | undefined;
  /** Figures still to come before the next ；. */
  ahead: readonly Figure[];
  /** Disclosure has been named. */
  disclosed: boolean;
  /** In brackets behind the figure that is `whole`. */
  aside: boolean;
  compare: boolean;
  chain: boolean;
  period: Period;
  /** Another body's figures. */
  foreignSubject: boolean;
  /** The channel of publication last named: a bare count of what was published may be that channel's. */
  channel: Row | undefined;
  /** Something unknown was counted: what follows may be its. */
  topicUnknown: boolean;
  /** What the sentence spoke of before that. */
  lost: TopicFrame | undefined;
  /** A figure with nothing before it and words behind it that nobody knows: what became of it may follow (3件涉及隐私，不予公开). */
  pending: Figure | undefined;
  /** The last figures that were no percentages. */
  said: readonly Figure[];
  /** The last figure said of the year before. */
  earlier: Figure | undefined;
  /** The column of the figure before: for an item that follows behind 、. */
  columnWords: readonly WordToken[];
  /** The verbs of the figure before. */
  verbWords: readonly WordToken[];
  /** What stands before a colon, item by item. */
  topic: readonly Group[];
  /** What the clause before named and did not count: 主动公开政府信息，全年共计9条. */
  counts: readonly Group[];
  /** Shares of one whole said so far: of the figure before, or of what is named. */
  shares: readonly Figure[];
  /** The last figure was of what others there are: 其他6件，占6.12%. */
  lastOthers: boolean;
  /** What the share just said was of: 予以公开占37.7%，计20件. */
  shared: Quantity | undefined;
  align: { readonly items: readonly (Quantity | undefined)[]; next: number } | undefined;
}

export function freshState(before: FigureReferent | undefined, counted: readonly FigureReferent[] = []): SentenceState {
  return {
    frame: undefined,
    row: undefined,
    within: undefined,
    base: undefined,
    last: before,
    whole: undefined,
    parts: undefined,
    counted: [...counted],
    mentions: [],
    ways: new Set(),
    blocked: [],
    partsForeign: false,
    accepted: undefined,
    ahead: [],
    disclosed: false,
    aside: false,
    compare: false,
    chain: false,
    period: "now",
    foreignSubject: false,
    channel: undefined,
    topicUnknown: false,
    lost: undefined,
    pending: undefined,
    said: [],
    earlier: undefined,
    columnWords: [],
    verbWords: [],
    topic: [],
    counts: [],
    shared: undefined,
    shares: [],
    lastOthers: false,
    align: undefined,
  };
}

/** What stands before a figure may say whose it is, and what it is compared with. */
export function applySubject(left: LeftContext, state: SentenceState): void {
  // 其中省政府文件21条、省政府办公厅文件46条: kinds in a list, and nobody who acts.
  const listed = left.subject === "other" && state.parts && !left.groups.some(({ words }) => words.some(acts));
  if (left.subject && !listed) state.foreignSubject = left.subject === "other";
  if (left.subject === "own") state.blocked = [];
  if (left.roles.has("compare")) state.compare = true;
  if (left.roles.has("chain")) state.chain = true;
  state.disclosed ||= left.disclosed;
}

function acts({ word }: WordToken): boolean {
  return word.senses.some(({ kind, row }) => kind === "verb" || row?.generic);
}

/** The sentence speaks of this from now on. */
export function setTopic(state: SentenceState, quantity: Quantity | undefined): void {
  if (!quantity) return;
  state.frame = quantity.frame;
  state.topicUnknown = false;
  if (!quantity.columns && quantity.row) state.row = quantity.row;
}

const mostSaid = 6;

const mostCounted = 40;
const mostMentions = 200;

export function pushFigure(
  figure: Figure,
  quantity: Quantity | undefined,
  state: SentenceState,
  foreign: boolean = false,
  about?: FigureReferent["about"],
): void {
  state.last = { figure, quantity, foreign, about };
  state.shared = undefined;
  if (figure.measure === "%") return;
  if (state.mentions.length < mostMentions)
    state.mentions.push({ figure, quantity, foreign, about, of: state.whole?.figure, apart: false });
  state.said = [...state.said, figure].slice(-mostSaid);
  if (state.parts || state.aside) return;
  state.counted.push(state.last);
  if (state.counted.length > 2 * mostCounted) state.counted.splice(0, mostCounted);
}

/** A figure that nothing certain is known of. */
export function markUnresolved(figure: Figure, left: LeftContext, state: SentenceState): void {
  state.channel = channelIn(left.groups.flatMap((group) => group.words)) ?? state.channel;
  const inAside = state.aside && state.whole?.quantity?.frame.byRow === true;
  if (!state.parts && !inAside && left.groups.length > 0) {
    if (state.frame?.statutory) state.lost = state.frame;
    state.topicUnknown = true;
    state.frame = undefined;
  }
  const partial = left.groups.filter(
    (group) => group.limited || (!left.disclosed && group.words.some(needsDisclosure)),
  );
  const tables = partial
    .flatMap((group) => group.words)
    .flatMap(({ word }) => word.senses.filter(isNounSense).map(tableOf));
  state.blocked = [...state.blocked, ...tables].slice(-mostSaid);
  list(figure, undefined, left, state);
  const information = left.groups.some((group) => group.words.some(isPublished));
  const about = information ? "information" : partial.length > 0 ? "some" : undefined;
  pushFigure(figure, undefined, state, left.unknown, about);
}

function isPublished({ word }: WordToken): boolean {
  return word.senses.some(({ frame, kind }) => frame.byRow && (kind === "weak" || kind === "noun"));
}

function needsDisclosure({ word }: WordToken): boolean {
  return word.senses.some((sense) => sense.disclosed);
}

function isNounSense({ kind }: Sense): boolean {
  return kind === "noun";
}

/** The table a frame speaks of: disputes of disputes.review. Activities have nothing to do with one another. */
export function tableOf({ frame }: Pick<Sense, "frame">): string {
  return frame.statutory ? (frame.root.split(".")[0] ?? "") : frame.root;
}

/** Adds a figure to the parts being listed. Whether it is one of them: what stands in brackets always is. */
export function list(figure: Figure, quantity: Quantity | undefined, left: LeftContext, state: SentenceState): boolean {
  state.lastOthers = /^其[他它余]/.test(left.groups.at(-1)?.text ?? "");
  return state.parts?.add(figure, quantity, left) ?? state.aside;
}

/** `cut`: the list may go on behind a semicolon, so that something may be left over: 其中规章11条、文件102条；报告2条. */
export function closeParts({ statements, sentence }: TextState, state: SentenceState, cut: boolean = false): void {
  const said = state.partsForeign ? undefined : state.parts?.statement(state.period, sentence, cut);
  if (said) statements.push(said);
  state.parts = undefined;
}

export function hasRole(node: SentenceNode, role: Role): boolean {
  return node.kind === "word" && node.word.roles.has(role);
}

/** The one channel that words name; undefined where they name none, or several. */
export function channelIn(words: readonly WordToken[]): Row | undefined {
  const rows = words.flatMap(({ word }) => {
    const sense = word.senses.find(({ frame, kind }) => frame.byRow && kind === "row");
    return sense?.row ? [sense.row] : [];
  });
  // 县政府门户网站政府信息公开平台 is one.
  return rows.find((row) =>
    rows.every((other) => other.sums.every((sum) => row.sums.some((mine) => sameSum(mine, sum)))),
  );
}

import { type LeftContext, parseRightContext } from "../parse/left-context.ts";
import type { SentenceNode, WordToken } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import { recordFigure } from "./interpret.ts";
import { readTotal } from "./read-rest.ts";
import { addUp, isColumn, isNoun, resolveAll, resolveReference } from "./reference.ts";
import type { Quantity } from "./resolve.ts";
import { hasRole, list, markUnresolved, pushFigure, type SentenceState, type TextState } from "./state.ts";
import type { Period } from "./statement.ts";

/** A figure of how much or how many. Returns how many nodes behind it belong to it. */
export function readLevel(
  figure: Figure,
  left: LeftContext,
  nodes: readonly SentenceNode[],
  at: number,
  scene: TextState,
  state: SentenceState,
): number {
  const right = parseRightContext(nodes, at + 1);
  const period = periodHere(left, nodes, at, state);
  const said = left.groups.some((group) => group.words.length > 0);
  if (!said && !left.unknown) {
    if (right.words.length > 0 && right.clean) {
      recordFigure(figure, [resolveReference(right.words, figure, scene, state)], left, period, scene, state);
      return right.length;
    }
    if (right.clean) readBare(figure, left, nodes.slice(Math.max(0, at - mostBefore), at), period, scene, state);
    else {
      markUnresolved(figure, left, state);
      state.pending = figure;
    }
    return 0;
  }
  // 受理复议案件56件、诉讼案件18件: what is unknown of the first is unknown of the second.
  const active = left.groups.some((group) => group.words.some(isActivityNoun));
  const known = active || (state.channel !== undefined && left.groups.some((group) => group.words.some(isPublishing)));
  const lost = left.joined && state.last !== undefined && !state.last.quantity && !state.parts && !known;
  const named = left.groups.some((group) => group.words.some(isNoun));
  if (lost || (!right.clean && !named)) {
    markUnresolved(figure, left, state);
    return 0;
  }
  const behind = right.clean && !right.shared ? right.words : [];
  const verbs = left.groups.flatMap((group) => group.words.filter(isVerb));
  // 共答复信箱176件、热线1932件: answered, both of them.
  const extra = left.joined && active && verbs.length === 0 ? [...behind, ...verbsFor(left, state)] : behind;
  if (!left.joined || verbs.length > 0) state.verbWords = verbs;
  const meant = resolveAll(left, extra, figure, scene, state);
  if (left.roles.has("respectively") && left.groups.length > 1) {
    const items = meant.map((item) => (item?.readings ? item : undefined));
    state.align = { items: isAligned(left.groups.length, nodes, at) ? items : [], next: 0 };
    readAligned(figure, left, scene, state);
    return 0;
  }
  const columns = left.groups.flatMap((group) => group.words.filter(isColumn));
  if (columns.length > 0 || !left.joined) state.columnWords = columns;
  recordFigure(figure, meant, left, period, scene, state);
  return behind.length > 0 ? right.length : 0;
}

function isVerb({ word }: WordToken): boolean {
  return word.senses.some(({ kind, row }) => kind === "verb" || row?.generic);
}

/** The verbs of the item before that go with the noun of this one. */
function verbsFor({ groups }: LeftContext, { verbWords }: SentenceState): readonly WordToken[] {
  const [frame] = groups.flatMap((group) => group.words.flatMap(({ word }) => word.marks.nouns));
  return verbWords.filter(({ word }) =>
    word.senses.some((sense) => sense.frame === frame && (sense.kind === "verb" || sense.row?.generic)),
  );
}

/** 信箱46件、热线1932件: an activity is what it is, whatever stands beside it. */
function isActivityNoun({ word }: WordToken): boolean {
  return word.marks.nouns.length > 0 && word.marks.nouns.every(({ statutory, byRow }) => !statutory && !byRow);
}

function isPublishing({ word }: WordToken): boolean {
  return word.senses.some(({ frame, kind }) => frame.byRow && kind === "verb");
}

/** 由上年的6件增加到8件: the first is last year's. */
function periodHere(left: LeftContext, nodes: readonly SentenceNode[], at: number, state: SentenceState): Period {
  const leadsOn = left.roles.has("from") && nodes.slice(at + 1, at + 8).some((node) => hasRole(node, "level"));
  return (leadsOn || left.manner === "compare") && state.period === "now" ? "past" : state.period;
}

/** A figure without words of its own: 今年8件, 增加到8件, 318人次, 行政复议：0件. */
function readBare(
  figure: Figure,
  left: LeftContext,
  before: readonly SentenceNode[],
  period: Period,
  scene: TextState,
  state: SentenceState,
): void {
  if (state.topic.length > 0) {
    const meant = resolveAll({ groups: state.topic, joined: false }, [], figure, scene, state);
    state.topic = [];
    // 行政复议、行政诉讼：0件 is said of each.
    const roles = figure.value === 0 ? new Set([...left.roles, "each" as const]) : left.roles;
    recordFigure(figure, meant, { ...left, roles, announced: true }, period, scene, state);
    return;
  }
  if (left.groups.length === 0 && left.roles.has("total")) readTotal(figure, before, scene, state);
  if (left.roles.has("rest") && state.parts) {
    list(figure, undefined, left, state);
    pushFigure(figure, undefined, state);
    return;
  }
  if (state.counts.length > 0 && left.roles.has("total") && left.groups.length === 0) {
    const meant = resolveAll({ groups: state.counts, joined: false }, [], figure, scene, state);
    recordFigure(figure, meant, { ...left, announced: true }, period, scene, state);
    return;
  }
  const total = left.roles.has("total") && left.groups.length === 0 ? totalOf(state, figure) : undefined;
  if (total) {
    recordFigure(figure, [total], { ...left, announced: true }, period, scene, state);
    return;
  }
  if (state.shared && left.roles.has("plain") && left.groups.length === 0) {
    recordFigure(figure, [state.shared], { ...left, announced: true }, period, scene, state);
    return;
  }
  const last = state.last?.quantity;
  if (!last) {
    pushFigure(figure, undefined, state);
    return;
  }
  if (left.manner === "level" || left.roles.has("now") || left.roles.has("past")) {
    recordFigure(figure, [last], left, left.manner === "level" ? "now" : period, scene, state);
    return;
  }
  const other = state.frame?.alone.find((row) => row.measures?.has(figure.measure));
  if (other && state.frame === last.frame && other !== last.row && left.groups.length === 0) {
    const quantity: Quantity = { ...last, row: other, readings: other.sums, own: false };
    recordFigure(figure, [quantity], left, period, scene, state);
  } else if (!isSaidAgain(figure, left, state)) pushFigure(figure, undefined, state);
}

/** 收到3件，3件的申请人均为自然人: the figure before, once more. */
function isSaidAgain({ value, measure }: Figure, { groups }: LeftContext, { last }: SentenceState): boolean {
  return groups.length === 0 && last?.figure.value === value && last.figure.measure === measure;
}

const mostAdded = 5;
const mostBefore = 3;

/** 新收104件，上年结转2件，共计106件: the figures before, added up from the last backwards. */
function totalOf({ counted }: SentenceState, { measure }: Figure): Quantity | undefined {
  const like = counted.filter(({ figure }) => figure.measure === measure).slice(-mostAdded);
  const quantities = like.map(({ quantity }) => quantity);
  let total: Quantity | undefined;
  for (let from = like.length - 2; from >= 0; from--) {
    const added = quantities.slice(from).filter((quantity) => quantity !== undefined);
    if (added.length < like.length - from) return total;
    const sum = addUp(added, true);
    if (!sum || added.some(({ frame }) => frame !== sum.frame)) return total;
    total = total ? { ...total, readings: [...total.readings, ...sum.readings] } : sum;
  }
  return total;
}

/** The next of the figures behind 分别. */
export function readAligned(figure: Figure, left: LeftContext, scene: TextState, state: SentenceState): void {
  const { align } = state;
  if (!align) return;
  const quantity = align.items[align.next];
  align.next++;
  if (quantity) recordFigure(figure, [quantity], { ...left, unknown: false }, state.period, scene, state);
}

/** Whether as many figures, joined by 、 or 和, follow 分别 as things stand before it. */
function isAligned(things: number, nodes: readonly SentenceNode[], at: number): boolean {
  let figures = 1;
  for (let i = at + 1; i < nodes.length && figures <= things; i++) {
    const node = nodes[i];
    if (node?.kind === "figure") figures++;
    else if (node?.kind !== "mark" && !(node && hasRole(node, "and"))) break;
  }
  return figures === things;
}

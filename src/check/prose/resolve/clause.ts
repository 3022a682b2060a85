import type { Role } from "../lexicon/roles.ts";
import { chunk } from "../parse/chunk.ts";
import { type Group, parseLeftContext } from "../parse/left-context.ts";
import { isCompared, periodOf } from "../parse/period.ts";
import { type Clause, clausesOf, type SentenceNode } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import { openParts } from "./antecedent.ts";
import { readBehind } from "./read-behind.ts";
import { readChange, readFlat, readShare, readTimes } from "./read-change.ts";
import { readEach } from "./read-each.ts";
import { readAligned, readLevel } from "./read-level.ts";
import { readNone } from "./read-none.ts";
import { readOthers } from "./read-others.ts";
import { readRest } from "./read-rest.ts";
import { resolveReference } from "./reference.ts";
import { frameOf } from "./resolve.ts";
import {
  applySubject,
  channelIn,
  closeParts,
  type FigureMention,
  hasRole,
  markUnresolved,
  type SentenceState,
  type TextState,
} from "./state.ts";

/** The clauses of a sentence, or of a bracket, one after the other. */
export function readClauses(nodes: readonly SentenceNode[], scene: TextState, state: SentenceState): void {
  const clauses = clausesOf(nodes);
  const ahead = figuresAhead(clauses);
  clauses.forEach((clause, i) => {
    state.ahead = ahead[i] ?? [];
    if (clauses[i - 1]?.end === "semicolon" && turnsAway(clause, state)) closeParts(scene, state);
    readClause(clause, scene, state);
    if (clause.end === "semicolon" && state.parts && !state.parts.listsRows())
      closeParts(scene, state, goesOn(clauses[i + 1], state));
  });
  closeParts(scene, state);
}

/** 其中规章11条、文件102条；报告2条: as the whole is counted; a part that was divided anew is over. */
function goesOn(clause: Clause | undefined, { whole, counted }: SentenceState): boolean {
  if (!clause || !whole || !counted.includes(whole)) return false;
  return clause.nodes.some((node) => node.kind === "figure" && node.figure.measure === whole.figure.measure);
}

/** 行政复议15件，其中…；行政诉讼10件, 复议后起诉2件: another part of the form is named behind ；. */
function turnsAway({ nodes }: Clause, { parts, whole }: SentenceState): boolean {
  const frame = parts && whole?.quantity?.frame;
  if (!frame?.statutory) return false;
  const nouns = nodes.flatMap((node) =>
    node.kind === "word" ? [...node.word.marks.nouns, ...node.word.marks.clear] : [],
  );
  return nouns.length > 0 && !nouns.includes(frame) && nouns.some((noun) => noun.statutory);
}

/** For each clause, the figures from it to the next ；. */
function figuresAhead(clauses: readonly Clause[]): readonly (readonly Figure[])[] {
  const ahead: (readonly Figure[])[] = [];
  for (let i = clauses.length - 1; i >= 0; i--) {
    const clause = clauses[i];
    const own = (clause?.nodes ?? []).flatMap((node) => (node.kind === "figure" ? [node.figure] : []));
    const later = clause?.end === "semicolon" ? [] : (ahead[i + 1] ?? []);
    ahead[i] = [...own, ...later].slice(0, mostAhead);
  }
  return ahead;
}

const mostAhead = 40;

function readClause(clause: Clause, scene: TextState, state: SentenceState): void {
  const { year } = scene.speaker;
  const nodes = chunk(clause.nodes, { unit: scene.speaker.unit, year, lexicons: scene.lexicons });
  const before = state.period;
  readTime(nodes, scene, state);
  state.align = undefined;
  // 12件，其中信函7件、网络5件，除1件结转外: divided anew.
  if (state.parts && isExcept(nodes[0])) closeParts(scene, state);
  const turnsAt = state.period === "past" && before !== "past" ? turnOf(nodes, year) : -1;
  if (turnsAt > 0) state.period = before;
  let left: SentenceNode[] = [];
  let counted = false;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node) continue;
    if (at === turnsAt) state.period = "past";
    if (node.kind === "aside") {
      const inner: SentenceState = {
        ...state,
        whole: state.last,
        parts: undefined,
        aside: true,
        topic: [],
        align: undefined,
      };
      readClauses(node.nodes, scene, inner);
    } else if (node.kind === "figure") {
      const said = state.mentions.length;
      at += readFigure(node.figure, left, nodes, at, scene, state);
      markApart(state.mentions.slice(said), left, nodes, at + 1);
      left = [];
      counted = true;
    } else if (hasRole(node, "part") && isOpening(left)) {
      openParts(scene, state, node.kind === "word" ? node.end : 0, false);
      left = [];
    } else if (node.kind === "word" && hasRole(node, "respectively") && dividesLast(left, nodes[at + 1], state)) {
      openParts(scene, state, node.end, true);
      left = [];
    } else if (node.kind === "word" && hasRole(node, "none") && !nodes.slice(at, at + mostAhead).some(isFigure)) {
      scene.clauses++;
      readNone(node, left, nodes.slice(at + 1), scene, state);
      return;
    } else if (node.kind === "word" && hasRole(node, "flat")) {
      if (readFlat(node, left, scene, state)) left = [];
      counted = true;
    } else left.push(node);
  }
  scene.clauses++;
  if (turnsAt > 0) state.period = before;
  // 另有1件在下一年办结: that clause alone is about another year.
  if (nodes.some((node) => hasRole(node, "next") || hasRole(node, "average"))) state.period = before;
  readBehind(left, scene, state);
  if (counted) {
    state.topic = [];
    state.counts = [];
    // 3件申请的申请人均为自然人: said behind the figure, and of it.
    if (left.some((node) => hasRole(node, "each"))) readEach(parseLeftContext(left, scene.speaker), left, scene, state);
  } else {
    readTopic(left, clause, scene, state);
    // 针对去年反映的问题: last year's problem, this year's work. 近两年加大力度 tells of no figure.
    const passing = nodes.some(({ kind }) => kind === "years");
    if ((state.period === "past" && left.some(tells)) || (state.period === "other" && passing)) state.period = before;
  }
}

function isExcept(node: SentenceNode | undefined): boolean {
  return node?.kind === "word" && (node.text === "除" || node.text === "除了");
}

/** Where a clause turns to last year behind something else: 转办上一年度申请1件. What opens with the year is all of that year. */
function turnOf(nodes: readonly SentenceNode[], year: number): number {
  const at = nodes.findIndex((node) => (node.kind === "year" && node.year < year) || hasRole(node, "past"));
  const opens = nodes.slice(0, Math.max(0, at)).every((node) => hasRole(node, "plain") || hasRole(node, "compare"));
  return opens ? -1 : at;
}

/** 其中2件按规定不计入: before the figure or behind it. */
function markApart(
  mentions: readonly FigureMention[],
  left: readonly SentenceNode[],
  nodes: readonly SentenceNode[],
  from: number,
): void {
  if (mentions.length === 0) return;
  let apart = left.some((node) => hasRole(node, "apart"));
  for (let at = from; at < nodes.length && at < from + mostAhead && nodes[at]?.kind !== "figure"; at++) {
    const node = nodes[at];
    apart ||= node !== undefined && hasRole(node, "apart");
  }
  if (apart) for (const mention of mentions) mention.apart = true;
}

/** The year a clause speaks of, and whether it compares it with the one before. */
function readTime(nodes: readonly SentenceNode[], scene: TextState, state: SentenceState): void {
  const { year } = scene.speaker;
  if (nodes.some((node) => hasRole(node, "future"))) lookAhead(scene.clauses === 0, scene);
  state.period = scene.ahead ? "other" : periodOf(nodes, year, state.period);
  if (nodes.some((node, i) => node.kind === "year" && node.year < year && isCompared(nodes, i))) state.compare = true;
}

export function lookAhead(opening: boolean, scene: TextState): void {
  scene.ahead = opening ? "text" : (scene.ahead ?? "paragraph");
}

const mostWords = 24;

/** A clause without a figure may say what the next ones are about. */
function readTopic(nodes: readonly SentenceNode[], clause: Clause, scene: TextState, state: SentenceState): void {
  const left = parseLeftContext(nodes, scene.speaker);
  applySubject(left, state);
  const words = left.groups.flatMap((group) => group.words);
  if (readEach(left, nodes, scene, state)) return;
  // 微信公众号每日更新，共发布信息1193条: those of the one channel.
  state.channel = channelIn(words) ?? state.channel;
  state.counts = !left.unknown && left.groups.length === 1 ? left.groups : [];
  state.topic = !left.unknown && (clause.end === "colon" || isKind(left.groups)) ? left.groups : [];
  const last = nodes.at(-1);
  const divides = !left.unknown && last?.kind === "word" && dividing.has(last.text);
  const divided = divides ? resolveReference(words.slice(0, mostWords), { measure: "" }, scene, state) : undefined;
  if (divided?.readings && !divided.over) state.base = divided;
  const frame = frameOf(words.slice(0, mostWords), undefined);
  if (!frame) return;
  state.frame = frame;
  state.row = undefined;
  state.topicUnknown = false;
  if (!divides) return;
  const meant = resolveReference(words.slice(0, mostWords), { measure: "" }, scene, state);
  if (meant?.readings && meant.row?.path !== undefined) state.within = meant.row;
}

/** 以自然人为主，共521件: a column or an outcome on its own waits for its figure. */
function isKind(groups: readonly Group[]): boolean {
  const [only, ...more] = groups;
  if (!only || more.length > 0) return false;
  return only.words.every(({ word }) =>
    word.senses.some(({ kind, row }) => kind === "column" || (row?.path !== undefined && !row.generic)),
  );
}

const dividing: ReadonlySet<string> = new Set(["中", "里", "当中"]);

function readFigure(
  figure: Figure,
  before: readonly SentenceNode[],
  nodes: readonly SentenceNode[],
  at: number,
  scene: TextState,
  state: SentenceState,
): number {
  const left = parseLeftContext(before, scene.speaker);
  state.pending = undefined;
  applySubject(left, state);
  if (figure.high === 0 && (left.roles.has("others") || left.roles.has("rest"))) {
    readOthers(figure, scene, state);
    return 0;
  }
  if (left.roles.has("rest") && !state.parts) readRest(figure, nodes.slice(at + 1, at + mostAhead), scene, state);
  const changes = left.manner === "up" || left.manner === "down";
  const adds = left.manner === "up" && left.adds && !state.compare;
  if (isWithin(before) || (changes && left.roles.has("respectively"))) {
    // 申请中有117件当年办结: some of them, whatever is said of those. 分别增加2件、3件: nobody knows of what which.
    markUnresolved(figure, { ...left, groups: [] }, state);
    return 0;
  }
  if (state.align) readAligned(figure, left, scene, state);
  else if (figure.growth) readChange(figure, left, 1, scene, state);
  else if (figure.measure === "倍" && !left.roles.has("up") && !left.roles.has("down"))
    readTimes(figure, left, scene, state);
  else if (adds) return readLevel(figure, left, nodes, at, scene, state);
  else if (left.manner === "up") readChange(figure, left, 1, scene, state);
  else if (left.manner === "down") readChange(figure, left, -1, scene, state);
  else if (left.manner === "share") readShare(figure, left, scene, state);
  else return readLevel(figure, left, nodes, at, scene, state);
  return 0;
}

/** …中有, …中: the figure is some of what is named. */
function isWithin(before: readonly SentenceNode[]): boolean {
  const words = before.slice(-3).map((node) => (node.kind === "word" ? node.text : ""));
  while (words.at(-1) === "有" || words.at(-1) === "共有" || words.at(-1) === "共") words.pop();
  return words.at(-1) === "中" && before.at(-1)?.kind === "word" && words.length < Math.min(3, before.length);
}

function isFigure(node: SentenceNode): boolean {
  return node.kind === "figure";
}

function tells(node: SentenceNode): boolean {
  return node.kind === "unknown" || (node.kind === "word" && node.word.senses.length > 0);
}

/** 100条，分别为动态60条、公告40条: parts of the figure before, and nothing is left over. */
function dividesLast(left: readonly SentenceNode[], next: SentenceNode | undefined, state: SentenceState): boolean {
  return left.length === 0 && state.last !== undefined && next !== undefined && next.kind !== "figure";
}

const opening: readonly Role[] = ["plain", "and", "part", "own", "area"];

/** 其中 opens parts at the beginning of its clause only. */
function isOpening(left: readonly SentenceNode[]): boolean {
  return left.every(
    (node) => node.kind !== "aside" && (node.kind !== "word" || opening.some((role) => hasRole(node, role))),
  );
}

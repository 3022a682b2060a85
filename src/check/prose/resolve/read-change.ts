import { type Group, type LeftContext, parseLeftContext } from "../parse/left-context.ts";
import type { SentenceNode, WordToken } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import { pairs } from "./interpret.ts";
import { addUp, type Referent, resolveReference } from "./reference.ts";
import type { Quantity } from "./resolve.ts";
import { applySubject, hasRole, markUnresolved, type SentenceState, setTopic, type TextState } from "./state.ts";
import type { RateStatement } from "./statement.ts";

const relative: ReadonlySet<string> = new Set(["%", "个百分点", "百分点", "倍"]);

/** 同比增长12%, 比上年减少3件. */
export function readChange(
  figure: Figure,
  left: LeftContext,
  sign: 1 | -1 | 0,
  scene: TextState,
  state: SentenceState,
): void {
  if (!state.compare) {
    markUnresolved(figure, left, state);
    return;
  }
  if (left.unknown || state.chain || state.foreignSubject || state.period !== "now") return;
  const words = left.groups.flatMap((group) => group.words);
  const meant = words.length > 0 ? resolveReference(words, figure, scene, state) : state.last?.quantity;
  if (!meant?.readings) return;
  const { readings, over, frame, row } = meant;
  const { measure } = figure;
  if (measure !== "" && !relative.has(measure) && !(row?.measures ?? frame.measures).has(measure)) return;
  const { sentence } = scene;
  const literal = literalOf(state);
  scene.statements.push({ kind: "change", figure, period: "now", sentence, sign, readings, over, literal });
  if (words.length > 0) {
    state.last = { figure, quantity: meant, foreign: false };
    setTopic(state, meant);
  }
}

/** 是上年的2倍: twice last year's, and so an increase by its own size. */
export function readTimes(figure: Figure, left: LeftContext, scene: TextState, state: SentenceState): void {
  const compared = left.roles.has("past") || left.roles.has("compare");
  if (!compared || figure.low < 1) {
    markUnresolved(figure, left, state);
    return;
  }
  state.compare = true;
  state.period = "now";
  const { start, end, value, low, high, measure } = figure;
  const growth: Figure = { start, end, measure, value: value - 1, low: low - 1, high: high - 1, exact: figure.exact };
  readChange(growth, { ...left, groups: [], unknown: false }, 1, scene, state);
}

/** 8件，较上年的6件增加2件: what the text itself compares. */
function literalOf({ said, earlier }: SentenceState): { readonly now: Figure; readonly before: Figure } | undefined {
  const now = said.findLast((figure) => figure !== earlier);
  return now && earlier && { now, before: earlier };
}

/** 与上年持平. Whether it was a comparison. */
export function readFlat(
  node: WordToken,
  before: readonly SentenceNode[],
  scene: TextState,
  state: SentenceState,
): boolean {
  const left = parseLeftContext(before, scene.speaker);
  const compared = before.find((each) => hasRole(each, "compare"));
  applySubject(left, state);
  if (!compared || state.chain) return false;
  const start = compared.kind === "word" ? compared.start : node.start;
  const figure: Figure = { start, end: node.end, value: 0, low: 0, high: 0, measure: "", exact: true };
  readChange(figure, left, 0, scene, state);
  return true;
}

/** A share of any count said before: 受理2720件…。其中，求助类2252件，占82.8%. */
function ofCounted(part: Figure | undefined, { counted }: SentenceState): RateStatement["literal"] {
  if (!part) return [];
  const wholes = counted.filter(({ figure }) => figure.measure === part.measure && figure.value > part.value);
  return wholes.map(({ figure }) => ({ part, whole: figure }));
}

const fewestShares = 3;

/** 予以公开占58.5%、不予公开占7.3%，其他情况占34.2%: with what others there are they come to all. */
function addShare(figure: Figure, left: LeftContext, { statements, sentence }: TextState, state: SentenceState): void {
  if (figure.measure !== "%") return;
  // 占办结总数的: of something that is named anew.
  const anew = left.groups.length > left.beforeShare;
  state.shares = [...(anew ? [] : state.shares), figure].slice(-mostShares);
  const { shares } = state;
  const others = /^其[他它余]/.test(left.groups.at(-1)?.text ?? "") || left.roles.has("rest") || state.lastOthers;
  const [first] = shares;
  if (!others || shares.length < fewestShares || !first || state.foreignSubject) return;
  const whole: Figure = { ...first, value: 100, low: 100, high: 100, exact: true };
  statements.push({
    ...{ kind: "parts", figure, period: state.period, sentence },
    ...{ whole, wholes: [whole], parts: shares, complete: true },
  });
  state.shares = [];
}

const mostShares = 20;

/** 占办结总数的40.6%. */
export function readShare(figure: Figure, left: LeftContext, scene: TextState, state: SentenceState): void {
  addShare(figure, left, scene, state);
  if (figure.measure !== "%" || left.unknown || state.foreignSubject) return;
  const partGroups = left.groups.slice(0, left.beforeShare);
  const wholeWords = left.groups.slice(left.beforeShare).flatMap((group) => group.words);
  const counted = { measure: "件" };
  const part = partGroups.length > 0 ? partOf(partGroups, scene, state) : state.last?.quantity;
  const about = { ...state, frame: part?.frame ?? state.frame };
  const whole = wholeWords.length > 0 ? resolveReference(wholeWords, counted, scene, about) : undefined;
  if (wholeWords.length > 0 && !whole?.readings && !(whole && left.roles.has("whole"))) return;

  // Of something unknown only the text's own figures can be divided: 其中涉及土地5件，占33.3%.
  const { last, base } = state;
  const counts = last && last.figure.measure !== "%";
  const own =
    partGroups.length === 0 && counts && state.whole ? [{ part: last.figure, whole: state.whole.figure }] : [];
  // 办结110件，其中予以公开75件，占…: the sentence names what it is a share of.
  const based = own.length > 0 && wholeWords.length === 0 && own[0]?.part.measure === own[0]?.whole.measure;
  const parts = part?.readings && !part.over ? part.readings : [];
  const frame = base?.frame === part?.frame ? base : undefined;
  const named = whole?.readings ?? frame?.readings ?? part?.frame.wholes ?? [];
  const wholes = [...named, ...(state.whole?.quantity?.readings ?? [])];
  if ((parts.length === 0 || wholes.length === 0) && (own.length === 0 || (part && !based))) return;
  const literal = [...own, ...ofCounted(last?.figure, state), ...pairs(state)];
  const { sentence } = scene;
  const rate: RateStatement = {
    kind: "rate",
    figure: asShare(figure),
    period: state.period,
    sentence,
    parts,
    wholes,
    literal,
  };
  scene.statements.push(based ? { ...rate, based } : rate);
  if (partGroups.length > 0 && part?.readings) {
    setTopic(state, part);
    state.shared = part;
  }
}

/** The last of several shares is often made to fit: they are to come to 100. */
function asShare(figure: Figure): Figure {
  const step = figure.high - figure.value;
  return figure.exact || step <= 0 || step > 1 + 1e-6 ? figure : { ...figure, low: figure.value - step };
}

/** 予以公开或部分公开占58.5%: of both together. */
function partOf(groups: readonly Group[], scene: TextState, state: SentenceState): Referent {
  const counted = { measure: "件" };
  const whole = resolveReference(
    groups.flatMap((group) => group.words),
    counted,
    scene,
    state,
  );
  if (whole || groups.length === 1) return whole;
  const each = groups.map((group) => resolveReference(group.words, counted, scene, state));
  const known = each.filter((item): item is Quantity => item?.readings !== undefined);
  return known.length === each.length ? addUp(known, true) : undefined;
}

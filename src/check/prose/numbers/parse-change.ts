import { type LeftContext, parseLeftContext } from "./context.ts";
import type { Figure } from "./figure.ts";
import { pairs } from "./interpret.ts";
import { resolveReference } from "./reference.ts";
import type { WordToken } from "./resolve.ts";
import type { SentenceNode } from "./sentence.ts";
import { applySubject, hasRole, markUnresolved, type SentenceState, setTopic, type TextState } from "./state.ts";

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
    state.last = { figure, quantity: meant };
    setTopic(state, meant);
  }
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

/** 占办结总数的40.6%. */
export function readShare(figure: Figure, left: LeftContext, scene: TextState, state: SentenceState): void {
  if (figure.measure !== "%" || left.unknown || state.foreignSubject) return;
  const partWords = left.groups.slice(0, left.beforeShare).flatMap((group) => group.words);
  const wholeWords = left.groups.slice(left.beforeShare).flatMap((group) => group.words);
  const counted = { measure: "件" };
  const part = partWords.length > 0 ? resolveReference(partWords, counted, scene, state) : state.last?.quantity;
  const about = { ...state, frame: part?.frame ?? state.frame };
  const whole = wholeWords.length > 0 ? resolveReference(wholeWords, counted, scene, about) : undefined;
  if (wholeWords.length > 0 && !whole?.readings && !(whole && left.roles.has("whole"))) return;

  // Of something unknown only the text's own figures can be divided: 其中涉及土地5件，占33.3%.
  const { last } = state;
  const own = partWords.length === 0 && last && state.whole ? [{ part: last.figure, whole: state.whole.figure }] : [];
  const parts = part?.readings && !part.over ? part.readings : [];
  const wholes = [...(whole?.readings ?? part?.frame.wholes ?? []), ...(state.whole?.quantity?.readings ?? [])];
  if ((parts.length === 0 || wholes.length === 0) && (own.length === 0 || part)) return;
  const literal = [...own, ...pairs(state)];
  const { sentence } = scene;
  scene.statements.push({ kind: "rate", figure, period: state.period, sentence, parts, wholes, literal });
  if (partWords.length > 0 && part?.readings) setTopic(state, part);
}

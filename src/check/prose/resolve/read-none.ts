import { parseLeftContext } from "../parse/left-context.ts";
import type { SentenceNode, WordToken } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import { emitStatement } from "./interpret.ts";
import { readOthers } from "./read-others.ts";
import { resolveAll, resolveReference } from "./reference.ts";
import type { Quantity } from "./resolve.ts";
import { applySubject, type SentenceState, type TextState } from "./state.ts";

/** Words that say 0: 未收到政府信息公开申请; 上年结转申请无. */
export function readNone(
  node: WordToken,
  before: readonly SentenceNode[],
  negated: readonly SentenceNode[],
  scene: TextState,
  state: SentenceState,
): void {
  const left = parseLeftContext(before, scene.speaker);
  const way = negated.find((each) => each.kind === "limit" && each.way);
  if (way && "text" in way) state.ways.add(way.text);
  // 未收到书面提交的，也未收到网上提交的: neither way is none at all; one way alone says nothing of the others.
  const after = isEveryWay([...state.ways]) ? negated.filter((each) => each !== way) : negated;
  const behind = parseLeftContext(after, scene.speaker);
  applySubject(left, state);
  let { groups } = behind;
  // 依申请工作未发生行政复议, 信息公开无被复议案件: what they might have come of.
  const [cause, ...others] = left.groups;
  const caused = others.length === 0 && (cause?.words.every(isCause) || cause?.text.endsWith("公开"));
  const subject = left.groups.length > 0 && !caused;
  if (groups.length > 0 && (subject || behind.roles.has("turn"))) return;
  if (groups.length === 0) {
    if (left.unknown && left.groups.length === 1) return;
    groups = left.groups.length > 0 ? left.groups : state.topic;
  }
  const figure: Figure = { start: node.start, end: node.end, value: 0, low: 0, high: 0, measure: "", exact: true };
  const last = groups === behind.groups ? after.findLast(isTelling) : undefined;
  const span = { ...figure, end: last?.kind === "word" ? last.end : figure.end };
  if (left.roles.has("others") || (left.roles.has("rest") && groups.length === 0)) {
    readOthers(figure, scene, state);
    return;
  }
  const verb = verbIn(node, scene);
  const meant = resolveAll({ groups, joined: false }, [], figure, scene, state);
  meant.forEach((item, i) => {
    const words = groups[i]?.words ?? [];
    const more = verb && item && resolveReference([...words, verb], figure, scene, { ...state, frame: item.frame });
    const quantity = more ?? item;
    if (quantity?.readings === undefined || quantity.over || isOthersVerb(verb, quantity)) return;
    emitStatement(span, quantity, state.period, true, scene, state);
    state.frame = quantity.frame;
    state.topicUnknown = false;
  });
  state.last = undefined;
  state.topic = [];
}

/** 未收到行政许可申请, 未接到群众要求公开的信息: what did not come in is none of what is issued or published. */
function isOthersVerb(verb: WordToken | undefined, { frame }: Quantity): boolean {
  if (!verb || verb.word.senses.length === 0 || frame.causeOf.size > 0) return false;
  return verb.word.senses.every((sense) => sense.frame !== frame);
}

/** On paper and online: there is no other way. */
function isEveryWay(ways: readonly string[]): boolean {
  return ways.some((way) => /书面|线下|纸质/.test(way)) && ways.some((way) => /网|线上|在线|电子/.test(way));
}

function isCause({ word }: WordToken): boolean {
  return word.marks.nouns.length > 0 && word.marks.nouns.every(({ causeOf }) => causeOf.size > 0);
}

function isTelling(node: SentenceNode): boolean {
  return node.kind === "word" && node.word.senses.length > 0;
}

/** The verb in 未制发, 未收到. */
function verbIn(node: WordToken, { lexicons }: TextState): WordToken | undefined {
  const text = node.text.replace(/^(?:均|尚|从|曾)?(?:未曾|未|没有)/, "");
  if (text === "" || text === node.text) return undefined;
  for (const lexicon of lexicons) {
    const found = lexicon.find(text, 0);
    if (found?.end === text.length) return { ...node, word: found.value };
  }
  return undefined;
}

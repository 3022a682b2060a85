import type { LeftContext } from "../parse/left-context.ts";
import type { SentenceNode } from "../parse/sentence.ts";
import { resolveReference } from "./reference.ts";
import type { SentenceState, TextState } from "./state.ts";

/**
 * What is said of all that was counted before: 申请人均为自然人, 均维持原判; of a single case without 均: 1件，结果维持.
 * Whether it was such a clause.
 */
export function readEach(
  left: LeftContext,
  nodes: readonly SentenceNode[],
  scene: TextState,
  state: SentenceState,
): boolean {
  const { last } = state;
  const quantity = last?.quantity;
  if (!last || !quantity || quantity.over || left.unknown || left.groups.length !== 1) return false;
  const all = left.roles.has("each") || left.roles.has("turn");
  // 行政复议2件，尚未审结: of both.
  const decided = quantity.frame.statutory && quantity.frame.causeOf.size === 0 && !left.roles.has("through");
  const alone = decided && left.groups[0]?.words.every(({ word }) => word.senses.every((sense) => sense.columns));
  if ((!all && !alone && last.figure.value !== 1) || !last.figure.exact || last.figure.value === 0) return false;
  const words = (left.groups[0]?.words ?? []).filter(
    ({ word }) => !word.senses.every((sense) => sense.kind === "weak" || sense.kind === "noun"),
  );
  const telling = words.filter(({ word }) =>
    word.senses.some(
      (sense) =>
        sense.frame === quantity.frame &&
        (sense.kind === "column" || (sense.row && !sense.row.generic && !sense.row.over)),
    ),
  );
  if (telling.length === 0 || telling.length < words.length) return false;
  const meant = resolveReference(words, last.figure, scene, { ...state, frame: quantity.frame, row: quantity.row });
  if (!meant?.readings || meant.over || meant.readings.length === 0 || state.foreignSubject) return false;
  const wholes = quantity.readings;
  const first = nodes.find(
    (node) => node.kind === "word" && (node.word.roles.has("each") || node.word.senses.length > 0),
  );
  const end = nodes.at(-1);
  if (!first || !end || !("start" in first) || !("end" in end)) return false;
  scene.statements.push({
    kind: "level",
    figure: { ...last.figure, start: first.start, end: end.end, high: Number.POSITIVE_INFINITY, exact: false },
    period: state.period,
    sentence: scene.sentence,
    readings: meant.readings,
    own: false,
    none: false,
    channel: false,
    activity: false,
    atMost: false,
    loose: undefined,
    each: last.figure,
    ...(meant.columns && { wholes: meant.readings.map((_, i) => wholes[i % wholes.length] ?? []) }),
    beside: [],
    apart: [],
  });
  return true;
}

import type { Figure } from "./figure.ts";
import { type Left, readRight } from "./left.ts";
import { isColumn, isNoun, mean, meanAll } from "./mean.ts";
import { put } from "./put.ts";
import type { Quantity } from "./resolve.ts";
import type { Node } from "./sentence.ts";
import { hasRole, lose, type Scene, type State } from "./state.ts";
import type { Period } from "./statement.ts";

/** A figure of how much or how many. Returns how many nodes behind it belong to it. */
export function readLevel(
  figure: Figure,
  left: Left,
  nodes: readonly Node[],
  at: number,
  scene: Scene,
  state: State,
): number {
  const right = readRight(nodes, at + 1);
  const period = periodHere(left, nodes, at, state);
  const said = left.groups.some((group) => group.words.length > 0);
  if (!said && !left.unknown) {
    if (right.words.length > 0 && right.clean) {
      put(figure, [mean(right.words, figure, scene, state)], left, period, scene, state);
      return right.length;
    }
    if (right.clean) readBare(figure, left, period, scene, state);
    else lose(figure, left, state);
    return 0;
  }
  // 受理复议案件56件、诉讼案件18件: what is unknown of the first is unknown of the second.
  const lost = left.joined && state.last !== undefined && !state.last.quantity && !state.parts;
  const named = left.groups.some((group) => group.words.some(isNoun));
  if (lost || (!right.clean && !named)) {
    lose(figure, left, state);
    return 0;
  }
  const extra = right.clean && !right.shared ? right.words : [];
  const meant = meanAll(left, extra, figure, scene, state);
  if (left.roles.has("respectively") && left.groups.length > 1) {
    const items = meant.map((item) => (item?.readings ? item : undefined));
    state.align = { items: isAligned(left.groups.length, nodes, at) ? items : [], next: 0 };
    readAligned(figure, left, scene, state);
    return 0;
  }
  const columns = left.groups.flatMap((group) => group.words.filter(isColumn));
  if (columns.length > 0 || !left.joined) state.columnWords = columns;
  put(figure, meant, left, period, scene, state);
  return extra.length > 0 ? right.length : 0;
}

/** 由上年的6件增加到8件: the first is last year's. */
function periodHere(left: Left, nodes: readonly Node[], at: number, state: State): Period {
  const leadsOn = left.roles.has("from") && nodes.slice(at + 1, at + 8).some((node) => hasRole(node, "level"));
  return (leadsOn || left.manner === "compare") && state.period === "now" ? "past" : state.period;
}

/** A figure without words of its own: 今年8件, 增加到8件, 318人次, 行政复议：0件. */
function readBare(figure: Figure, left: Left, period: Period, scene: Scene, state: State): void {
  if (state.topic.length > 0) {
    const meant = mean(state.topic, figure, scene, state);
    state.topic = [];
    put(figure, [meant], { ...left, announced: true }, period, scene, state);
    return;
  }
  const last = state.last?.quantity;
  if (!last) return;
  if (left.manner === "level" || left.roles.has("now") || left.roles.has("past")) {
    put(figure, [last], left, left.manner === "level" ? "now" : period, scene, state);
    return;
  }
  const other = state.frame?.alone.find((row) => row.measures?.has(figure.measure));
  if (other && state.frame === last.frame && other !== last.row && left.groups.length === 0) {
    const quantity: Quantity = { ...last, row: other, readings: other.sums, own: false };
    put(figure, [quantity], left, period, scene, state);
  }
}

/** The next of the figures behind 分别. */
export function readAligned(figure: Figure, left: Left, scene: Scene, state: State): void {
  const { align } = state;
  if (!align) return;
  const quantity = align.items[align.next];
  align.next++;
  if (quantity) put(figure, [quantity], { ...left, unknown: false }, state.period, scene, state);
}

/** Whether as many figures, joined by 、 or 和, follow 分别 as things stand before it. */
function isAligned(things: number, nodes: readonly Node[], at: number): boolean {
  let figures = 1;
  for (let i = at + 1; i < nodes.length && figures <= things; i++) {
    const node = nodes[i];
    if (node?.kind === "figure") figures++;
    else if (node?.kind !== "mark" && !(node && hasRole(node, "and"))) break;
  }
  return figures === things;
}

import type { SentenceNode } from "../parse/sentence.ts";
import type { Figure } from "../tokenize/figure.ts";
import { hasRole, type SentenceState, type TextState } from "./state.ts";

const mostBefore = 6;
const mostAdded = 12;

/**
 * 收到12件，已办结10件，其余2件正在办理: what is left of one of the figures before, or of several, once those after it are taken
 * off. Nothing is said where something unknown was counted among them.
 */
export function readRest(
  rest: Figure,
  behind: readonly SentenceNode[],
  { statements, sentence }: TextState,
  state: SentenceState,
): void {
  const before = state.counted.filter(({ figure }) => figure.measure === rest.measure).slice(-mostBefore);
  const [first] = before;
  if (!first || before.length < 2 || before.some(({ quantity }) => !quantity) || state.foreignSubject) return;
  const figures = before.map(({ figure }) => figure);
  const after = listedBehind(rest, behind);
  const parts = [...figures.slice(1), rest, ...after];
  const shown = sumOf(parts);
  const left = remainders(figures).flatMap((remainder) =>
    [...after.keys(), after.length].map((end) => remainder - rest.value - sumOf(after.slice(0, end))),
  );
  // As wholes of the parts shown, so that one comparison serves all.
  const wholes = left.map((difference) => ({ ...first.figure, ...around(shown + difference) }));
  statements.push({
    ...{ kind: "parts", figure: rest, period: state.period, sentence },
    ...{ whole: first.figure, wholes, parts, complete: true },
  });
}

const adding = /^(?:[两三四五]项)?(?:合计|总计)共?$/;

/** 基础类135条，重点领域5条，水利81条，合计221条: of the figures before all, or the last few. */
export function readTotal(
  total: Figure,
  words: readonly SentenceNode[],
  { statements, sentence }: TextState,
  state: SentenceState,
): void {
  const said = words.some((node) => node.kind === "word" && adding.test(node.text));
  const parts = state.counted.map(({ figure }) => figure).filter(({ measure }) => measure === total.measure);
  if (!said || parts.length < 2 || parts.length > mostAdded || state.parts || state.foreignSubject) return;
  // As wholes of all of them, however many are left out.
  const wholes = parts.slice(1).map((_, from) => ({ ...total, ...around(total.value + sumOf(parts.slice(0, from))) }));
  statements.push({
    ...{ kind: "parts", figure: total, period: state.period, sentence },
    ...{ whole: total, wholes, parts, complete: true },
  });
}

/** For every way to tell the wholes from what was taken off them: what is left. */
function remainders(figures: readonly Figure[]): readonly number[] {
  const found: number[] = [];
  for (let split = 1; split < figures.length; split++) {
    const taken = sumOf(figures.slice(split));
    for (let from = 0; from < split; from++) {
      found.push((figures[from]?.value ?? 0) - taken, sumOf(figures.slice(from, split)) - taken);
    }
  }
  return found;
}

/** Figures that follow in its clause and may be of the rest too: 其余维持2起、终止1起. */
function listedBehind(rest: Figure, behind: readonly SentenceNode[]): readonly Figure[] {
  const end = behind.findIndex((node) => hasRole(node, "share"));
  return behind
    .slice(0, end < 0 ? behind.length : end)
    .flatMap((node) => (node.kind === "figure" && node.figure.measure === rest.measure ? [node.figure] : []));
}

function sumOf(figures: readonly Figure[]): number {
  return figures.reduce((sum, { value }) => sum + value, 0);
}

function around(value: number): Pick<Figure, "value" | "low" | "high"> {
  return { value, low: value, high: value };
}

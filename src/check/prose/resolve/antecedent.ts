import type { Figure } from "../tokenize/figure.ts";
import { partsOf } from "./parts.ts";
import { addUp } from "./reference.ts";
import type { FigureReferent, Quantity } from "./resolve.ts";
import { closeParts, type SentenceState, type TextState } from "./state.ts";

const mostCandidates = 12;
const mostCoordinated = 5;

/** Figures that what follows 其中 may divide: each said before it in the same measure, nearest first, then sums of the last few. */
function antecedents(said: readonly FigureReferent[], measure: string): readonly FigureReferent[] {
  const like = said.filter(({ figure }) => figure.measure === measure).slice(-mostCandidates);
  const singles = [...like].reverse();
  const sums: FigureReferent[] = [];
  for (let first = like.length - 2; first >= Math.max(0, like.length - mostCoordinated); first--) {
    sums.push(together(like.slice(first)));
  }
  return [...singles, ...sums];
}

/** 新收75件、上年结转2件。其中: both together. */
function together(referents: readonly FigureReferent[]): FigureReferent {
  const figures = referents.map(({ figure }) => figure);
  const quantities = referents.flatMap(({ quantity }) => quantity ?? []);
  const quantity: Quantity | undefined = quantities.length === referents.length ? addUp(quantities, true) : undefined;
  return { figure: sumOfFigures(figures), quantity, foreign: referents.some(({ foreign }) => foreign) };
}

function sumOfFigures(figures: readonly Figure[]): Figure {
  const [first] = figures;
  const last = figures.at(-1);
  const add = (of: (figure: Figure) => number): number => figures.reduce((sum, figure) => sum + of(figure), 0);
  return {
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    value: add((figure) => figure.value),
    low: add((figure) => figure.low),
    high: add((figure) => figure.high),
    measure: first?.measure ?? "",
    exact: figures.every((figure) => figure.exact),
  };
}

/**
 * The one that the parts come to; else the nearest that is no smaller than the first of them. 行政复议13件；行政诉讼12件，其中:
 * what counts another thing than the nearest is a whole only where the nearest is too small.
 */
function wholeFor(candidates: readonly FigureReferent[], parts: readonly Figure[]): FigureReferent | undefined {
  const [first] = parts;
  const [nearest] = candidates;
  if (!first || !nearest) return nearest;
  const total = sumOfFigures(parts);
  const frame = nearest.quantity?.frame;
  const alike = candidates.filter(({ figure, quantity }) => {
    const other = quantity && frame && quantity.frame !== frame && figure.end <= nearest.figure.start;
    return !other || nearest.figure.high < first.low;
  });
  const exact = alike.find(({ figure }) => figure.low <= total.high && total.low <= figure.high);
  return exact ?? alike.find(({ figure }) => figure.high >= first.low) ?? nearest;
}

/** 其中: what it divides is found by what follows. */
export function openParts(scene: TextState, state: SentenceState, at: number, allOfIt: boolean): void {
  closeParts(scene, state);
  const upcoming = state.ahead.filter((figure) => figure.start >= at && figure.measure !== "%");
  const measure = upcoming[0]?.measure ?? "";
  // 网站225条，包括工作动态125条: one of the parts before, or what a bracket stands behind, is divided anew.
  const { last } = state;
  const divided = last && last.figure.measure === measure && !state.counted.includes(last) ? [last] : [];
  const candidates = [...divided, ...antecedents(state.counted, measure)];
  const parts = upcoming.filter((figure) => figure.measure === measure);
  const whole = (allOfIt ? candidates[0] : wholeFor(candidates, parts)) ?? state.last;
  if (!whole) return;
  const wholes = candidates.length > 0 ? candidates : [whole, ...antecedents(state.counted, whole.figure.measure)];
  state.whole = whole;
  state.accepted = undefined;
  state.partsForeign = state.foreignSubject;
  state.parts = partsOf(
    whole,
    wholes.map(({ figure }) => figure),
    allOfIt,
  );
  if (!whole.quantity) {
    state.topicUnknown = true;
    state.frame = undefined;
  }
}

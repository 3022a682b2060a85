import type { ComparedFigure, Comparison } from "../core/comparison.ts";
import type { Correction } from "../core/report.ts";
import { figureWords } from "../core/text/money.ts";
import { dateInWords } from "./report.ts";

/** What is said of a correction beside what it changes; days as YYYY-MM-DD. */
export type CorrectionAbout = Pick<Correction, "versions" | "published" | "reason" | "by" | "links">;

/** The published report (a) and the one that corrects it (b), as a notice lists what differs: cells as on the form, texts by sentence. */
export function buildCorrection(
  { cells, lone, texts }: Pick<Comparison, "cells" | "lone" | "texts">,
  about: CorrectionAbout,
): Correction {
  const changed = cells.filter(({ same }) => !same);
  const print = ({ text = "" }: ComparedFigure): string => text;
  return {
    ...about,
    published: { before: dateInWords(about.published.before), after: dateInWords(about.published.after) },
    cells: [
      ...changed.map(({ section, name, a, b, change, measure }) => ({
        ...{ section, label: withoutFirst(name.zh), before: print(a), after: print(b) },
        change: change === undefined ? "" : `${change > 0 ? "+" : ""}${figureWords(change, measure)}`,
      })),
      ...lone.map(({ side, section, name, figure }) => ({
        ...{ section, label: withoutFirst(name.zh), change: "" },
        ...(side === "a" ? { before: print(figure), after: "" } : { before: "", after: print(figure) }),
      })),
    ],
    texts: texts
      .filter(({ same }) => !same)
      .map(({ heading, pieces }) => ({
        heading,
        before: pieces.flatMap((piece) => (piece.in === "a" ? piece.text : [])),
        after: pieces.flatMap((piece) => (piece.in === "b" ? piece.text : [])),
      })),
  };
}

/** The section stands in a column of its own. */
function withoutFirst(words: string): string {
  const [first = "", ...others] = words.split(" · ");
  return others.length > 0 ? others.join(" · ") : first;
}

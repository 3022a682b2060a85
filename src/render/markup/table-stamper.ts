import type { FigureTree } from "../../core/figures.ts";
import { printNumber } from "../../core/figures.ts";
import type { Layout } from "../../core/form/laid-table.ts";
import { once } from "../../core/once.ts";
import type { ReportModel } from "../../core/report.ts";

/** A piece of a table: fixed text, or the path of a figure. */
export type TablePiece = string | { readonly path: string };

/** Fixed text and the figures between it, ready to be joined: pieces[0] figure[0] pieces[1] … */
interface Prepared {
  readonly fixed: readonly string[];
  readonly figures: readonly { readonly path: string; readonly parts: readonly string[] }[];
}

/** The figures of a report, and what is remarked on them. */
export type PrintedFigures = Pick<ReportModel, "figures" | "remarks">;

/** Puts a table's figures between its fixed text, which is made once for every layout. */
export function tableStamper<L extends Layout>(
  pieces: (layout: L) => readonly TablePiece[],
  escapeText: (text: string) => string,
): (layout: L, report: PrintedFigures) => string {
  const preparedOf = once((layout: L) => prepare(pieces(layout)));
  return (layout, { figures: tree, remarks }) => {
    const table = preparedOf(layout);
    let text = table.fixed[0] ?? "";
    for (const [i, { path, parts }] of table.figures.entries()) {
      const remark = remarks?.get(path);
      text += figureText(tree, parts, escapeText) + (remark ? escapeText(remark) : "") + (table.fixed[i + 1] ?? "");
    }
    return text;
  };
}

function prepare(pieces: readonly TablePiece[]): Prepared {
  const fixed = [""];
  const figures: Prepared["figures"][number][] = [];
  for (const piece of pieces) {
    if (typeof piece === "string") fixed[fixed.length - 1] += piece;
    else {
      figures.push({ path: piece.path, parts: piece.path.split(".") });
      fixed.push("");
    }
  }
  return { fixed, figures };
}

/** The digits; the clerk's own words for an approximate figure; nothing where a draft has a blank. */
function figureText(tree: FigureTree, parts: readonly string[], escapeText: (text: string) => string): string {
  let found: FigureTree | number | string | undefined = tree;
  for (const part of parts) {
    if (typeof found !== "object") return "";
    found = found[part];
  }
  return typeof found === "number" ? printNumber(found) : typeof found === "string" ? escapeText(found) : "";
}

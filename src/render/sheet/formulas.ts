import { printNumber } from "../../core/figures.ts";
import { quoteXml, xmlText } from "../office/escape.ts";

/** What a formula adds up, as plain data: the inputs are figures of the report, numbers, and other formulas. */
export type FormulaSum =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text" }
  | { readonly kind: "figure"; readonly path: readonly string[] }
  | { readonly kind: "formula"; readonly index: number }
  /** What another sheet has in a cell, text or number, and nothing where it has nothing. */
  | { readonly kind: "copy"; readonly of: FormulaSum }
  | { readonly kind: "sum"; readonly items: readonly FormulaSum[] }
  | { readonly kind: "plus" | "minus"; readonly left: FormulaSum; readonly right: FormulaSum };

/** A formula of a sheet: what is written, and what its value is made from. */
export interface Formula {
  readonly text: string;
  readonly sum: FormulaSum;
}

/** As Excel counts: an empty cell is 0, SUM passes over texts, any other sum with a text is an error. */
function evaluate(sum: FormulaSum, formulas: readonly Formula[], view: unknown): number | "error" {
  const value = resultOf(sum, formulas, view);
  if (value === undefined) return 0;
  return typeof value === "number" ? Number(value.toPrecision(15)) : "error";
}

function resultOf(sum: FormulaSum, formulas: readonly Formula[], view: unknown): number | "text" | "error" | undefined {
  switch (sum.kind) {
    case "number":
      return sum.value;
    case "text":
      return "text";
    case "figure":
      return figure(view, sum.path);
    case "formula": {
      const formula = formulas[sum.index];
      return formula && evaluate(formula.sum, formulas, view);
    }
    case "copy":
      return resultOf(sum.of, formulas, view);
    case "sum": {
      let total = 0;
      for (const item of sum.items) {
        const value = resultOf(item, formulas, view);
        if (value === "error") return "error";
        if (typeof value === "number") total += value;
      }
      return total;
    }
    default: {
      const left = resultOf(sum.left, formulas, view) ?? 0;
      const right = resultOf(sum.right, formulas, view) ?? 0;
      if (typeof left !== "number" || typeof right !== "number") return "error";
      return sum.kind === "plus" ? left + right : left - right;
    }
  }
}

function lookUp(view: unknown, path: readonly string[]): unknown {
  let at = view;
  for (const part of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[part];
  }
  return at;
}

function figure(view: unknown, path: readonly string[]): number | "text" | undefined {
  const at = lookUp(view, path);
  return typeof at === "number" ? at : typeof at === "string" && at !== "" ? "text" : undefined;
}

/** The rest of a cell that holds the formula, behind its address and style. */
export function formulaCell(formula: Formula, formulas: readonly Formula[], view: unknown): string {
  const text = quoteXml(formula.text);
  if (formula.sum.kind === "copy" && formula.sum.of.kind === "figure") {
    const copied = lookUp(view, formula.sum.of.path);
    if (typeof copied !== "number") return ` t="str"><f>${text}</f><v>${xmlText(copied)}</v></c>`;
  }
  const value = evaluate(formula.sum, formulas, view);
  return value === "error"
    ? ` t="e"><f>${text}</f><v>#VALUE!</v></c>`
    : `><f>${text}</f><v>${printNumber(value)}</v></c>`;
}

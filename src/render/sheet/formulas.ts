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

/** A formula with its text as XML has it. */
export type QuotedFormula = Formula & { readonly xml: string };

export function quoted(formula: Formula): QuotedFormula {
  return { ...formula, xml: quoteXml(formula.text) };
}

type Result = number | "text" | "error" | undefined;
/** By the numbers of the formulas. */
export type FormulaResults = (number | "error" | undefined)[];

/** The formulas of a part beside the report they are computed for. */
interface Computing {
  readonly view: unknown;
  readonly formulas: readonly QuotedFormula[];
  readonly results: FormulaResults;
}

/** As Excel counts: an empty cell is 0, SUM passes over texts, any other sum with a text is an error. */
function evaluate(index: number, computing: Computing): number | "error" | undefined {
  const formula = computing.formulas[index];
  const known = computing.results[index];
  if (known !== undefined || !formula) return known;
  const value = resultOf(formula.sum, computing);
  const result = value === undefined ? 0 : typeof value === "number" ? rounded(value) : "error";
  computing.results[index] = result;
  return result;
}

/** To the fifteen digits that a workbook keeps. */
function rounded(value: number): number {
  return Number.isSafeInteger(value) && Math.abs(value) < 1e15 ? value : Number(value.toPrecision(15));
}

function resultOf(sum: FormulaSum, computing: Computing): Result {
  switch (sum.kind) {
    case "number":
      return sum.value;
    case "text":
      return "text";
    case "figure":
      return figure(computing.view, sum.path);
    case "formula":
      return evaluate(sum.index, computing);
    case "copy":
      return resultOf(sum.of, computing);
    case "sum": {
      let total = 0;
      for (const item of sum.items) {
        const value = resultOf(item, computing);
        if (value === "error") return "error";
        if (typeof value === "number") total += value;
      }
      return total;
    }
    default: {
      const left = resultOf(sum.left, computing) ?? 0;
      const right = resultOf(sum.right, computing) ?? 0;
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

/** The rest of a cell that holds a formula, given by its number, behind its address and style. */
export function formulaCell(index: number, computing: Computing): string {
  const formula = computing.formulas[index];
  if (!formula) return "/>";
  const { sum, xml } = formula;
  if (sum.kind === "copy" && sum.of.kind === "figure") {
    const copied = lookUp(computing.view, sum.of.path);
    if (typeof copied !== "number") return ` t="str"><f>${xml}</f><v>${xmlText(copied)}</v></c>`;
  }
  const value = evaluate(index, computing);
  return typeof value === "number"
    ? `><f>${xml}</f><v>${printNumber(value)}</v></c>`
    : ` t="e"><f>${xml}</f><v>#VALUE!</v></c>`;
}

import { type Area, columnLetters, parseAddress, parseArea } from "./addresses.ts";

/** A formula as read: only sums and differences of cells and numbers, which is all that the form's totals need. */
export type ParsedFormula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "cells"; readonly area: Area }
  | { readonly kind: "sum"; readonly items: readonly ParsedFormula[] }
  | { readonly kind: "plus" | "minus"; readonly left: ParsedFormula; readonly right: ParsedFormula };

const token = /\s*(\d+(?:\.\d+)?|\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?|SUM|[-+(),])/iy;
const most = 2_000;

/** Reads a formula, or gives undefined where it is of another kind. */
export function parseFormula(text: string): ParsedFormula | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  let at = 0;
  const peek = () => tokens[at]?.toUpperCase();
  const eat = (expected: string): boolean => {
    if (peek() !== expected) return false;
    at++;
    return true;
  };

  const operand = (inSum: boolean): ParsedFormula | undefined => {
    if (eat("-")) {
      const right = operand(inSum);
      return right && { kind: "minus", left: { kind: "number", value: 0 }, right };
    }
    if (eat("+")) return operand(inSum);
    if (eat("(")) {
      const inner = total(false);
      return inner && eat(")") ? inner : undefined;
    }
    if (eat("SUM")) return sum();
    const next = tokens[at++];
    if (next === undefined) return undefined;
    if (/^\d/.test(next)) return { kind: "number", value: Number(next) };
    const area = parseArea(next);
    return area && (inSum || !next.includes(":")) ? { kind: "cells", area } : undefined;
  };
  const total = (inSum: boolean): ParsedFormula | undefined => {
    let left = operand(inSum);
    for (;;) {
      const plus = peek() === "+";
      if (!left || (!plus && peek() !== "-")) return left;
      at++;
      const right = operand(false);
      left = right && { kind: plus ? "plus" : "minus", left, right };
    }
  };
  const sum = (): ParsedFormula | undefined => {
    if (!eat("(")) return undefined;
    const items: ParsedFormula[] = [];
    do {
      const item = total(true);
      if (!item) return undefined;
      items.push(item);
    } while (eat(","));
    return eat(")") ? { kind: "sum", items } : undefined;
  };

  const formula = total(false);
  return at === tokens.length ? formula : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const trimmed = text.trim();
  while (token.lastIndex < trimmed.length) {
    const [, found] = token.exec(trimmed) ?? [];
    if (found === undefined || tokens.length >= most) return undefined;
    tokens.push(found);
  }
  return tokens;
}

/** The same formula some rows down and columns to the right: what Excel leaves out of a shared formula's other cells. */
export function shiftFormula(text: string, rows: number, columns: number): string | undefined {
  if (!parseFormula(text)) return undefined;
  let lost = false;
  const shifted = text.replace(
    /(\$?)([A-Za-z]{1,3})(\$?)(\d+)/g,
    (_, fixColumn: string, letters: string, fixRow: string, digits: string) => {
      const from = parseAddress(letters + digits);
      const column = (from?.column ?? 0) + (fixColumn ? 0 : columns);
      const row = (from?.row ?? 0) + (fixRow ? 0 : rows);
      if (row < 1 || column < 1) lost = true;
      return `${fixColumn}${columnLetters(column)}${fixRow}${row}`;
    },
  );
  return lost ? undefined : shifted;
}

/** Every cell or area that some formula of any kind names, as far as it can be seen without understanding it. */
export function areasNamed(text: string): readonly Area[] {
  const found = text.replace(/"[^"]*"/g, "").match(/\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?/g) ?? [];
  return found.flatMap((name) => parseArea(name) ?? []);
}

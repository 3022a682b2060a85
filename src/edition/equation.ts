import type { Relation, RelationTerm, Stock, StockTerm } from "../core/form/form-rules.ts";

/** The two sides of "received + broughtForward = outcomes.total + carriedForward", as row paths. */
export interface Equation {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Reads an equation of sums; undefined when it is not one. */
export function parseEquation(text: string): Equation | undefined {
  const sides = text.split("=").map((side) => side.split("+").map((term) => term.trim()));
  const [left, right] = sides;
  if (sides.length !== 2 || !left || !right) return undefined;
  const named = [...left, ...right].every((term) => /^[A-Za-z][A-Za-z0-9.]*$/.test(term));
  return named ? { left, right } : undefined;
}

/** Reads "inForce = last.inForce + issued - repealed", an equation over two years; undefined when it is not one. */
export function parseStock(text: string): Pick<Stock, "column" | "terms"> | undefined {
  const [, column, right] = /^\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(\S.*)$/.exec(text) ?? [];
  if (column === undefined || right === undefined) return undefined;
  const terms: StockTerm[] = [];
  const term = /\s*([+-]?)\s*(last\.)?([A-Za-z][A-Za-z0-9]*)\s*/y;
  while (term.lastIndex < right.length) {
    const [, sign = "", last, name = ""] = term.exec(right) ?? [];
    if (name === "" || (sign === "") !== (terms.length === 0)) return undefined;
    terms.push({ column: name, last: last !== undefined, sign: sign === "-" ? -1 : 1 });
  }
  return { column, terms };
}

/** Reads "received = inPerson + fax" or "lastYear + change >= 0"; undefined when it is neither. */
export function parseRelation(text: string): Pick<Relation, "left" | "sign" | "right" | "bound"> | undefined {
  const [, first = "", sign = "", second = ""] = /^([^<>=]+)(=|<=|>=)([^<>=]+)$/.exec(text) ?? [];
  const number = /^\s*\d+\s*$/.test(second);
  const left = parseTerms(first);
  const right = number ? [] : parseTerms(second);
  if (!left || !right) return undefined;
  return { left, sign: sign as Relation["sign"], right, bound: number ? Number(second) : 0 };
}

function parseTerms(side: string): readonly RelationTerm[] | undefined {
  const terms: RelationTerm[] = [];
  const term = /\s*([+-]?)\s*([A-Za-z][A-Za-z0-9.]*)\s*/y;
  while (term.lastIndex < side.length) {
    const [, sign = "", path = ""] = term.exec(side) ?? [];
    if (path === "" || (sign === "" && terms.length > 0)) return undefined;
    terms.push({ path, sign: sign === "-" ? -1 : 1 });
  }
  return terms.length === 0 ? undefined : terms;
}

import type { PageBlock } from "../../core/report.ts";
import type { CallExpr, Expr, NameExpr } from "../steps.ts";
import type { Evaluator, Surroundings, ValueScope } from "./evaluate.ts";

/** How a format prints what a template names. */
export interface Printing {
  /** A value as text of the format; nothing for what was not given. */
  escape(value: unknown): string;
  /** A table, by its id or as a section holds it. */
  table(table: unknown): string;
  /** What stands in the place of a paragraph; nothing where there is none. */
  block(block: PageBlock): string;
}

/** The view of a report, for a template that is interpreted. */
export function reportValues(view: unknown, printing: Printing): ValueScope {
  return {
    root: view,
    value: lookUp,
    items: (list, around) => itemsOf(lookUp(list, around)),
    words: (expr: Expr, values: Evaluator) => {
      if (isTable(expr)) return printing.table(values.value(expr.args[0] ?? expr, []));
      const value = values.value(expr, []);
      if (expr.kind !== "name" || expr.type.kind !== "block") return printing.escape(value);
      return value === undefined ? "" : printing.block(value as PageBlock);
    },
  };
}

function isTable(expr: Expr): expr is CallExpr {
  return expr.kind === "call" && expr.helper === "table";
}

function lookUp({ up, parts }: NameExpr, { frames }: Surroundings): unknown {
  let at = frames[frames.length - 1 - up];
  for (const part of parts) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[part];
  }
  return at;
}

function itemsOf(list: unknown): readonly { readonly value: unknown; readonly key: string | number }[] {
  if (Array.isArray(list)) return list.map((value: unknown, key) => ({ value, key }));
  return Object.entries(Object(list)).map(([key, value]) => ({ key, value }));
}

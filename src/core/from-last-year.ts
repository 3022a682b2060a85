import type { Edition } from "./form/edition.ts";
import { join } from "./form/keys.ts";
import type { Subject } from "./rule.ts";

/** A stock as it follows from last year's: `base`, with this year's cells added to it or taken away. */
interface StockBase {
  /** Last year's stock, in the measure of the cell. */
  readonly base: number;
  readonly terms: readonly { readonly path: string; readonly sign: 1 | -1 }[];
}

/** What last year's report says of this year's, by this year's paths. What the two forms do not share is not there. */
export interface FromLastYear {
  /** 上年结转, in 件: last year's 结转下年度, column by column. */
  readonly carried: ReadonlyMap<string, number>;
  /** 现行有效, in 件. */
  readonly stocks: ReadonlyMap<string, StockBase>;
}

/** The carries and stocks of a form (`carries`, `stocks` of the edition) with last year's figures in them; a blank of last year's is left out. */
export function fromLastYear(edition: Edition, last: Pick<Subject, "edition" | "figures">): FromLastYear {
  const known = (path: string) => (last.edition.cellAt.has(path) ? last.figures.value(path) : undefined);
  const carried = new Map<string, number>();
  for (const { table, row, last: lastRow } of edition.carries) {
    for (const spec of edition.cells) {
      if (spec.table !== table || spec.row !== row || spec.terms) continue;
      const value = known(join(join(table, lastRow), spec.column));
      if (value !== undefined) carried.set(spec.path, value);
    }
  }
  const stocks = new Map<string, StockBase>();
  for (const { rows, column, terms } of edition.stocks) {
    for (const row of rows) {
      const before = terms
        .filter((term) => term.last)
        .map((term) => [term.sign, known(join(row, term.column))] as const);
      const own = terms.filter((term) => !term.last).map((term) => ({ path: join(row, term.column), sign: term.sign }));
      if (before.some(([, value]) => value === undefined) || own.some(({ path }) => !edition.cellAt.has(path)))
        continue;
      const base = before.reduce((sum, [sign, value]) => sum + sign * (value ?? 0), 0);
      stocks.set(join(row, column), { base, terms: own });
    }
  }
  return { carried, stocks };
}

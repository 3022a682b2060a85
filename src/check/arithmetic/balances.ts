import { join } from "../../core/form/keys.ts";
import type { CheckInput } from "../../core/rule.ts";
import { inputColumns } from "../cells.ts";

/** An equation over the cells as they are written: their weighted sum is 0 when it holds. */
export interface Balance {
  readonly weights: ReadonlyMap<string, number>;
  /** By how much it does not hold. */
  readonly rest: number;
  /** Whether a repair has to mend it; last year's carry must only not be broken by one. */
  readonly mend: boolean;
}

/** Every equation of a table that can be evaluated: those printed on the form, the written totals, last year's carry. */
export function balancesOf(input: CheckInput, table: string): readonly Balance[] {
  return [...printed(input, table), ...totals(input, table), ...carried(input, table)].flatMap((balance) =>
    balance ? [balance] : [],
  );
}

type Weights = Map<string, number>;

function* printed(input: CheckInput, table: string): Iterable<Balance | undefined> {
  for (const identity of input.edition.identities) {
    if (identity.table !== table) continue;
    for (const { path } of inputColumns(input.edition, table, identity.left[0] ?? "")) {
      const weights: Weights = new Map();
      for (const row of identity.left) add(input, weights, join(join(table, row), path), 1);
      for (const row of identity.right) add(input, weights, join(join(table, row), path), -1);
      yield balance(input, weights, 0, true);
    }
  }
}

function* totals(input: CheckInput, table: string): Iterable<Balance | undefined> {
  for (const { path, terms, table: own } of input.edition.cells) {
    if (own !== table || !terms || input.tally.cells.get(path)?.value === undefined) continue;
    const weights: Weights = new Map([[path, 1]]);
    for (const term of terms) add(input, weights, term, -1);
    yield balance(input, weights, 0, true);
  }
}

function* carried(input: CheckInput, table: string): Iterable<Balance | undefined> {
  for (const { table: own, row, last } of input.edition.carries) {
    if (own !== table || !input.previous) continue;
    for (const { path } of inputColumns(input.edition, table, row)) {
      const before = input.previous.figures.value(join(join(table, last), path));
      if (before === undefined) continue;
      yield balance(input, new Map([[join(join(table, row), path), 1]]), -before, false);
    }
  }
}

/** A computed total weighs as the cells it adds up. */
function add(input: CheckInput, weights: Weights, path: string, weight: number): void {
  const terms = input.edition.cellAt.get(path)?.terms;
  if (terms) for (const term of terms) add(input, weights, term, weight);
  else weights.set(path, (weights.get(path) ?? 0) + weight);
}

/** Undefined when a cell is blank: nothing follows from it. */
function balance({ tally }: CheckInput, weights: Weights, constant: number, mend: boolean): Balance | undefined {
  let rest = constant;
  for (const [path, weight] of weights) {
    const value = tally.cells.get(path)?.value;
    if (value === undefined) return undefined;
    rest += weight * value;
  }
  return { weights, rest, mend };
}

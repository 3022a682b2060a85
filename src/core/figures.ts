import type { Edition } from "./edition.ts";
import { findKey, type KeyNode } from "./keys.ts";
import type { Cell, Tally } from "./tally.ts";

/** The figures of one tally with every total computed; what texts, templates and checks read. */
export interface Figures {
  /** The value of a cell; a row's or group's own total where it has one, else the sum of its rows. Undefined where blank or unknown. */
  value(path: string): number | undefined;
  /** As it is printed: the digits, or the clerk's own 33万余. */
  print(path: string): string | undefined;
  /** Whether the figure was only given approximately. */
  approximate(path: string): boolean;
  /** Written down by the unit, be it as 0. */
  written(path: string): boolean;
  /** The same cells as nested plain objects without prototypes, for templates. Approximate figures are texts. */
  readonly tree: FigureTree;
}

export interface FigureTree {
  readonly [id: string]: number | string | FigureTree;
}

type Branch = { [id: string]: number | string | Branch };

export function computeFigures(tally: Tally, edition: Edition): Figures {
  const values = new Map<string, number>();
  for (const spec of edition.cells) {
    if (spec.terms) continue;
    const value = tally.cells.get(spec.path)?.value;
    if (value !== undefined) values.set(spec.path, value);
  }
  // Row totals come before the totals that add them up: a column of totals stands last in its row.
  for (const spec of edition.cells) {
    if (!spec.terms) continue;
    const sum = addUp(spec.terms, values, edition);
    if (sum !== undefined) values.set(spec.path, sum);
  }
  for (const [path, cell] of tally.cells) {
    if (cell.value !== undefined && !edition.cellAt.has(path)) values.set(path, cell.value);
  }
  const value = (path: string): number | undefined => values.get(path) ?? groupValue(path, values, edition.keys);
  return {
    value,
    print: (path) => tally.cells.get(path)?.text ?? number(value(path)),
    approximate: (path) => tally.cells.get(path)?.approximate === true,
    written: (path) => tally.cells.has(path) && !tally.cells.get(path)?.omitted,
    tree: asTree(values, tally.cells),
  };
}

/** A sum that meets a blank is blank: a blank is not zero. */
function addUp(terms: readonly string[], values: Map<string, number>, edition: Edition): number | undefined {
  let sum = 0;
  for (const term of terms) {
    let value = values.get(term);
    if (value === undefined) {
      const spec = edition.cellAt.get(term);
      value = spec?.terms ? addUp(spec.terms, values, edition) : undefined;
    }
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

function groupValue(path: string, values: ReadonlyMap<string, number>, keys: KeyNode): number | undefined {
  const node = findKey(keys, path.split("."));
  if (!node || node.kind === "cell" || node.activity) return undefined;
  const total = node.children.find((child) => child.total);
  if (total) return values.get(total.path) ?? groupValue(total.path, values, keys);
  if (node.kind === "row" && node.children.every((child) => child.kind === "cell")) return undefined;
  let sum = 0;
  for (const child of node.children) {
    const value = values.get(child.path) ?? groupValue(child.path, values, keys);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

function number(value: number | undefined): string | undefined {
  return value === undefined ? undefined : printNumber(value);
}

/** Plain digits without separators; never an exponent. */
export function printNumber(value: number): string {
  const plain = String(value);
  return plain.includes("e") ? value.toFixed(10).replace(/\.?0+$/, "") : plain;
}

function asTree(values: ReadonlyMap<string, number>, cells: ReadonlyMap<string, Cell>): FigureTree {
  const root: Branch = Object.create(null);
  for (const [path, value] of values) {
    const parts = path.split(".");
    const last = parts.pop();
    if (last === undefined) continue;
    let branch = root;
    for (const part of parts) {
      const next = branch[part];
      if (typeof next === "object") branch = next;
      else {
        const fresh: Branch = Object.create(null);
        branch[part] = fresh;
        branch = fresh;
      }
    }
    branch[last] = cells.get(path)?.text ?? value;
  }
  return root;
}

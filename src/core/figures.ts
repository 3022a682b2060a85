import type { Edition } from "./form/edition.ts";
import { findKey, type KeyNode } from "./form/keys.ts";
import type { CellSpec } from "./form/table.ts";
import { once } from "./once.ts";
import type { Cell, Tally } from "./tally.ts";
import { ExactSum } from "./text/exact.ts";

/** The figures of one tally with every total computed; what texts, templates and checks read. */
export interface Figures {
  /** The value of a cell; a row's or group's own total where it has one, else the sum of its rows. Undefined where blank or unknown. */
  value(path: string): number | undefined;
  /** As it is printed: the digits, or the clerk's own 33万余. */
  print(path: string): string | undefined;
  /** Whether the figure was only given approximately. */
  approximate(path: string): boolean;
  /** The same cells as nested plain objects without prototypes, for templates. Approximate figures are texts. */
  readonly tree: FigureTree;
}

export interface FigureTree {
  readonly [id: string]: number | string | FigureTree;
}

type Branch = { [id: string]: number | string | Branch };

export function computeFigures(tally: Pick<Tally, "cells">, edition: Edition): Figures {
  const { cells } = tally;
  const plan = planOf(edition);
  const values = new Map<string, number>();
  for (const path of plan.inputs) {
    const value = cells.get(path)?.value;
    if (value !== undefined) values.set(path, value);
  }
  for (const { path, terms } of plan.totals) {
    const sum = addUp(terms, values);
    if (sum !== undefined) values.set(path, sum);
  }
  for (const [path, cell] of cells) {
    if (cell.value !== undefined && !edition.cellAt.has(path)) values.set(path, cell.value);
  }
  const groups = new Map<string, number | undefined>();
  const value = (path: string): number | undefined => {
    const known = values.get(path);
    if (known !== undefined) return known;
    if (!groups.has(path)) groups.set(path, groupValue(path, values, edition.keys));
    return groups.get(path);
  };
  let tree: FigureTree | undefined;
  return {
    value,
    print: (path) => cells.get(path)?.text ?? number(value(path)),
    approximate: (path) => cells.get(path)?.approximate === true,
    get tree() {
      tree ??= asTree(values, cells, plan);
      return tree;
    },
  };
}

/** What is the same for every tally of an edition, worked out once. */
interface Plan {
  readonly inputs: readonly string[];
  /** In an order in which each total comes after what it adds up. */
  readonly totals: readonly Required<Pick<CellSpec, "path" | "terms">>[];
  /** The steps of every path, to build the tree with. */
  readonly steps: Map<string, readonly string[]>;
}

const planOf = once((edition: Edition): Plan => {
  const inputs = edition.cells.filter(({ terms }) => !terms).map(({ path }) => path);
  return { inputs, totals: inOrder(edition.cells), steps: new Map<string, readonly string[]>() };
});

function inOrder(cells: readonly CellSpec[]): Plan["totals"] {
  const ready = new Set(cells.filter(({ terms }) => !terms).map(({ path }) => path));
  const ordered: Plan["totals"][number][] = [];
  let waiting = cells.flatMap(({ path, terms }) => (terms ? [{ path, terms }] : []));
  while (waiting.length > 0) {
    const next = waiting.filter(({ terms }) => terms.every((term) => ready.has(term)));
    if (next.length === 0) throw new Error(`totals that add each other up: ${waiting[0]?.path}`);
    for (const total of next) ready.add(total.path);
    ordered.push(...next);
    waiting = waiting.filter(({ path }) => !ready.has(path));
  }
  return ordered;
}

/** A sum that meets a blank is blank: a blank is not zero. */
function addUp(terms: readonly string[], values: ReadonlyMap<string, number>): number | undefined {
  const sum = new ExactSum();
  for (const term of terms) {
    const value = values.get(term);
    if (value === undefined) return undefined;
    sum.add(value);
  }
  return sum.nearest;
}

function groupValue(path: string, values: ReadonlyMap<string, number>, keys: KeyNode): number | undefined {
  const node = findKey(keys, path.split("."));
  if (!node || node.kind === "cell" || node.activity) return undefined;
  const total = node.children.find((child) => child.total || child.own);
  if (total) return values.get(total.path) ?? groupValue(total.path, values, keys);
  if (node.kind === "row" && node.children.every((child) => child.kind === "cell")) return undefined;
  const sum = new ExactSum();
  for (const child of node.children) {
    const value = values.get(child.path) ?? groupValue(child.path, values, keys);
    if (value === undefined) return undefined;
    sum.add(value);
  }
  return sum.nearest;
}

function number(value: number | undefined): string | undefined {
  return value === undefined ? undefined : printNumber(value);
}

/** Plain digits without separators; never an exponent. */
export function printNumber(value: number): string {
  const plain = String(value);
  return plain.includes("e") ? value.toFixed(10).replace(/\.?0+$/, "") : plain;
}

function asTree(values: ReadonlyMap<string, number>, cells: ReadonlyMap<string, Cell>, { steps }: Plan): FigureTree {
  const root: Branch = Object.create(null);
  for (const [path, value] of values) {
    const parts = stepsOf(path, steps);
    const last = parts.length - 1;
    let branch = root;
    for (let i = 0; i < last; i++) {
      const part = parts[i] ?? "";
      const next = branch[part];
      if (typeof next === "object") branch = next;
      else {
        const fresh: Branch = Object.create(null);
        branch[part] = fresh;
        branch = fresh;
      }
    }
    branch[parts[last] ?? ""] = cells.get(path)?.text ?? value;
  }
  return root;
}

/** Names of a clerk's own are not kept: there is no end to them. */
function stepsOf(path: string, steps: Map<string, readonly string[]>): readonly string[] {
  const known = steps.get(path);
  if (known) return known;
  const fresh = path.split(".");
  if (steps.size < 2_000) steps.set(path, fresh);
  return fresh;
}

import { printNumber } from "../core/figures.ts";
import type { KeyNode } from "../core/form/keys.ts";
import type { Transition } from "../core/form/moves.ts";
import type { Cell, Tally } from "../core/tally.ts";
import { cellKeys } from "../edition/names.ts";

/**
 * How a row or a group of the new form fares: it `stays` as it was written; all of it is `given` but stands elsewhere or
 * otherwise; `some` of it is; all is `blank`; or it has `nothing` to fill in.
 */
type CarryState = "stays" | "given" | "some" | "blank" | "nothing";

/** The figures of an old tally in the cells of the new form. */
export interface CarriedFigures {
  readonly blank: readonly string[];
  state(node: KeyNode): CarryState;
  /** The node as lines of a tally, blank where nobody knows; totals are left to be computed. */
  lines(node: KeyNode, indent: string): readonly string[];
}

/** A row of so many columns is laid open where it is blank; a longer one is left to the clerk. */
const fewColumns = 5;

export function carryOver(tally: Tally, way: Transition, keys: "zh" | "en"): CarriedFigures {
  const inputs = way.newer.cells.filter(({ terms }) => !terms).map(({ path }) => path);
  const values = new Map(inputs.map((path) => [path, carriedCell(tally, way, path)] as const));
  const states = new Map<string, CarryState>();
  const state = (node: KeyNode): CarryState => {
    const known = states.get(node.path) ?? stateOf(node, way, inputs, values);
    states.set(node.path, known);
    return known;
  };
  const optional = new Set(way.newer.tables.filter((table) => table.optional).map(({ id }) => id));
  return {
    blank: inputs.filter((path) => !values.get(path) && !optional.has(path.split(".")[0] ?? "")),
    state,
    lines: (node, indent) => linesOf(node, indent, { keys, values, state, written: new Set() }),
  };
}

/** Only a figure that says the same, or nothing in a row that is several now: parts of 0 are 0. */
function carriedCell(tally: Tally, { byNewer }: Transition, path: string): Cell | undefined {
  const pair = byNewer.get(path);
  const cell = pair && tally.cells.get(pair.older);
  if (!pair || cell?.value === undefined) return undefined;
  if (pair.kind === "same" || pair.kind === "renamed") return cell;
  return pair.kind === "split" && cell.value === 0 && !cell.remark ? cell : undefined;
}

function stateOf(
  node: KeyNode,
  { byNewer }: Transition,
  inputs: readonly string[],
  values: ReadonlyMap<string, Cell | undefined>,
): CarryState {
  const own = inputs.filter((path) => path === node.path || path.startsWith(`${node.path}.`));
  if (own.length === 0) return "nothing";
  const given = own.filter((path) => values.get(path));
  if (given.length === 0) return "blank";
  if (given.length < own.length) return "some";
  return own.every((path) => byNewer.get(path)?.older === path) ? "stays" : "given";
}

interface Writer {
  readonly keys: "zh" | "en";
  readonly values: ReadonlyMap<string, Cell | undefined>;
  state(node: KeyNode): CarryState;
  /** Tables whose columns have been named: once is enough. */
  readonly written: Set<string>;
}

function linesOf(node: KeyNode, indent: string, writer: Writer): readonly string[] {
  const { keys, values, state } = writer;
  const key = `${indent}${keys === "zh" ? node.name : node.id}:`;
  const remark = node.label === (keys === "zh" ? node.name : node.id) ? "" : `  # ${node.label}`;
  const children = node.children.filter(({ total }) => !total);
  if (node.kind === "cell") {
    const cell = values.get(node.path);
    return [`${key}${cell ? ` ${figure(cell, keys)}` : ""}${remark}`];
  }
  const all = state(node) === "stays" || state(node) === "given";
  if (all && isZero(node, values)) return [`${key} 0${remark}`];
  const columns = node.kind === "row" && children.every(({ kind }) => kind === "cell");
  if (columns && !all && children.length > fewColumns && state(node) === "blank") {
    const [table = ""] = node.path.split(".");
    if (writer.written.has(table)) return [`${key}${remark}`];
    writer.written.add(table);
    const names = children.map((child) => (keys === "zh" ? child.name : child.id)).join("、");
    return [`${key}${remark === "" ? "  #" : `${remark}；`}各栏：${names}；没有的写 0`];
  }
  // An omitted column counts as 0.
  const written = columns ? children.filter((child) => !isPlainZero(values.get(child.path))) : children;
  if (columns && all) {
    const figures = written.map((child) => linesOf(child, "", writer)[0]?.replace(/ {2}#.*$/, "") ?? "");
    return [`${key} { ${figures.join(", ")} }${remark}`];
  }
  return [`${key}${remark}`, ...written.flatMap((child) => linesOf(child, `${indent}  `, writer))];
}

function isZero(node: KeyNode, values: ReadonlyMap<string, Cell | undefined>): boolean {
  return [...values].every(
    ([path, cell]) => !(path === node.path || path.startsWith(`${node.path}.`)) || isPlainZero(cell),
  );
}

/** A 0 without a word on it. */
function isPlainZero(cell: Cell | undefined): boolean {
  return cell?.value === 0 && !cell.remark;
}

function figure(cell: Cell, keys: "zh" | "en"): string {
  const value = cell.text ?? printNumber(cell.value ?? 0);
  if (!cell.remark) return value;
  const [figureKey, remarkKey] = [cellKeys.value, cellKeys.remark].map(({ id, name }) => (keys === "zh" ? name : id));
  return `{ ${figureKey}: ${value}, ${remarkKey}: ${JSON.stringify(cell.remark.text)} }`;
}

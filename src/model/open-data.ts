import { printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey, type KeyNode } from "../core/form/keys.ts";
import type { Measure, Table } from "../core/form/table.ts";
import { kindNames, measureWords, pathWords, scopeNames } from "../core/form/words.ts";
import { type FigureState, figureStateNames, measureWordsEn } from "../core/open-data.ts";
import type { Subject } from "../core/rule.ts";
import type { Cell, Tally } from "../core/tally.ts";

/** Words in data: those of the form, or ids. */
export type DataKeys = "zh" | "en";

/** One figure of one unit, as data. */
export interface FigureRecord {
  readonly path: string;
  readonly value: number | undefined;
  readonly state: FigureState;
  readonly written?: string;
  readonly remark?: string;
}

/** The values of a row, by the ids of its columns. What is not known is empty. */
export type DataRow = Readonly<Record<string, string | number>>;

/** Whose figures they are, as each of their rows says. */
export function unitValues({ unit, scope, year, edition }: Tally, keys: DataKeys): DataRow {
  const { name, kind, code = "", within = "" } = unit;
  const words = keys === "zh" ? { kind: kindNames[kind], scope: scopeNames[scope] } : { kind, scope };
  return { unit: name, code, ...words, within, year, edition };
}

/**
 * Every figure of a tally in the order of its form, totals too, then the activity figures that are there. Of an optional table
 * that a unit has left out there are none.
 */
export function* figureRecords({ tally, edition, figures }: Subject): Generator<FigureRecord> {
  const { cells } = tally;
  const present = tablesIn(tally, edition);
  for (const { path, table, terms } of edition.cells) {
    if (!present.has(table)) continue;
    const cell = cells.get(path);
    if (cell || !terms) yield recordOf(path, cell);
    else {
      const value = figures.value(path);
      yield { path, value, state: value === undefined ? "blank" : "computed" };
    }
  }
  for (const path of activityPaths(edition.keys, tally)) yield recordOf(path, cells.get(path));
}

function recordOf(path: string, cell: Cell | undefined): FigureRecord {
  const { value, text, approximate, remark } = cell ?? {};
  const state = value === undefined ? "blank" : approximate ? "approximate" : remark ? "remark" : "given";
  return {
    ...{ path, value, state },
    ...(text !== undefined && { written: text }),
    ...(remark && { remark: remark.text }),
  };
}

function tablesIn({ cells }: Tally, { cells: specs, tables }: Edition): ReadonlySet<string> {
  const filled = new Set(specs.flatMap(({ path, table }) => (cells.has(path) ? [table] : [])));
  return new Set(tables.flatMap(({ id, optional }) => (!optional || filled.has(id) ? [id] : [])));
}

/** In the order of the edition; names of a clerk's own after those listed beside them. */
function activityPaths(keys: KeyNode, { cells, labels }: Tally): readonly string[] {
  const below = (node: KeyNode): readonly string[] => {
    if (node.kind === "cell") return cells.has(node.path) ? [node.path] : [];
    const listed = node.children.flatMap(below);
    if (!node.open) return listed;
    const own = [...labels.keys()].filter((path) => isChild(path, node) && !listed.includes(path));
    return [...listed, ...own];
  };
  return keys.children.filter(({ activity }) => activity).flatMap(below);
}

function isChild(path: string, node: KeyNode): boolean {
  return path.startsWith(`${node.path}.`) && !path.slice(node.path.length + 1).includes(".");
}

/** What a file of figures says of each of them, the same for every unit of an edition. */
export function figureWords(edition: Edition, path: string): DataRow {
  const measure = measureAt(edition, path);
  return { path, label: pathWords(edition, path).zh, measure, unitOfMeasure: measureWords[measure] };
}

/** A line of the long form, but for whose it is and what is the same for every unit. */
export function figureValues({ value, state, written = "", remark = "" }: FigureRecord, keys: DataKeys): DataRow {
  return { value: value ?? "", state: keys === "zh" ? figureStateNames[state] : state, written, remark };
}

function measureAt(edition: Edition, path: string): Measure {
  const parts = path.split(".");
  const node = findKey(edition.keys, parts) ?? findKey(edition.keys, parts.slice(0, -1));
  return edition.cellAt.get(path)?.measure ?? node?.measure ?? "count";
}

/** Every figure an edition asks for, and those that units have named themselves. */
export function dictionary(edition: Edition, ownPaths: Iterable<string>): readonly DataRow[] {
  const activity = (node: KeyNode): readonly string[] =>
    node.kind === "cell" ? [node.path] : node.children.flatMap(activity);
  const listed = edition.keys.children.filter((node) => node.activity).flatMap(activity);
  const known = new Set([...edition.cellAt.keys(), ...listed]);
  const own = [...ownPaths].filter((path) => !known.has(path));
  return [...known, ...own].map((path) => dictionaryRow(edition, path));
}

function dictionaryRow(edition: Edition, path: string): DataRow {
  const spec = edition.cellAt.get(path);
  const words = figureWords(edition, path);
  const measure = measureAt(edition, path);
  const table = edition.tables.find(({ id }) => id === spec?.table);
  return {
    ...{ edition: edition.id, path, part: partOf(edition, table) },
    ...{ label: words["label"] ?? "", labelEn: english(path) },
    ...{ row: spec?.rowLabel ?? "", column: spec?.columnLabel ?? "" },
    ...{ measure, unitOfMeasure: measureWords[measure], unitOfMeasureEn: measureWordsEn[measure] },
    terms: (spec?.terms ?? []).join(" "),
  };
}

/** The heading over a table; the name of an area's own; else the activity figures. */
function partOf({ sections, keys }: Edition, table: Table | undefined): string {
  if (!table) return keys.children.find(({ activity }) => activity)?.name ?? "";
  return table.extra?.title ?? sections.find(({ tables }) => tables.includes(table.id))?.heading ?? table.name;
}

/** requests.received.naturalPerson → Requests: received: natural person. The forms themselves are in Chinese only. */
function english(path: string): string {
  const words = path
    .split(".")
    .map((part) => part.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`))
    .join(": ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A number as data: plain digits, never an exponent. */
export function dataNumber(value: string | number): string {
  return typeof value === "number" ? printNumber(value) : value;
}

import type { AnnexCell, AnnexTable } from "../core/form/annex.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey } from "../core/form/keys.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { FormNode } from "../core/form/table.ts";
import { measureWords, pathWords } from "../core/form/words.ts";
import { percent } from "../core/helpers.ts";
import { once } from "../core/once.ts";
import type { UnitRow } from "../core/rule.ts";
import { ExactSum } from "../core/text/exact.ts";
import { noFigure } from "./activity-table.ts";

/** A table of an area's report with a line for each unit below it (`each: units`). */
export interface UnitTable {
  /** That of the area's own table, or the path of the group of activity figures. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly path: string; readonly label: string }[];
  /** A last column: what share the figure at `part` is of that at `whole`. */
  readonly rate?: { readonly label: string; readonly part: string; readonly whole: string };
}

/** The tables of an edition that are to have a line a unit: its groups of activity figures, and an area's own tables. */
export const unitTables: (edition: Edition) => readonly UnitTable[] = once((edition: Edition) => [
  ...ownTables(edition),
  ...activityTables(edition),
]);

function ownTables(edition: Edition): readonly UnitTable[] {
  return edition.tables.flatMap(({ id, extra }): readonly UnitTable[] => {
    if (extra?.each !== "units") return [];
    const cells = edition.cells.filter(({ table }) => table === id);
    const label = (path: string) => pathWords(edition, path).zh.split(" · ").slice(1).join("·");
    return [{ id, title: extra.title, columns: cells.map(({ path }) => ({ path, label: label(path) })) }];
  });
}

function activityTables({ summaryTables, keys }: Edition): readonly UnitTable[] {
  return summaryTables.flatMap(({ title, group, rate, each }): readonly UnitTable[] => {
    const node = each === "units" ? findKey(keys, ["activity", ...group.split(".")]) : undefined;
    if (!node) return [];
    const columns = node.children.map(({ path, name, measure = "count" }) => ({
      path,
      label: `${name}（${measureWords[measure]}）`,
    }));
    const at = (id: string) => `${node.path}.${id}`;
    const share = rate && { label: rate.name, part: at(rate.part), whole: at(rate.whole) };
    return [{ id: group, title, columns, ...(share && { rate: share }) }];
  });
}

/** The units with a line in a table: those of the kinds of which some gave a figure, for the others of them may have forgotten it. */
function linesOf({ columns }: UnitTable, units: readonly UnitRow[]): readonly UnitRow[] {
  const gives = ({ figures }: UnitRow) => columns.some(({ path }) => figures.has(path));
  const kinds = new Set(units.filter(gives).map(({ kind }) => kind));
  return units.filter(({ kind }) => kinds.has(kind));
}

/** What the lines of a table add up to, by path; nothing where one lacks the figure or has it only roughly. */
export function unitTableSums(table: UnitTable, units: readonly UnitRow[]): ReadonlyMap<string, number> {
  const lines = linesOf(table, units);
  const sums = table.columns.flatMap(({ path }) => {
    const values = lines.map(({ figures }) => figures.get(path)?.value);
    const sum = new ExactSum();
    for (const value of values) sum.add(value ?? 0);
    return values.length === 0 || values.includes(undefined) ? [] : [[path, sum.nearest] as const];
  });
  return new Map(sums);
}

/** A line a unit and 合计, which is what the area itself gives (`own`) or else what they add up to; undefined where no unit gave any. */
export function layoutUnits(
  table: UnitTable,
  units: readonly UnitRow[],
  own: (path: string) => UnitFigure | undefined,
): AnnexTable | undefined {
  const lines = linesOf(table, units);
  if (lines.length === 0) return undefined;
  const sums = unitTableSums(table, units);
  const total = (path: string): UnitFigure | undefined => {
    const sum = sums.get(path);
    return own(path) ?? (sum === undefined ? undefined : { text: String(sum), value: sum });
  };
  const rows = [
    ...lines.map(({ unit, figures }) => ({ label: unit, at: (path: string) => figures.get(path) })),
    { label: "合计", at: total },
  ];
  const { columns, rate } = table;
  const headers = [...columns.map(({ label }) => label), ...(rate ? [rate.label] : [])];
  const header = headers.map((label, i): FormNode => ({ id: `c${i}`, name: label, label }));
  const body = rows.map(({ label }, i): FormNode => ({ id: `r${i}`, name: label, label }));
  const printed = rows.map(({ at }) => [
    ...columns.map(({ path }) => figureCell(at(path))),
    ...(rate ? [rateCell(at(rate.part), at(rate.whole))] : []),
  ]);
  const layout = layoutTable({ id: "", name: table.title, grids: [{ corner: "单位", columns: header, rows: body }] });
  const filled = layout.rows.map((row) => ({
    header: row.header,
    cells: row.cells.map(({ path, ...cell }): AnnexCell => {
      const [, line = "", column = "0"] = /r(\d+)(?:\.c(\d+))?$/.exec(path ?? "") ?? [];
      return line === "" ? cell : { ...cell, ...printed[Number(line)]?.[Number(column)] };
    }),
  }));
  return { ...layout, table: table.id, rows: filled };
}

type UnitFigure = NonNullable<ReturnType<UnitRow["figures"]["get"]>>;
type Printed = Pick<AnnexCell, "text" | "value" | "format">;

function figureCell(figure: UnitFigure | undefined): Printed {
  const { text = noFigure, value } = figure ?? {};
  return value === undefined ? { text } : { text, value, format: Number.isInteger(value) ? "whole" : "decimal" };
}

function rateCell(part: UnitFigure | undefined, whole: UnitFigure | undefined): Printed {
  const text = percent(part?.value, whole?.value);
  return text === undefined ? { text: noFigure } : { text, value: Number(text.slice(0, -1)) / 100, format: "rate" };
}

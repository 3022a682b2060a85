import type { Figures } from "../core/figures.ts";
import type { ActivityAnnex, ActivityFigure, ActivityRow, AnnexCell, AnnexTable } from "../core/form/annex.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey, join } from "../core/form/keys.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { FormNode } from "../core/form/table.ts";
import { percent } from "../core/helpers.ts";
import type { Tally } from "../core/tally.ts";
import { inBrackets } from "./annotations.ts";

/** Where a unit gave no figure beside others that it gave. */
export const noFigure = "—";

interface Input {
  readonly tally: Pick<Tally, "cells" | "labels">;
  readonly edition: Pick<Edition, "keys">;
  readonly figures: Figures;
}

/** What a figure cell of the table prints. */
type Printed = Pick<AnnexCell, "text" | "value" | "format" | "remark">;

/** A row with its figures found; one without figures of its own is a heading over others. */
interface Row {
  readonly label: string;
  readonly figures: readonly (Printed | undefined)[];
  readonly rows: readonly Row[];
}

/** A table of the unit's activity figures; undefined where it gave none of them. */
export function activityTable(annex: ActivityAnnex, input: Input): AnnexTable | undefined {
  const rows = annex.rows.flatMap((row) => rowOf(row, input));
  const leaves = rows.flatMap(leavesOf);
  const columns = annex.columns.flatMap((label, i) => (leaves.some(({ figures }) => figures[i]) ? [{ label, i }] : []));
  if (columns.length === 0) return undefined;
  const figureAt = new Map<string, Printed>();
  const nodes = (list: readonly Row[], base: string): readonly FormNode[] =>
    list.map(({ label, figures, rows: inner }, n): FormNode => {
      const id = `r${n}`;
      const path = join(base, id);
      if (inner.length > 0) return { id, name: label, label, children: nodes(inner, path) };
      for (const { i } of columns) {
        figureAt.set(columns.length === 1 ? path : join(path, `c${i}`), figures[i] ?? { text: noFigure });
      }
      return { id, name: label, label };
    });
  const header = columns.map(({ label, i }): FormNode => ({ id: `c${i}`, name: label, label }));
  const grid = { corner: annex.corner, columns: header, rows: nodes(rows, "") };
  const layout = layoutTable({ id: "", name: annex.title, grids: [grid] });
  const filled = layout.rows.map((row) => ({
    header: row.header,
    cells: row.cells.map(
      ({ path, ...cell }): AnnexCell => (path === undefined ? cell : { ...cell, ...figureAt.get(path) }),
    ),
  }));
  return { ...layout, table: annex.id, rows: filled };
}

function leavesOf(row: Row): readonly Row[] {
  return row.rows.length > 0 ? row.rows.flatMap(leavesOf) : [row];
}

/** The row, or none where the unit gave none of its figures. */
function rowOf(row: ActivityRow, input: Input): readonly Row[] {
  const { at = "", each, figures, rows } = row;
  const label = row.label ?? nameOf(join("activity", each ?? at), input);
  if (each !== undefined || rows) {
    const inner = each === undefined ? (rows ?? []).flatMap((one) => rowOf(one, input)) : membersOf(each, input);
    return inner.length === 0 ? [] : [{ label, figures: [], rows: inner }];
  }
  const found = figures ? figures.map((figure) => printedOf(figure, at, input)) : [figureOf(at, input)];
  return found.some((figure) => figure) ? [{ label, figures: found, rows: [] }] : [];
}

/** The figures of a group that are given: those the form lists in its order, then the clerk's own as he wrote them. */
function membersOf(group: string, input: Input): readonly Row[] {
  const base = join("activity", group);
  const listed = findKey(input.edition.keys, base.split("."))?.children ?? [];
  const known = new Set(listed.map(({ path }) => path));
  const own = [...input.tally.labels].filter(([path, label]) => path === join(base, label) && !known.has(path));
  const all = [...listed.map(({ path, name }) => [path, name] as const), ...own];
  return all.flatMap(([path, label]) => {
    const figure = figureOf(path.slice("activity.".length), input);
    return figure ? [{ label, figures: [figure], rows: [] }] : [];
  });
}

function printedOf(figure: ActivityFigure, at: string, input: Input): Printed | undefined {
  if (figure === null) return undefined;
  if (typeof figure === "string") return figureOf(join(at, figure), input);
  const [part, whole] = [figure.rate, figure.of].map((name) => exact(join(at, name), input));
  const text = percent(part, whole);
  return text === undefined ? undefined : { text, value: Number(text.slice(0, -1)) / 100, format: "rate" };
}

/** As it is printed: digits, or the clerk's own 33万余, which is no number to a workbook. */
function figureOf(path: string, input: Input): Printed | undefined {
  const text = input.figures.print(join("activity", path));
  if (text === undefined) return undefined;
  const value = exact(path, input);
  const remark = input.tally.cells.get(join("activity", path))?.remark;
  const own = { text, ...(remark && { remark: inBrackets(remark.text) }) };
  return value === undefined ? own : { ...own, value, format: Number.isInteger(value) ? "whole" : "decimal" };
}

/** No rate follows from an approximate figure. */
function exact(path: string, { figures }: Input): number | undefined {
  const full = join("activity", path);
  return figures.approximate(full) ? undefined : figures.value(full);
}

function nameOf(path: string, { edition }: Input): string {
  return findKey(edition.keys, path.split("."))?.name ?? path;
}

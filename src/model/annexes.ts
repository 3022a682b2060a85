/*
 * Annexes are resolved here for each unit, and the formats only set them (render/annex, the Markdown template). A sheet may
 * need annexes, or a table that a tally may leave out (`needs` in render/office/stamp.ts): where a report has none, the sheet
 * and every mention of it are left out, and the report costs what it did without. An area's own table (edition/extra.ts) is a
 * table of the edition with `extra`.
 */
import type { Figures } from "../core/figures.ts";
import type { ActivityRow, Annex, AnnexKind, AnnexTable } from "../core/form/annex.ts";
import type { Edition } from "../core/form/edition.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { Table } from "../core/form/table.ts";
import type { UnitRow } from "../core/rule.ts";
import type { Tally } from "../core/tally.ts";
import type { Trend } from "../core/trend.ts";
import { activityTable, noFigure } from "./activity-table.ts";
import { inBrackets, noteLines } from "./annotations.ts";
import { trendAnnex } from "./trend-annex.ts";
import { layoutUnits, unitTables } from "./unit-table.ts";

export interface AnnexInput {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  /** What the workspace wants printed beside the form. */
  readonly annexes: readonly AnnexKind[];
  /** The main figures over the years, where they are wanted and there is more than one. */
  readonly trend?: Trend;
  /** For the report of an area: the units below it. */
  readonly unitRows?: readonly UnitRow[];
}

/** An annex before it is known how many there are. */
type Unmarked = Omit<Annex, "mark">;

/**
 * What a unit prints after the form: the tables its area has added, where it has filled them in, and those of its activity
 * figures where they are wanted.
 */
export function buildAnnexes(input: AnnexInput): readonly Unmarked[] {
  const byUnit = new Map(unitAnnexes(input).map((annex) => [annex.id, annex]));
  const extra = input.edition.tables.flatMap((table) => byUnit.get(table.id) ?? extraAnnex(table, input));
  const groups = [...byUnit.values()].filter(({ id }) => !input.edition.tables.some((table) => table.id === id));
  const activity = input.annexes.includes("activity") ? [...activityAnnexes(input), ...groups] : [];
  const trend = input.trend ? [trendAnnex(input.trend, unitLine(input.tally))] : [];
  return [...extra, ...activity, ...trend];
}

function extraAnnex(table: Table, { tally, edition, figures }: AnnexInput): readonly Unmarked[] {
  const { id, extra, widths } = table;
  if (!extra || !edition.cells.some(({ path, table: own }) => own === id && tally.cells.has(path))) return [];
  const layout = layoutTable(table);
  const rows = layout.rows.map(({ header, cells }) => ({
    header,
    cells: cells.map(({ path, ...cell }) => {
      if (path === undefined) return cell;
      const text = figures.print(path) ?? "";
      const value = figures.value(path);
      const measure = edition.cellAt.get(path)?.measure ?? "count";
      const own = { ...cell, text, ...remarkAt(tally, path) };
      // An amount with a unit of its own (29.0506万元) is no number to a workbook.
      if (value === undefined || measure === "money") return own;
      return { ...own, value, format: /yuan/i.test(measure) ? "decimal" : "whole" } as const;
    }),
  }));
  const printed: AnnexTable = { ...layout, rows, ...(widths && { widths }) };
  return [
    {
      id,
      title: extra.title,
      above: [unitLine(tally)],
      table: printed,
      below: [...extra.notes, ...noteLines(tally, id)],
    },
  ];
}

/** The tables that have a line for each unit below an area. */
function unitAnnexes({ tally, edition, figures, unitRows = [] }: AnnexInput): readonly Unmarked[] {
  if (tally.scope !== "area") return [];
  const own = (path: string) => {
    const [text, value] = [figures.print(path), figures.value(path)];
    if (text === undefined) return undefined;
    return { text, ...(value !== undefined && String(value) === text && { value }) };
  };
  return unitTables(edition).flatMap((wanted): readonly Unmarked[] => {
    const table = layoutUnits(wanted, unitRows, own);
    if (!table) return [];
    const { id, title } = wanted;
    const extra = edition.tables.find((one) => one.id === id)?.extra;
    const open = table.rows.some(({ cells }) => cells.some(({ text }) => text === noFigure));
    const below = [...(extra?.notes ?? []), ...(open ? [`注：“${noFigure}”为没有填报或者无法计算。`] : [])];
    return [{ id, title, above: [unitLine(tally)], table, below: [...below, ...noteLines(tally, id)] }];
  });
}

function remarkAt({ cells }: Tally, path: string): { readonly remark?: string } {
  const remark = cells.get(path)?.remark;
  return remark ? { remark: inBrackets(remark.text) } : {};
}

function activityAnnexes(input: AnnexInput): readonly Unmarked[] {
  const { tally, edition } = input;
  return edition.activityAnnexes.flatMap((annex) => {
    const table = activityTable(annex, input);
    if (!table) return [];
    const approximate = table.rows.some(({ cells }) =>
      cells.some(({ kind, text }) => kind === "figure" && about(text)),
    );
    return [
      {
        id: annex.id,
        title: annex.title,
        above: [unitLine(tally)],
        table,
        below: approximate ? [aboutNote(annex.rows)] : [],
      },
    ];
  });
}

function aboutNote(rows: readonly ActivityRow[]): string {
  const rates = rows.some(({ figures = [] }) =>
    figures.some((figure) => figure !== null && typeof figure === "object"),
  );
  return rates ? "注：近似数按填报原文列出，不计算比率。" : "注：近似数按填报原文列出。";
}

function about(text: string): boolean {
  return text !== noFigure && !/^[\d.%-]+$/.test(text);
}

/** 填报单位：凤凰镇人民政府　　报告年度：2025年 */
function unitLine({ unit, year }: Tally): string {
  return `填报单位：${unit.name}　　报告年度：${year}年`;
}

import { printNumber } from "../../core/figures.ts";
import {
  chartTitle,
  drawn,
  type Trend,
  type TrendChart,
  type TrendPoint,
  type TrendSeries,
  trendLines,
  trendWords,
  yearWords,
} from "../../core/trend.ts";
import { sheetText } from "../office/escape.ts";
import { columnLetters } from "../sheet/addresses.ts";
import type { ChartCells } from "./chart-xml.ts";
import type { Looks } from "./sheet-styles.ts";

/** The table of a trend as rows of a sheet: figures as numbers, changes as formulas over them. */
export interface TrendSheet {
  readonly rows: readonly string[];
  readonly merges: readonly string[];
  readonly columns: number;
  /** For each chart where its figures stand; a figure that is not drawn has an empty cell there. */
  readonly cells: readonly ChartCells[];
}

/** The columns of labels before the first year. */
const labels = 2;
/** Title, unit, years. */
const head = 3;

export function trendSheet(trend: Trend, sheet: string, looks: Looks, lines: readonly [string, string]): TrendSheet {
  const columns = labels + trend.years.length;
  const last = columnLetters(columns);
  const at = (row: number): string => `'${sheet}'!$${columnLetters(labels + 1)}$${row}:$${last}$${row}`;
  const rows = [
    row(1, 36, [text("A1", looks.title, trendWords.title)]),
    row(2, 24, [text("A2", looks.line, lines[0]), ...(lines[1] ? [text(`${last}2`, looks.mark, lines[1])] : [])]),
    row(head, 24, [
      text(`A${head}`, looks.head, trendWords.figure),
      empty(`B${head}`, looks.head),
      ...trend.years.map((year, i) => text(`${columnLetters(labels + i + 1)}${head}`, looks.head, yearWords(year))),
    ]),
  ];
  const merges = [`A1:${last}1`, `A${head}:B${head}`];
  const cells = trend.charts.map((chart): ChartCells => {
    const series = chart.series.map((one) => {
      const first = rows.length + 1;
      const own = seriesRows(one, chart, first, looks);
      rows.push(...own);
      merges.push(`A${first}:A${first + own.length - 1}`);
      const plotted = own.length > trendLines.length ? first + trendLines.length : first;
      return { name: `'${sheet}'!$A$${first}`, values: at(plotted) };
    });
    return { years: at(head), series };
  });
  trend.notes.forEach((note, i) => {
    const number = rows.length + 1;
    rows.push(row(number, 20, [text(`A${number}`, looks.line, i === 0 ? `注：${note}` : `　　${note}`)]));
  });
  return { rows, merges, columns, cells };
}

function seriesRows({ name, points }: TrendSeries, chart: TrendChart, first: number, looks: Looks): readonly string[] {
  // The cell that names a series names it in the chart, too: the measure stands beside it.
  const titled = trendLines.map(({ name: line, rate }, n) => [
    n === 0 ? text(`A${first}`, looks.label, name) : empty(`A${first + n}`, looks.label),
    text(`B${first + n}`, looks.label, rate ? line.zh : chartTitle({ name: line.zh, measure: chart.measure })),
  ]);
  const columns = points.map((point, i) => ({
    point,
    column: columnLetters(labels + i + 1),
    before: columnLetters(labels + i),
  }));
  const figures = columns.map(({ point, column }) => figureCell(`${column}${first}`, looks.figure, point));
  const changes = columns.map(({ point, column, before }) => {
    const cell = `${column}${first + 1}`;
    const look = Number.isInteger(point.difference ?? 0) ? looks.change : looks.decimalChange;
    return formula(cell, look, `${column}${first}-${before}${first}`, point.difference);
  });
  const rates = columns.map(({ point, column, before }) => {
    const rate = point.rate === undefined ? undefined : trendLines[2]?.value(point);
    return formula(`${column}${first + 2}`, looks.rate, `${column}${first + 1}/${before}${first}`, rate);
  });
  const rows = [figures, changes, rates].map((cells, n) => row(first + n, 20, [...(titled[n] ?? []), ...cells]));
  if (!points.some(({ approximate }) => approximate)) return rows;
  // A text would be drawn as 0: what is drawn stands in a line of its own, without it.
  const number = first + rows.length;
  const plotted = columns.map(({ point, column }) =>
    formula(`${column}${number}`, looks.figure, `${column}${first}`, drawn(point)),
  );
  return [
    ...rows,
    row(number, 20, [empty(`A${number}`, looks.label), text(`B${number}`, looks.label, "入图数"), ...plotted]),
  ];
}

/** A gap is an empty cell, so that it is drawn as one. */
function figureCell(at: string, look: number, point: TrendPoint): string {
  const value = drawn(point);
  if (value !== undefined) return `<c r="${at}" s="${look}"><v>${printNumber(value)}</v></c>`;
  return point.text === "" ? empty(at, look) : text(at, look, point.text);
}

/** A formula with its result; none where there is no result. */
function formula(at: string, look: number, code: string, result: number | undefined): string {
  if (result === undefined) return empty(at, look);
  return `<c r="${at}" s="${look}"><f>${code}</f><v>${printNumber(result)}</v></c>`;
}

function text(at: string, look: number, words: string): string {
  return `<c r="${at}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${sheetText(words)}</t></is></c>`;
}

function empty(at: string, look: number): string {
  return `<c r="${at}" s="${look}"/>`;
}

function row(number: number, height: number, cells: readonly string[]): string {
  return `<row r="${number}" ht="${height}" customHeight="1">${cells.join("")}</row>`;
}

import type { Annex, AnnexCell, AnnexRow, AnnexTable } from "../core/form/annex.ts";
import {
  chartTitle,
  type Trend,
  type TrendLine,
  type TrendPoint,
  trendAnnexId,
  trendLines,
  trendWords,
  yearWords,
} from "../core/trend.ts";

/** In millimetres on a page 156 wide: the two columns of labels, and a digit of 五号. */
const labelWidths = [32, 23] as const;
const yearsWidth = 101;
const digit = 1.9;

/** The annex of a report: the table; the charts are put under it by each format. */
export function trendAnnex(trend: Trend, unit: string): Omit<Annex, "mark"> {
  const below = trend.notes.length > 0 ? [`注：${trend.notes.join("")}`] : [];
  return { id: trendAnnexId, title: trendWords.title, above: [unit], table: trendTable(trend), below };
}

/** The figures of a trend as a table: years across, each figure with its change and rate below. Many years go in several blocks. */
function trendTable(trend: Trend): AnnexTable {
  const { years } = trend;
  const perBlock = yearsPerBlock(trend);
  const blocks: number[][] = [];
  for (let end = years.length; end > 0; end -= perBlock) {
    blocks.unshift(years.slice(Math.max(0, end - perBlock), end).map((_, i) => Math.max(0, end - perBlock) + i));
  }
  return {
    table: "trend",
    columns: labelWidths.length + perBlock,
    labelColumns: labelWidths.length,
    rows: blocks.flatMap((block) => blockRows(trend, block, perBlock)),
    widths: [...labelWidths, ...Array.from({ length: perBlock }, () => yearsWidth / perBlock)],
  };
}

/** As many as have room beside one another, in blocks of one length. */
function yearsPerBlock({ years, charts }: Trend): number {
  const points = charts.flatMap(({ series }) => series.flatMap((one) => one.points));
  const longest = Math.max(5, ...points.flatMap((point) => trendLines.map(({ text }) => widthOf(text(point)))));
  const most = Math.max(1, Math.floor(yearsWidth / (longest * digit)));
  return Math.ceil(years.length / Math.ceil(years.length / most));
}

/** In digits; a Chinese character is two wide. */
function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (char < "\u0080" ? 1 : 2), 0);
}

/** One block: its years as a head, then every series with its three trendLines. `width` columns, be there as many years or not. */
function blockRows({ years, charts }: Trend, block: readonly number[], width: number): readonly AnnexRow[] {
  const padded = (cells: readonly AnnexCell[], kind: "header" | "figure"): readonly AnnexCell[] =>
    cells.length < width ? [...cells, cell(kind, "", labelWidths.length + cells.length, width - cells.length)] : cells;
  const heads = block.map((at, i) => cell("header", yearWords(years[at] ?? 0), labelWidths.length + i));
  const head: AnnexRow = {
    header: true,
    cells: [cell("corner", trendWords.figure, 0, labelWidths.length), ...padded(heads, "header")],
  };
  const body = charts.flatMap(({ series, measure }) =>
    series.flatMap(({ name, points }) =>
      trendLines.map((line, n): AnnexRow => {
        const first = { ...cell("label", chartTitle({ name, measure }), 0), rowSpan: trendLines.length };
        const figures = block.map((at, i) => figure(line, points[at], labelWidths.length + i));
        const labels = [...(n === 0 ? [first] : []), cell("label", line.name.zh, 1)];
        return { header: false, cells: [...labels, ...padded(figures, "figure")] };
      }),
    ),
  );
  return [head, ...body];
}

function cell(kind: AnnexCell["kind"], text: string, column: number, colSpan = 1): AnnexCell {
  return { kind, text, column, colSpan, rowSpan: 1 };
}

function figure(line: TrendLine, point: TrendPoint | undefined, column: number): AnnexCell {
  const text = point ? line.text(point) : "";
  const value = point && line.value(point);
  const format = line.rate ? "rate" : Number.isInteger(value) ? "whole" : "decimal";
  return {
    ...cell("figure", text === "" ? trendWords.gap : text, column),
    ...(value !== undefined && { value, format }),
  };
}

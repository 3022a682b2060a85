import type { Text } from "../core/diagnostic.ts";
import { measureWords } from "../core/form/words.ts";
import { csv } from "../core/text/csv.ts";
import { type Trend, type TrendChart, type TrendSeries, trendLines, trendWords, yearWords } from "../core/trend.ts";
import { toJson, toMarkdown } from "./data.ts";
import { columns, pad, visible } from "./width.ts";

type Lang = keyof Text;

/** A trend as a program or a person on a terminal sees it. */
export interface ShownTrend {
  /** The newest tally. */
  readonly file: string;
  readonly trend: Trend;
}

/** Aligned for a terminal: numbers to the right. */
export function trendLinesOf({ trend }: ShownTrend, lang: Lang): readonly string[] {
  const rows = tableOf(trend, lang);
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ""))));
  const set = rows.map((row) => {
    const cells = row.map((cell, i) => (i < 2 ? pad(cell, widths[i] ?? 0) : padLeft(cell, widths[i] ?? 0)));
    return cells.join("  ").trimEnd();
  });
  return [visible(trend.unit), ...set, ...notesOf(trend, lang)];
}

export function trendMarkdown({ trend }: ShownTrend, lang: Lang): readonly string[] {
  const [head = [], ...body] = tableOf(trend, lang);
  const line = (cells: readonly string[]): string => `| ${cells.map(toMarkdown).join(" | ")} |`;
  return [
    `### ${toMarkdown(trend.unit)}`,
    "",
    line(head),
    `| ${head.map((_, i) => (i < 2 ? "---" : "---:")).join(" | ")} |`,
    ...body.map(line),
    "",
    ...notesOf(trend, lang).flatMap((note) => [note, ""]),
  ];
}

/** A line for each unit, figure and year: what is not known is empty. */
export function trendCsv(shown: readonly ShownTrend[], lang: Lang): string {
  const heads: Text = {
    zh: "单位,指标,计量单位,年度,数量,约数,比上年增减,增减幅度",
    en: "unit,figure,measure,year,value,approximate,change,rate",
  };
  const rows = shown.flatMap(({ trend }) =>
    eachSeries(trend).flatMap(({ series, chart }) =>
      series.points.map((point, i) => {
        const [value, change, rate] = trendLines.map((line) => line.value(point) ?? "");
        return [
          ...[trend.unit, nameOf(series, lang), measureOf(chart, lang), trend.years[i] ?? 0],
          ...[value ?? "", point.approximate ? point.text : "", change ?? "", rate ?? ""],
        ];
      }),
    ),
  );
  return csv([heads[lang].split(","), ...rows]);
}

/** For programs: the same words in every language. */
export function trendJson(shown: readonly ShownTrend[]): string {
  const units = shown.map(({ file, trend: { unit, years, charts } }) => ({
    ...{ unit, file, years },
    figures: charts.flatMap(({ measure, series }) =>
      series.map(({ id, name, points }) => ({ id, name, measure, points })),
    ),
  }));
  return toJson({ version: 1, units });
}

function tableOf(trend: Trend, lang: Lang): readonly (readonly string[])[] {
  const corner = { zh: trendWords.figure, en: "figure" }[lang];
  const years = trend.years.map((year) => (lang === "zh" ? yearWords(year) : String(year)));
  const body = eachSeries(trend).flatMap(({ series, chart }) =>
    trendLines.map(({ name, text }, n) => [
      n === 0 ? `${nameOf(series, lang)}${{ zh: `（${measureWords[chart.measure]}）`, en: "" }[lang]}` : "",
      name[lang],
      ...series.points.map((point) => text(point) || trendWords.gap),
    ]),
  );
  return [[corner, "", ...years], ...body];
}

function eachSeries({ charts }: Trend): readonly { readonly series: TrendSeries; readonly chart: TrendChart }[] {
  return charts.flatMap((chart) => chart.series.map((series) => ({ series, chart })));
}

function nameOf({ id, name }: TrendSeries, lang: Lang): string {
  return lang === "zh" ? name : id;
}

function measureOf({ measure }: TrendChart, lang: Lang): string {
  return lang === "zh" ? measureWords[measure] : measure;
}

/** The report's own notes are Chinese, as the report is. */
function notesOf({ charts, notes }: Trend, lang: Lang): readonly string[] {
  if (lang === "zh") return notes.length > 0 ? [`注：${notes.join("")}`] : [];
  const points = charts.flatMap(({ series }) => series.flatMap((one) => one.points));
  const rough = points.find(({ approximate }) => approximate);
  return [
    ...(rough
      ? [`approximate figures (${visible(rough.text)}) stand as written; no change is reckoned with them`]
      : []),
    ...(points.some(({ text }) => text === "") ? [`${trendWords.gap} not known, which is not 0`] : []),
  ];
}

function padLeft(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - columns(text))) + text;
}

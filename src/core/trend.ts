import type { Text } from "./diagnostic.ts";
import { printNumber } from "./figures.ts";
import type { Measure } from "./form/table.ts";
import { measureWords } from "./form/words.ts";

/** From how many to how many years a report may compare, its own among them. */
export const trendYears = { least: 2, most: 30 } as const;

/** One figure of one year, as it was reported then. */
export interface TrendPoint {
  /** Undefined where there is no tally, or none of this figure in it: a gap, and never 0. */
  readonly value: number | undefined;
  /** 近30 is not 30: it is printed and neither drawn nor reckoned with. */
  readonly approximate?: true;
  /** As it is printed; empty for a gap. */
  readonly text: string;
  /** Less the year before; undefined unless both are exact. */
  readonly difference?: number;
  /** The difference as a part of the year before: +12.5%; undefined where that was 0. */
  readonly rate?: string;
}

/** A main figure over the years. */
export interface TrendSeries {
  /** The same in every edition. */
  readonly id: string;
  readonly name: string;
  /** One for each year of the trend. */
  readonly points: readonly TrendPoint[];
}

/** Series that are drawn together: they count the same thing and are of one size. */
export interface TrendChart {
  readonly name: string;
  readonly measure: Measure;
  readonly series: readonly TrendSeries[];
}

/** The main figures of one unit, year by year. */
export interface Trend {
  readonly unit: string;
  /** Every year from the first with a tally to that of the report. */
  readonly years: readonly number[];
  readonly charts: readonly TrendChart[];
  /** What a reader has to know of the figures, in whole sentences. */
  readonly notes: readonly string[];
}

/** The annex that shows a trend in figures. */
export const trendAnnexId = "trend";

/** The words that stand in every format of a report. */
export const trendWords = {
  title: "历年主要数据对比",
  figure: "指标",
  /** For a figure that is not there. */
  gap: "—",
} as const;

/** One of the three lines that a series takes in a table. */
export interface TrendLine {
  readonly name: Text;
  /** As it is printed; empty where there is nothing. */
  readonly text: (point: TrendPoint) => string;
  /** The exact number behind it. */
  readonly value: (point: TrendPoint) => number | undefined;
  readonly rate?: true;
}

export const trendLines: readonly TrendLine[] = [
  { name: { zh: "数量", en: "figure" }, text: ({ text }) => text, value: drawn },
  { name: { zh: "比上年增减", en: "change" }, text: differenceText, value: ({ difference }) => difference },
  { name: { zh: "增减幅度", en: "in per cent" }, text: ({ rate = "" }) => rate, value: rateOf, rate: true },
];

/** The year as a head or an axis has it. */
export function yearWords(year: number): string {
  return `${year}年`;
}

/** The value as it can be drawn: exact, or not at all. */
export function drawn({ value, approximate }: TrendPoint): number | undefined {
  return approximate ? undefined : value;
}

/** 行政复议、行政诉讼（件）: what a chart shows and in what it counts. */
export function chartTitle({ name, measure }: Pick<TrendChart, "name" | "measure">): string {
  return `${name}（${measureWords[measure]}）`;
}

/** With its sign. */
function differenceText({ difference }: TrendPoint): string {
  if (difference === undefined) return "";
  return difference > 0 ? `+${printNumber(difference)}` : printNumber(difference);
}

/** What the rate says, to the hundredth of a per cent, as a number: 0.125 of +12.5%. */
function rateOf({ rate }: TrendPoint): number | undefined {
  return rate === undefined ? undefined : Math.round(Number(rate.slice(0, -1)) * 100) / 10_000;
}

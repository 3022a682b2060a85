import type { Measure } from "./edition.ts";
import { printNumber } from "./figures.ts";
import { measureWords } from "./words.ts";

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

/** The words that stand in every format. */
export const trendWords = {
  title: "历年主要数据对比",
  figure: "指标",
  number: "数量",
  difference: "比上年增减",
  rate: "增减幅度",
  /** For a figure that is not there. */
  gap: "—",
} as const;

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

/** The difference with its sign, as it is printed; empty where there is none to tell. */
export function differenceText({ difference }: TrendPoint): string {
  if (difference === undefined) return "";
  return difference > 0 ? `+${printNumber(difference)}` : printNumber(difference);
}

import { type Figures, printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import type { Headline } from "../core/form/form-rules.ts";
import { findKey } from "../core/form/keys.ts";
import type { Measure } from "../core/form/table.ts";
import { percent } from "../core/helpers.ts";
import type { Subject } from "../core/rule.ts";
import { addExactly } from "../core/text/exact.ts";
import { drawn, type Trend, type TrendChart, type TrendPoint, yearWords } from "../core/trend.ts";

export interface TrendInput {
  /** The report's own tally: its edition says which figures are the main ones, and what they are called. */
  readonly subject: Subject;
  /** Tallies of the same unit of earlier years, in any order. */
  readonly earlier: readonly Subject[];
}

/** The main figures year by year; undefined where there is nothing to compare the report's year with. */
export function buildTrend({ subject, earlier }: TrendInput): Trend | undefined {
  const { year, unit } = subject.tally;
  const byYear = new Map(earlier.filter(({ tally }) => tally.year < year).map((each) => [each.tally.year, each]));
  if (byYear.size === 0) return undefined;
  byYear.set(year, subject);
  const first = Math.min(...byYear.keys());
  const years = Array.from({ length: year - first + 1 }, (_, i) => first + i);
  const subjects = years.map((each) => byYear.get(each));
  const charts = chartsOf(subject.edition, subjects);
  return { unit: unit.name, years, charts, notes: notesOf(years, subjects, charts) };
}

function chartsOf(edition: Edition, subjects: readonly (Subject | undefined)[]): readonly TrendChart[] {
  const groups = new Map<string, { readonly measure: Measure; readonly headlines: Headline[] }>();
  for (const headline of edition.headlines) {
    const measure = measureAt(edition, headline.path);
    // Figures of two measures cannot share an axis, whatever the edition's author had in mind.
    const key = `${headline.chart}\n${measure}`;
    const group = groups.get(key);
    if (group) group.headlines.push(headline);
    else groups.set(key, { measure, headlines: [headline] });
  }
  const charts = [...groups.values()].map(({ measure, headlines }): TrendChart => {
    const series = headlines.map(({ id, name }) => ({ id, name, points: pointsOf(id, measure, subjects) }));
    const given = series.filter(({ points }) => points.some(({ text }) => text !== ""));
    return { name: headlines[0]?.chart ?? "", measure, series: given };
  });
  return charts.filter(({ series }) => series.length > 0);
}

function measureAt({ keys }: Edition, path: string): Measure {
  return findKey(keys, path.split("."))?.measure ?? "count";
}

function pointsOf(id: string, measure: Measure, subjects: readonly (Subject | undefined)[]): readonly TrendPoint[] {
  const points = subjects.map((subject): TrendPoint => {
    const path = subject?.edition.headlines.find((headline) => headline.id === id)?.path;
    if (!subject || path === undefined || !comparable(measureAt(subject.edition, path), measure)) return gap;
    return pointAt(subject.figures, path);
  });
  return points.map((point, i) => ({ ...point, ...changeSince(points[i - 1], point) }));
}

/** An older form counts 条 where a newer counts 件, of the same thing; 元 beside 万元 would be no comparison. */
function comparable(a: Measure, b: Measure): boolean {
  const isMoney = (measure: Measure): boolean => measure === "yuan" || measure === "wanYuan";
  return a === b || !(isMoney(a) || isMoney(b));
}

const gap: TrendPoint = { value: undefined, text: "" };

function pointAt(figures: Figures, path: string): TrendPoint {
  const value = figures.value(path);
  if (figures.approximate(path)) return { value, approximate: true, text: figures.print(path) ?? "" };
  return value === undefined ? gap : { value, text: printNumber(value) };
}

function changeSince(before: TrendPoint | undefined, now: TrendPoint): Pick<TrendPoint, "difference" | "rate"> {
  const [from, to] = [before && drawn(before), drawn(now)];
  if (from === undefined || to === undefined) return {};
  const difference = addExactly([to, -from]);
  if (difference === undefined) return {};
  const rate = percent(Math.abs(difference), from);
  return { difference, ...(rate !== undefined && { rate: signed(difference, rate) }) };
}

/** A change that rounds to nothing keeps its sign: +0% of a large number is not none. */
function signed(difference: number, text: string): string {
  return difference > 0 ? `+${text}` : difference < 0 ? `-${text}` : text;
}

function notesOf(
  years: readonly number[],
  subjects: readonly (Subject | undefined)[],
  charts: readonly TrendChart[],
): readonly string[] {
  const notes: string[] = [];
  const points = charts.flatMap(({ series }) => series.flatMap((one) => one.points));
  const rough = points.find(({ approximate }) => approximate);
  if (rough) notes.push(`约数（如“${rough.text}”）照原报告列出，不计算增减，也不画入图中。`);
  const missing = years.filter((_, i) => !subjects[i]).map(yearWords);
  if (missing.length > 0) notes.push(`缺${missing.join("、")}的数据。`);
  if (points.some(({ text }) => text === "")) notes.push("“—”表示没有数据，不是0。");
  const renamed = new Set(subjects.flatMap((one) => (one ? [one.tally.unit.name] : [])));
  if (renamed.size > 1) notes.push(`单位曾用名称：${[...renamed].slice(0, -1).join("、")}。`);
  return notes;
}

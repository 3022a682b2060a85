import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { Subject } from "../../src/core/rule.ts";
import type { Trend, TrendChart } from "../../src/core/trend.ts";
import { buildTrend } from "../../src/model/trend.ts";
import { type About, makeTally, type TallyExtra } from "./make-tally.ts";

/** The main figures of one year as a test writes them. */
export interface YearFigures {
  readonly received?: number;
  readonly reviews?: number;
  readonly lawsuits?: number;
  readonly items?: number | About;
}

export function subjectOf(edition: Edition, year: number, figures: YearFigures, extra: TallyExtra = {}): Subject {
  const { received = 0, reviews = 0, lawsuits = 0, items } = figures;
  const cells = {
    "requests.received.naturalPerson": received,
    "requests.outcomes.granted.business": received,
    "disputes.review.upheld": reviews,
    "disputes.litigation.afterReview.pending": lawsuits,
    ...(items === undefined ? {} : { "activity.itemsPublished.total": items }),
  };
  const tally = makeTally(edition, cells, { year, ...extra });
  return { tally, edition, figures: computeFigures(tally, edition) };
}

/** The trend over the years given, the last of them being the report's. */
export function trendOf(edition: Edition, years: Readonly<Record<number, YearFigures>>): Trend | undefined {
  const subjects = Object.entries(years).map(([year, figures]) => subjectOf(edition, Number(year), figures));
  const subject = subjects.at(-1);
  return subject && buildTrend({ subject, earlier: subjects.slice(0, -1) });
}

/** A trend of charts with these figures, for the formats: a gap where there is none. */
export function trendWith(charts: readonly (readonly (readonly (number | undefined)[])[])[], first = 2021): Trend {
  const length = Math.max(0, ...charts.flatMap((series) => series.map((points) => points.length)));
  return {
    unit: "凤凰镇<人民政府>&",
    years: Array.from({ length }, (_, i) => first + i),
    notes: [],
    charts: charts.map(
      (series, c): TrendChart => ({
        name: `图${c}`,
        measure: "count",
        series: series.map((values, s) => ({
          id: `s${s}`,
          name: `数<${s}>`,
          points: values.map((value) => ({ value, text: value === undefined ? "" : String(value) })),
        })),
      }),
    ),
  };
}

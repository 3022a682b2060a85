import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridCells } from "../../src/core/form/layout.ts";
import type { Trend } from "../../src/core/trend.ts";
import { buildTrend } from "../../src/model/trend.ts";
import { trendAnnex } from "../../src/model/trend-annex.ts";
import { edition2021 } from "../support/editions.ts";
import { about } from "../support/make-tally.ts";
import { subjectOf, trendOf } from "../support/make-trend.ts";

const edition = edition2021();
const series = (trend: Trend | undefined, id: string) =>
  trend?.charts.flatMap((chart) => chart.series).find((one) => one.id === id)?.points ?? [];
const texts = (trend: Trend | undefined, id: string) => series(trend, id).map(({ text }) => text);
const changes = (trend: Trend | undefined, id: string) =>
  series(trend, id).map(({ difference, rate }) => [difference, rate]);

describe("a trend", () => {
  it("has each year in its place, whatever the order of the tallies", () => {
    const of = (year: number) => subjectOf(edition, year, { received: year - 2000, reviews: 2 });
    const trend = buildTrend({ subject: of(2025), earlier: [of(2024), of(2022), of(2023)] });
    expect(trend?.years).toEqual([2022, 2023, 2024, 2025]);
    expect(texts(trend, "received")).toEqual(["22", "23", "24", "25"]);
    expect(texts(trend, "outcomes")).toEqual(["22", "23", "24", "25"]);
    expect(texts(trend, "reviews")).toEqual(["2", "2", "2", "2"]);
    expect(texts(trend, "lawsuits")).toEqual(["0", "0", "0", "0"]);
    expect(trend?.notes).toEqual([]);
  });

  it("needs a year to compare with", () => {
    expect(trendOf(edition, { 2025: { received: 3 } })).toBeUndefined();
    const later = subjectOf(edition, 2026, {});
    expect(buildTrend({ subject: subjectOf(edition, 2025, {}), earlier: [later] })).toBeUndefined();
  });

  it("leaves a year without a tally open, and reckons no change over it", () => {
    const trend = trendOf(edition, { 2022: { received: 10 }, 2024: { received: 0 }, 2025: { received: 4 } });
    expect(texts(trend, "received")).toEqual(["10", "", "0", "4"]);
    expect(series(trend, "received").map(({ value }) => value)).toEqual([10, undefined, 0, 4]);
    expect(changes(trend, "received")).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
      [4, undefined],
    ]);
    expect(trend?.notes).toEqual(["缺2023年的数据。", "“—”表示没有数据，不是0。"]);
  });

  it("leaves a figure open that a year's tally does not give, and a figure out that none gives", () => {
    const trend = trendOf(edition, { 2024: { items: 100 }, 2025: {} });
    expect(texts(trend, "itemsPublished")).toEqual(["100", ""]);
    const none = trendOf(edition, { 2024: {}, 2025: {} });
    expect(none?.charts.map(({ name }) => name)).toEqual(["政府信息公开申请", "行政复议、行政诉讼"]);
  });

  it("prints an approximate figure as it was written and reckons with it neither way", () => {
    const trend = trendOf(edition, {
      2023: { items: 600 },
      2024: { items: about(700, "近700") },
      2025: { items: 800 },
    });
    expect(texts(trend, "itemsPublished")).toEqual(["600", "近700", "800"]);
    expect(series(trend, "itemsPublished").map(({ approximate }) => approximate === true)).toEqual([
      false,
      true,
      false,
    ]);
    expect(changes(trend, "itemsPublished")).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(trend?.notes).toEqual(["约数（如“近700”）照原报告列出，不计算增减，也不画入图中。"]);
  });

  it.each([
    [8, 9, 1, "+12.5%"],
    [3, 2, -1, "-33.33%"],
    [3, 5, 2, "+66.67%"],
    [100_000, 100_001, 1, "+0%"],
    [7, 7, 0, "0%"],
    [0, 5, 5, undefined],
    [5, 0, -5, "-100%"],
    [40_000, 1, -39_999, "-99.99%"],
  ])("from %d to %d is %d, %s", (from, to, difference, rate) => {
    const trend = trendOf(edition, { 2024: { received: from }, 2025: { received: to } });
    expect(changes(trend, "received")[1]).toEqual([difference, rate]);
  });

  it("draws together what has one measure: items are not cases", () => {
    const trend = trendOf(edition, { 2024: { items: 5 }, 2025: { items: 6 } });
    expect(trend?.charts.map(({ measure, series: all }) => [measure, all.map(({ id }) => id)])).toEqual([
      ["count", ["received", "outcomes"]],
      ["count", ["reviews", "lawsuits"]],
      ["items", ["itemsPublished"]],
    ]);
  });

  it("finds a figure of another form by its id, and refuses one of another measure", () => {
    const headlines = edition.headlines.map((one) =>
      one.id === "received"
        ? { ...one, name: "旧名", path: "requests.broughtForward" }
        : one.id === "outcomes"
          ? { ...one, path: "proactive.fees" }
          : one,
    );
    const old = { ...edition, id: "old", headlines };
    const before = subjectOf(old, 2024, { received: 9 });
    const trend = buildTrend({ subject: subjectOf(edition, 2025, { received: 3 }), earlier: [before] });
    expect(texts(trend, "received")).toEqual(["0", "3"]);
    expect(texts(trend, "outcomes")).toEqual(["", "3"]);
  });

  it("says so when the unit had another name", () => {
    const before = subjectOf(edition, 2024, {}, { name: "凤凰乡人民政府" });
    const trend = buildTrend({ subject: subjectOf(edition, 2025, {}), earlier: [before] });
    expect(trend?.notes).toEqual(["单位曾用名称：凤凰乡人民政府。"]);
  });

  it("adds its changes up to the whole change, exactly", () => {
    const year = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(fc.array(year, { minLength: 2, maxLength: 8 }), (figures) => {
        const years = Object.fromEntries(figures.map((received, i) => [2010 + i, { received }]));
        const points = series(trendOf(edition, years), "received");
        const sum = points.reduce((total, { difference = 0 }) => total + difference, 0);
        expect(sum).toBe((figures.at(-1) ?? 0) - (figures[0] ?? 0));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the table of a trend", () => {
  const tableOf = (years: number, received: number) => {
    const figures = Array.from({ length: years }, (_, i) => [2000 + i, { received: received + i }] as const);
    const trend = trendOf(edition, Object.fromEntries(figures));
    if (!trend) throw new Error("no trend");
    const { table } = trendAnnex(trend, "");
    if (!table) throw new Error("no table");
    return table;
  };

  it.each([
    [2, 10, 1],
    [7, 10, 1],
    [8, 10, 1],
    [9, 10, 2],
    [17, 10, 3],
    [3, 123_456_789_012, 1],
    [6, 123_456_789_012, 2],
  ])("of %d years around %d stands in %d blocks of one width", (years, received, blocks) => {
    const { rows, columns } = tableOf(years, received);
    expect(rows.filter(({ header }) => header)).toHaveLength(blocks);
    const shown = rows.flatMap(({ header, cells }) => (header ? cells.map(({ text }) => text) : []));
    const years2 = shown.filter((text) => text.endsWith("年"));
    expect(years2).toEqual(Array.from({ length: years }, (_, i) => `${2000 + i}年`));
    const received2 = rows.filter(({ cells }) => cells[0]?.text.startsWith("本年新收"));
    const values = received2.flatMap(({ cells }) =>
      cells.flatMap(({ kind, value }) => (kind === "figure" ? [value] : [])),
    );
    expect(values.filter((value) => value !== undefined)).toEqual(
      Array.from({ length: years }, (_, i) => received + i),
    );
    for (const [i] of rows.entries()) {
      const covered = gridCells({ rows }, i).reduce((sum, { cell }) => sum + cell.colSpan, 0);
      expect(covered).toBe(columns);
    }
  });
});

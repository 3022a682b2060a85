import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trend } from "../../../src/core/trend.ts";
import { parseXml, walk } from "../../../src/ooxml/xml.ts";
import { nodeCodec } from "../../../src/pipeline/unit/node-codec.ts";
import { markdownPicture } from "../../../src/render/chart/add-charts.ts";
import { chartXml } from "../../../src/render/chart/chart-xml.ts";
import { scaleFor } from "../../../src/render/chart/drawing.ts";
import { embeddedCells, embeddedWorkbook } from "../../../src/render/chart/embedded.ts";
import { trendSvg } from "../../../src/render/chart/svg.ts";
import { trendWith } from "../../support/make-trend.ts";
import { checkStructure } from "../../support/structure.ts";
import { officeFindings } from "../../support/validator.ts";

const figure = fc.oneof(
  fc.constant(undefined),
  fc.constant(0),
  fc.nat(20),
  fc.nat(2_000_000_000),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const trends = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 4 }))
  .chain(([years, series]) => {
    const points = fc.array(figure, { minLength: years, maxLength: years });
    return fc.array(fc.array(points, { minLength: series, maxLength: series }), { minLength: 1, maxLength: 3 });
  })
  .map((charts) => trendWith(charts));

const fiveYears = trendWith([
  [
    [20, 26, undefined, 33, 31],
    [19, 25, 24, 30, 33],
  ],
]);
const elements = (bytes: Uint8Array) => {
  const xml = parseXml(bytes);
  if ("fault" in xml) throw new Error(xml.fault);
  return [...walk(xml.root)];
};
const first = ({ charts }: Trend) => {
  const [chart] = charts;
  if (!chart) throw new Error("no chart");
  return chart;
};
const chartOf = (trend: Trend, width = 440) =>
  chartXml(trend, first(trend), { cells: embeddedCells(trend, first(trend)), width });

describe("the SVG", () => {
  it("is well formed and has no number that is none, whatever the figures", () => {
    fc.assert(
      fc.property(trends, (trend) => {
        const bytes = trendSvg(trend);
        const text = new TextDecoder().decode(bytes);
        expect(text).not.toMatch(/NaN|Infinity|undefined/);
        for (const { name, attributes } of elements(bytes)) {
          if (name !== "rect") continue;
          expect(Number(attributes["height"])).toBeGreaterThanOrEqual(0);
          expect(Number(attributes["width"])).toBeGreaterThan(0);
        }
        expect(trendSvg(trend)).toEqual(bytes);
      }),
      { numRuns: 40 },
    );
  });

  it("has a column for each figure and none for a gap", () => {
    const drawn = elements(trendSvg(fiveYears)).filter(
      ({ name, attributes }) => name === "rect" && attributes["stroke"] && Number(attributes["width"]) > 12,
    );
    expect(drawn).toHaveLength(9);
  });

  it("says in words what it shows, and names no font of its own", () => {
    const text = new TextDecoder().decode(trendSvg(fiveYears));
    expect(text).toContain('<title id="title">凤凰镇&lt;人民政府&gt;&amp;历年主要数据对比</title>');
    expect(text).toContain("图0（件）：数&lt;0&gt; 2021年20、2022年26、2024年33、2025年31；");
    expect(text).not.toMatch(/font-face|url\(http|href/);
  });

  it("leaves figures and years out where they would touch", () => {
    const many = trendWith([[Array.from({ length: 30 }, (_, i) => 10_000_000 + i)]], 1996);
    const texts = elements(trendSvg(many)).flatMap(({ name, text }) => (name === "text" ? [text] : []));
    expect(texts.filter((text) => text.startsWith("1000"))).toEqual(["10000000"]); // of the axis
    expect(texts.filter((text) => text.endsWith("年")).length).toBeLessThan(20);
    expect(texts).toContain("2025年");
  });
});

describe("an axis", () => {
  it.each([
    [
      [3, 1],
      [0, 1, 2, 3],
    ],
    [
      [33, 20],
      [0, 10, 20, 30, 40],
    ],
    [
      [0, 0],
      [0, 1],
    ],
    [[], [0, 1]],
    [[0.3], [0, 0.1, 0.2, 0.3]],
    [[1186], [0, 500, 1000, 1500]],
    [
      [-5, 5],
      [-5, 0, 5],
    ],
  ])("for %j has the ticks %j", (values, ticks) => {
    expect(scaleFor(values).ticks).toEqual(ticks);
  });

  it("holds every figure and 0, in few steps", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger().map((n) => n / 10_000)), (values) => {
        const { ticks, low, high } = scaleFor(values);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(Math.min(0, ...values)).toBeGreaterThanOrEqual(low - 1e-9 * Math.abs(low));
        expect(Math.max(0, ...values)).toBeLessThanOrEqual(high + 1e-9 * Math.abs(high));
      }),
    );
  });
});

describe("the chart of Office", () => {
  it("is well formed whatever the figures, and the same again", () => {
    fc.assert(
      fc.property(trends, (trend) => {
        const xml = chartOf(trend);
        expect(xml).not.toMatch(/NaN|Infinity|undefined/);
        expect(elements(new TextEncoder().encode(xml)).length).toBeGreaterThan(20);
        expect(chartOf(trend)).toBe(xml);
      }),
      { numRuns: 40 },
    );
  });

  it("has no point for a gap, and shows a gap as one", () => {
    const values = elements(new TextEncoder().encode(chartOf(fiveYears))).filter(({ name }) => name === "c:numCache");
    const points = values.map(({ children }) =>
      children.filter(({ name }) => name === "c:pt").map(({ attributes }) => attributes["idx"]),
    );
    expect(points).toEqual([
      ["0", "1", "3", "4"],
      ["0", "1", "2", "3", "4"],
    ]);
    expect(chartOf(fiveYears)).toContain('<c:dispBlanksAs val="gap"/>');
  });

  it("stands on 0, and writes figures over the columns only where they have room", () => {
    const near = trendWith([[[1001, 1002]]]);
    expect(chartOf(near)).toContain('<c:min val="0"/>');
    expect(chartOf(near)).toContain('<c:showVal val="1"/>');
    const many = trendWith([Array.from({ length: 2 }, () => Array.from({ length: 20 }, () => 123_456))]);
    expect(chartOf(many)).not.toContain("<c:showVal");
    expect(chartOf(many)).toContain("<c:majorGridlines>");
  });
});

describe("the workbook in a Word chart", () => {
  it("opens, and holds under its formulas what is drawn", async () => {
    const chart = first(fiveYears);
    const bytes = embeddedWorkbook(fiveYears, chart, nodeCodec);
    expect(checkStructure(bytes, "xlsx")).toEqual([]);
    expect(await officeFindings(bytes, "embedded.xlsx")).toEqual([]);
    expect(embeddedWorkbook(fiveYears, chart, nodeCodec)).toEqual(bytes);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const cells = embeddedCells(fiveYears, chart);
    expect(cells).toEqual({
      years: "Sheet1!$A$2:$A$6",
      series: [
        { name: "Sheet1!$B$1", values: "Sheet1!$B$2:$B$6" },
        { name: "Sheet1!$C$1", values: "Sheet1!$C$2:$C$6" },
      ],
    });
    const sheet = book.getWorksheet("Sheet1");
    const column = (letter: string) => [2, 3, 4, 5, 6].map((row) => sheet?.getCell(`${letter}${row}`).value);
    expect(column("A")).toEqual(["2021年", "2022年", "2023年", "2024年", "2025年"]);
    expect(column("B")).toEqual([20, 26, null, 33, 31]);
    expect(sheet?.getCell("C1").value).toBe("数<1>");
  });
});

describe("the picture in Markdown", () => {
  const page = "# 甲\n\n| 另 |\n| --- |\n\n## 别名\n\n| 甲 |\n| --- |\n| 1 |\n<!-- trend -->\n\n注：……\n";
  it("stands under its own table, and nowhere without one", () => {
    const text = new TextDecoder().decode(markdownPicture(new TextEncoder().encode(page), fiveYears, "甲.svg"));
    expect(text).toContain("| 1 |\n\n注：……\n\n![凤凰镇<人民政府>&历年主要数据对比](甲.svg)\n");
    expect(text).not.toContain("<!--");
    const other = new TextEncoder().encode("## 历年主要数据对比\n\n| 甲 |\n| --- |\n| 1 |\n");
    expect(markdownPicture(other, fiveYears, "甲.svg")).toBe(other);
  });

  it.each([
    ["甲镇2025年.svg", "甲镇2025年.svg"],
    ["甲 (新).svg", "甲%20%28新%29.svg"],
    ["甲%2F#?.svg", "甲%252F%23%3F.svg"],
  ])("is linked by the name %s as %s", (name, link) => {
    const text = new TextDecoder().decode(markdownPicture(new TextEncoder().encode(page), fiveYears, name));
    expect(text).toContain(`](${link})`);
  });
});

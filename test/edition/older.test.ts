import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import type { LaidRow } from "../../src/core/form/laid-table.ts";
import { layoutTable } from "../../src/core/form/layout.ts";
import { parseRelation } from "../../src/edition/equation.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { editions } from "../support/editions.ts";

const edition = (id: string) => {
  const found = editions().get(id);
  if (!found) throw new Error(id);
  return found;
};
const lines = (id: string) => {
  const layout = layoutTable(edition(id).tables[0]!);
  return layout.rows.filter(({ header }) => !header);
};
const label = ({ cells }: LaidRow) => cells[0]?.text ?? "";

describe("every year since 2008 has one form", () => {
  it.each([
    [2007, undefined],
    [2008, "2008"],
    [2013, "2008"],
    [2014, "2014"],
    [2018, "2014"],
    [2019, "2019"],
    [2020, "2019"],
    [2021, "2021"],
  ])("%i", (year, id) => {
    expect(editions().forYear(year)?.id).toBe(id);
  });

  it("of which the last holds until there is another", () => {
    const open = editions().all.filter(({ reportYears }) => reportYears.to === undefined);
    expect(open).toHaveLength(1);
    expect(editions().forYear(2091)).toBe(open[0]);
  });
});

describe("the statistical table of 2014", () => {
  const table = lines("2014");

  it("has 65 lines, seven of them headings, and nine of the first level", () => {
    expect(table).toHaveLength(65);
    const headings = table.filter(({ cells }) => cells.every(({ path }) => path === undefined));
    // #1, 5, 11, 13, 21, 55 and 62 of the table.
    expect(headings.map((row) => table.indexOf(row) + 1)).toEqual([1, 5, 11, 13, 21, 55, 62]);
    expect(table.filter(({ cells }) => cells[0]?.level === 0).map((row) => table.indexOf(row) + 1)).toEqual([
      1, 11, 21, 45, 49, 53, 54, 55, 62,
    ]);
  });

  it("prints label, measure and figure, and dashes on the line of a heading", () => {
    const texts = (row: number) => table[row - 1]!.cells.map(({ text, path }) => path ?? text);
    expect(texts(1)).toEqual(["一、主动公开情况", "——", "——"]);
    expect(texts(2)).toEqual([
      "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）",
      "条",
      "statistics.proactive.items.count",
    ]);
    expect(texts(3)).toEqual(["其中：主动公开规范性文件数", "条", "statistics.proactive.items.normativeDocuments"]);
    expect(texts(18).slice(0, 2)).toEqual(["3.政策解读稿件发布数", "篇"]);
    expect(texts(54).slice(0, 2)).toEqual(["七、依申请公开信息收取的费用", "万元"]);
    expect(texts(65).slice(0, 2)).toEqual(["（三）接受培训人员数", "人次"]);
  });

  it("adds up what its labels divide: requests, answers, refusals, staff", () => {
    const terms = (path: string) => edition("2014").cellAt.get(`statistics.${path}`)?.terms?.length;
    expect(terms("requests.received.total")).toBe(4);
    expect(terms("requests.closed.total")).toBe(2);
    expect(terms("requests.outcomes.denied.total")).toBe(6);
    // Eight kinds of answer, refusals by their six grounds.
    expect(terms("requests.outcomes.total")).toBe(7 + 6);
    expect(terms("resources.staff.total")).toBe(2);
    expect(terms("review.count")).toBeUndefined();
  });

  it("keeps what is not verified marked", () => {
    const marks = (id: string) => [...JSON.stringify(edition(id).tables).matchAll(/"mark":"(\w+)"/g)].map(([, m]) => m);
    expect(marks("2014").filter((mark) => mark === "practice")).toHaveLength(10);
    expect(marks("2014").filter((mark) => mark === "unverified").length).toBeGreaterThan(35);
    expect(marks("2008").every((mark) => mark === "derived")).toBe(true);
  });
});

describe("the local table of 2008", () => {
  it("has the 34 known lines under their codes, in order", () => {
    const codes = lines("2008").map(({ cells }) => cells[2]?.text);
    expect(codes).toEqual(Array.from({ length: 34 }, (_, i) => String(i + 1).padStart(2, "0")));
    expect(label(lines("2008")[20]!)).toBe("其中：非《规定》所指政府信息数");
  });
});

describe("a table that went beside the report", () => {
  const text = "year: 2016\nunit: { name: 清水县林业局, kind: department }\n";

  it("may be left out: nothing is known of its cells, and nothing is 0", () => {
    const { value, diagnostics } = readTally({ file: "t.yaml", text }, editions());
    expect(diagnostics).toEqual([]);
    const figures = computeFigures(value!, edition("2014"));
    expect(figures.value("statistics.requests.received")).toBeUndefined();
    expect(figures.print("statistics.requests.received.total")).toBeUndefined();
  });

  it("is whole where it is there at all", () => {
    const { diagnostics } = readTally({ file: "t.yaml", text: `${text}statistics: { complaints: 1 }\n` }, editions());
    expect(diagnostics.map(({ code }) => code)).toEqual(["GR123"]);
  });

  it("a line that counts and heads others takes its own figure by name", () => {
    const table =
      "statistics: { proactive: 0, interpretation: 0, requests: 0, litigation: 0, complaints: 0, charges: 0, resources: 0, training: 0, review: { count: 3, upheld: 1, corrected: 1, other: 0 } }\n";
    const { value, diagnostics } = readTally({ file: "t.yaml", text: text + table }, editions());
    expect(diagnostics).toEqual([]);
    expect(computeFigures(value!, edition("2014")).value("statistics.review")).toBe(3);
  });
});

describe("a relation between cells", () => {
  it("is two sums and a sign, or a sum and a number", () => {
    expect(parseRelation("a + b.c <= d - e")).toEqual({
      left: [
        { path: "a", sign: 1 },
        { path: "b.c", sign: 1 },
      ],
      sign: "<=",
      right: [
        { path: "d", sign: 1 },
        { path: "e", sign: -1 },
      ],
      bound: 0,
    });
    expect(parseRelation("lastYear + change >= 0")).toMatchObject({ sign: ">=", right: [], bound: 0 });
    expect(parseRelation("funds <= 1000")).toMatchObject({ right: [], bound: 1000 });
  });

  it.each(["a", "a = b = c", "a <> b", "a + = b", "= b", "a b = c", "1 = a", "a => b"])("%s is none", (text) => {
    expect(parseRelation(text)).toBeUndefined();
  });
});

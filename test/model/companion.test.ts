import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import { buildCompanion, checkTexts } from "../../src/model/companion.ts";
import { twoYears } from "../support/consistent-tally.ts";
import { edition2021, editions } from "../support/editions.ts";
import type { Cells } from "../support/expand-text.ts";
import { makeTally } from "../support/make-tally.ts";

function companion(edition: Edition, cells: Cells, before?: Cells) {
  const year = edition.reportYears.from;
  const subjectOf = (figures: Cells) => {
    const tally = makeTally(edition, figures, { year });
    return { tally, edition, figures: computeFigures(tally, edition) };
  };
  const previous = before && subjectOf(before);
  return buildCompanion({
    subject: { ...subjectOf(cells), ...(previous && { previous }) },
    draft: false,
    contentHash: "sha256:0",
    files: [],
  });
}

/** Its lines: of a table one a row, cells parted by bars. */
function lines(edition: Edition, cells: Cells, before?: Cells): readonly string[] {
  const { value, diagnostics } = companion(edition, cells, before);
  expect(diagnostics).toEqual([]);
  return (value?.sections ?? []).flatMap(({ heading, paragraphs }) => [
    heading,
    ...paragraphs.flatMap(({ lead, text, block }) =>
      block?.kind === "table" ? block.rows.map((row) => row.join("|")) : [lead + text],
    ),
  ]);
}

const some: Cells = {
  "requests.received.naturalPerson": 5,
  "requests.outcomes.granted.naturalPerson": 4,
  "requests.carriedForward.naturalPerson": 1,
  "disputes.review.upheld": 1,
};

describe.each(editions().all)("the companion of a report on the form of $id", (edition) => {
  it("has a background, figures and how to read them, and its own title", () => {
    const { value } = companion(edition, {});
    expect(value?.title).toMatch(/报告解读$/);
    expect(value?.sections.map(({ heading }) => heading)).toEqual(["一、背景", "二、主要数据", "三、这些数怎么看"]);
    expect(value?.sections.every(({ tables }) => tables.length === 0)).toBe(true);
  });

  it("compares nothing where there is no last year, and says so", () => {
    const said = lines(edition, {}).join("\n");
    expect(said).not.toMatch(/同比|增长|下降|增加|持平/);
    expect(said).toContain("没有上一年度的数可以比较");
  });

  it("says 持平 of what has stayed the same, be it 0, and keeps silent about a blank", () => {
    expect(lines(edition, {}, {}).join("\n")).toMatch(/\|0[件条]\|持平/);
    const blank = Object.fromEntries(edition.cells.flatMap(({ path, terms }) => (terms ? [] : [[path, undefined]])));
    expect(lines(edition, blank, blank).join("\n")).not.toMatch(/[0-9]+[件条]|持平|undefined|NaN/);
  });
});

describe("the companion of a report", () => {
  const edition = edition2021();

  it("says the change of each figure: up, down, from nothing and to nothing", () => {
    const before = {
      ...some,
      "requests.received.naturalPerson": 4,
      "disputes.review.upheld": 0,
      "disputes.litigation.direct.upheld": 2,
    };
    const said = lines(edition, { ...some, "proactive.licences": 8 }, { ...before, "proactive.licences": 10 });
    expect(said).toEqual(
      expect.arrayContaining([
        "项目|2021年|比上年",
        "新收政府信息公开申请|5件|增长25%",
        "办结政府信息公开申请|4件|持平",
        "行政许可处理决定|8件|下降20%",
        "行政复议|1件|增加1件",
        "行政诉讼|0件|下降100%",
      ]),
    );
  });

  it("speaks of requests, of none, and of those carried over alone", () => {
    const spoken = (cells: Cells) => lines(edition, cells).find((line) => line.includes("申请办得怎样")) ?? "";
    expect(spoken(some)).toBe(
      "（二）申请办得怎样。本年新收申请5件，上年结转0件，要办的一共5件；年内办结4件，结转下年度1件。办结的申请中，予以公开和部分公开4件，占100%。",
    );
    expect(spoken({})).toBe("（二）申请办得怎样。本年没有收到申请，上年也没有结转。");
    expect(
      spoken({ "requests.broughtForward.naturalPerson": 2, "requests.outcomes.denied.stateSecret.naturalPerson": 2 }),
    ).toBe(
      "（二）申请办得怎样。本年新收申请0件，上年结转2件，要办的一共2件；年内办结2件，结转下年度0件。不予公开的2件，理由在报告的表里逐项列明。",
    );
  });

  it("has every number from the figures, their sums, shares and changes", () => {
    fc.assert(
      fc.property(twoYears, ({ now, before }) => {
        const figures = computeFigures(makeTally(edition, Object.fromEntries(now)), edition);
        const known = new Set([...now.values(), ...edition.cells.map(({ path }) => figures.value(path))]);
        for (const rows of [
          ["requests.received", "requests.broughtForward"],
          ["requests.outcomes.granted", "requests.outcomes.partlyGranted"],
        ]) {
          known.add(rows.reduce((sum, row) => sum + (figures.value(row) ?? 0), 0));
        }
        for (const row of [
          "requests.outcomes",
          "requests.outcomes.denied",
          "requests.outcomes.unableToProvide",
          "disputes.review",
          "disputes.litigation",
          "requests.received",
          "requests.carriedForward",
          "requests.broughtForward",
        ])
          known.add(figures.value(row));
        const said = lines(edition, Object.fromEntries(now), Object.fromEntries(before)).slice(2).join("\n");
        const numbers = [...said.matchAll(/(\d+)件/g)].filter((match) => !said.slice(0, match.index).endsWith("增加"));
        for (const [, number] of numbers) expect(known).toContain(Number(number));
        expect(said).not.toMatch(/undefined|NaN|（未填）/);
      }),
      { numRuns: 40 },
    );
  });

  it("is of one's own words where there are some, which are checked as all texts are", () => {
    const own = (text: string): Edition => ({
      ...edition,
      partials: new Map([...edition.partials, ["companion", text]]),
    });
    expect(lines(own("一、数\n新收{{requests.received}}件"), some)).toEqual(["一、数", "新收5件"]);
    expect(lines(own("新收{{requests.received}}件"), some)).toEqual(["解读", "新收5件"]);
    const wrong = own("一、数\n新收{{requests.recieved}}件");
    const { value, diagnostics } = companion(wrong, some);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, message }) => `${code} ${message.en}`)).toEqual([
      'GR702 template 2021/text/companion.hbs, line 2, column 5: there is no figure named "requests.recieved"',
    ]);
    expect(checkTexts(wrong)).toEqual(diagnostics);
    expect(editions().all.flatMap(checkTexts)).toEqual([]);
  });

  it("is not made where a form has no words for it, which is said", () => {
    const without = { ...edition, partials: new Map() };
    const { value, diagnostics } = companion(without, some);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning GR743"]);
  });
});

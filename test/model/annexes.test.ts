import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import type { Annex } from "../../src/core/form/annex.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import { gridCells } from "../../src/core/form/layout.ts";
import { buildReport } from "../../src/model/report.ts";
import { edition2021, editions, editionsOf, templatesFolder } from "../support/editions.ts";
import { about, makeTally, type Written } from "../support/make-tally.ts";

const edition = edition2021();

function annexesOf(cells: { readonly [key: string]: Written }, of: Edition = edition, wanted = true): readonly Annex[] {
  const tally = makeTally(of, cells);
  const figures = computeFigures(tally, of);
  const annexes = wanted ? (["activity"] as const) : [];
  return buildReport({ tally, edition: of, figures, prose: new Map(), annexes, draft: false, findings: [] }).annexes;
}

/** A table as lines; a cell that reaches over others is said once. */
function linesOf({ table }: Annex): readonly string[] {
  const rows = table?.rows ?? [];
  return rows.map((row) =>
    row.cells.map(({ text, value }) => (value === undefined ? text : `${text}=${value}`)).join(" | "),
  );
}

describe("annexes of activity figures", () => {
  it("print what is given: planned 12, built 1, 8.33%", () => {
    const [annex, ...others] = annexesOf({ activity: { serviceNetwork: { counties: { planned: 12, built: 1 } } } });
    expect(others).toEqual([]);
    expect(annex).toMatchObject({ mark: "附件", title: "政务服务网络建设情况表", below: [] });
    expect(annex?.above).toEqual(["填报单位：凤凰镇人民政府　　报告年度：2025年"]);
    expect(annex && linesOf(annex)).toEqual([
      "类别 | 应建（个） | 已建（个） | 建成率",
      "县级中心 | 12=12 | 1=1 | 8.33%=0.0833",
    ]);
  });

  it("have the clerk's own names after those listed, and are numbered where there are several", () => {
    const [items, staff] = annexesOf({
      activity: {
        itemsPublished: { channels: { 村村响广播: 7, wechat: 0 }, topics: { 财政资金: 305 } },
        staff: { partTime: 2 },
      },
    });
    expect([items?.mark, staff?.mark]).toEqual(["附件1", "附件2"]);
    expect(items && linesOf(items)).toEqual([
      "项目 | 数量（条）",
      "按渠道分 | 政务微信 | 0=0",
      "村村响广播 | 7=7",
      "按重点领域分 | 财政资金 | 305=305",
    ]);
    expect(staff && linesOf(staff)).toEqual(["项目 | 数量", "工作人员 | 兼职（人） | 2=2"]);
  });

  it("keep approximate figures in the clerk's words, without a rate and without a number", () => {
    const [annex] = annexesOf({
      activity: {
        services: { accepted: about(330_000, "33万余"), closed: 325_500 },
        messages: { received: 0, closed: 0 },
      },
    });
    expect(annex && linesOf(annex)).toEqual([
      "事项 | 收到受理 | 回应办结",
      "网上留言（条） | 0=0 | 0=0",
      "政务服务（件） | 33万余 | 325500=325500",
    ]);
    expect(annex?.below).toEqual(["注：近似数按填报原文列出，不计算比率。"]);
  });

  it("say — where one row lacks what another has", () => {
    const [annex] = annexesOf({
      activity: { hotline: { received: 4, closed: 3 }, responses: { raised: 16 } },
    });
    expect(annex && linesOf(annex)).toEqual([
      "事项 | 收到受理 | 回应办结 | 办结率",
      "回应关切（次） | 16=16 | — | —",
      "热线工单（件） | 4=4 | 3=3 | 75%=0.75",
    ]);
  });

  it("are none where no figure is given, or where the workspace does not want them", () => {
    expect(annexesOf({ activity: { processingFee: 0 } })).toEqual([]);
    expect(annexesOf({})).toEqual([]);
    expect(annexesOf({ activity: { interpretations: 15 } }, edition, false)).toEqual([]);
  });

  it("come after those of the form itself, and are counted with them", () => {
    const of = editions().get("2014") as Edition;
    const tally = makeTally(of, { "activity.interpretations": 15 });
    const figures = computeFigures(tally, of);
    const input = { tally, edition: of, figures, prose: new Map(), draft: false, findings: [] };
    const marks = (report: ReturnType<typeof buildReport>) => [
      ...report.sections.flatMap(({ annex }) => annex?.mark ?? []),
      ...report.annexes.map(({ mark }) => mark),
    ];
    expect(marks(buildReport(input))).toEqual(["附件"]);
    expect(marks(buildReport({ ...input, annexes: ["activity"] }))).toEqual(["附件1", "附件2"]);
  });

  it("fill their grid whatever is given", () => {
    const figure = fc.option(fc.oneof(fc.nat(), fc.constant(about(30, "近30"))), { nil: undefined });
    const name = fc.stringMatching(/^[一-龥]{1,12}$/);
    const given = fc.record({
      "activity.itemsPublished.total": figure,
      "activity.itemsPublished.channels.website": figure,
      "activity.hotline.received": figure,
      "activity.hotline.closed": figure,
      "activity.services.accepted": figure,
      "activity.staff.fullTime": figure,
      "activity.serviceNetwork.villages.built": figure,
    });
    fc.assert(
      fc.property(given, fc.dictionary(name, fc.nat(), { maxKeys: 9 }), (cells, topics) => {
        const own = Object.entries(topics).map(([topic, n]) => [`activity.itemsPublished.topics.${topic}`, n] as const);
        const filled = Object.entries(cells).filter(([, value]) => value !== undefined);
        const annexes = annexesOf(Object.fromEntries([...filled, ...own]));
        expect(annexes.length > 0).toBe(filled.length + own.length > 0);
        for (const { table } of annexes) {
          for (const row of table?.rows.keys() ?? []) {
            const width = table ? gridCells(table, row).reduce((sum, { cell }) => sum + cell.colSpan, 0) : 0;
            expect(width).toBe(table?.columns);
          }
        }
      }),
    );
  });
});

describe("the annex of a table that an area has added", () => {
  const own = editionsOf(templatesFolder, "samples/extra/templates").get("2021") as Edition;

  it("is printed with its totals, its notes and its measures", () => {
    const [annex] = annexesOf(
      { windowCases: { received: { counter: 3, online: 2 }, closed: { onTime: { counter: 5 } }, equipment: 2.5 } },
      own,
      false,
    );
    expect(annex).toMatchObject({ mark: "附件", title: "政务服务办件情况表", below: ["注：办件不含咨询和预约。"] });
    const lines = annex ? linesOf(annex) : [];
    expect(lines).toContain("一、本年受理办件数（件） | 3=3 | 2=2 | 0=0 | 5=5");
    expect(lines).toContain("（三）小计（件） | 5=5 | 0=0 | 0=0 | 5=5");
    expect(annex?.table?.rows.at(-1)?.cells.at(-1)).toMatchObject({ text: "2.5", value: 2.5, format: "decimal" });
  });

  it("is not printed by a unit that has left the table out", () => {
    const tally = makeTally(own);
    const cells = new Map([...tally.cells].filter(([path]) => !path.startsWith("windowCases.")));
    const left = { ...tally, cells };
    const input = { tally: left, edition: own, figures: computeFigures(left, own), prose: new Map() };
    expect(buildReport({ ...input, draft: false, findings: [] }).annexes).toEqual([]);
  });
});

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Edition } from "../../src/core/form/edition.ts";
import { layoutTable } from "../../src/core/form/layout.ts";
import type { Paragraph, ReportModel, Stamp } from "../../src/core/report.ts";
import { paragraphsOf } from "../../src/model/report.ts";
import { buildTrend } from "../../src/model/trend.ts";
import { examine } from "../../src/pipeline/unit/inspect-file.ts";
import { readEarlier } from "../../src/pipeline/unit/previous.ts";
import { openSession } from "../../src/pipeline/unit/session.ts";
import { stampOne } from "../../src/pipeline/unit/stamp.ts";
import { filesAt } from "../../src/pipeline/workspace/inputs.ts";
import { editions } from "./editions.ts";
import { reportOf } from "./report-models.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const pageFormats = ["html", "fragment.html"] as const;
type PageFormat = (typeof pageFormats)[number];
const session = openSession({ formats: pageFormats });

export async function pageStamp(edition: Edition, format: PageFormat = "html"): Promise<Stamp> {
  const stamp = (await session.stamps(edition)).value?.get(format);
  if (!stamp) throw new Error("the shipped template is broken");
  return stamp;
}

export async function pageOf(edition: Edition, report: ReportModel, format: PageFormat = "html"): Promise<string> {
  return new TextDecoder().decode((await pageStamp(edition, format)).stamp(report));
}

const text = `（一）主动公开。公开政府信息12条。
（二）公开渠道
1.政府网站
| 渠道 | 条数 |
| --- | ---: |
| 网站 | 263 |
- 微信
  - 视频号
- 公告栏
1. 第一
2. 第二
![示意图](a.png)
（三）依申请公开。`;

const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);
const picture: NonNullable<Paragraph["block"]> = {
  kind: "picture",
  ...{ caption: "平台页面", file: "a.png", number: 1, place: 1, copy: "r-图1.png" },
  picture: { type: "png", bytes: Uint8Array.from(dot), width: 640, height: 480, sha256: "" },
};

/** A report of a form with everything that one may hold, for whoever it is of. */
export function fullReport(edition: Edition, changed: Partial<ReportModel> = {}): ReportModel {
  const tables = edition.tables.filter(({ extra }) => !extra);
  const figure = edition.cells.find(({ table }) => table === tables[0]?.id)?.path ?? "";
  const sections = edition.sections.map(({ id, heading, annex, prose, tables: own }) => ({
    ...{
      id,
      heading,
      paragraphs: prose ? [...paragraphsOf(text), { level: 0 as const, lead: "", text: "", block: picture }] : [],
    },
    ...(annex && { annex: { mark: "附件1", above: ["填报单位：凤凰镇人民政府"], below: ["单位负责人："] } }),
    tables: own.flatMap((table) => tables.filter((one) => one.id === table).map(layoutTable)),
  }));
  return reportOf(edition, {
    ...{ sections, publishedOn: "2026-01-16", signedBy: ["凤凰镇人民政府", "凤凰镇综合行政执法局"] },
    remarks: new Map([[figure, "（含自然失效29件）"]]),
    notes: Object.fromEntries(tables.map(({ id }) => [id, ["注1：含上年度结转数量"]])),
    files: [
      { format: "docx", name: "凤凰镇 2025 #1.docx" },
      { format: "md", name: "凤凰镇 2025 #1.md" },
    ],
    ...changed,
  });
}

/** Pages of every form, a draft, and two samples: one with tables of an area, one with figures over the years. */
export async function pagesOf(format: PageFormat): Promise<readonly (readonly [name: string, html: string])[]> {
  const pages: (readonly [string, string])[] = [];
  for (const edition of editions().all) pages.push([edition.id, await pageOf(edition, fullReport(edition), format)]);
  const newest = editions().all.at(-1);
  if (newest) {
    const draft = fullReport(newest, { draft: true, findings: ["有空白 <&>", "合计不符"], published: "" });
    pages.push(["draft", await pageOf(newest, draft, format)]);
  }
  return [...pages, ["trend", await trendPage(format)], ["extra", await extraPage(format)]];
}

async function trendPage(format: PageFormat): Promise<string> {
  const examined = examineSample("trend/units/fengxi-zhen.yaml", session);
  const { subject } = examined;
  if (!subject) throw new Error("not readable");
  const files = filesAt(join(samples, "trend/previous"), process.cwd());
  const trend = buildTrend({ subject, earlier: readEarlier(subject.tally, files, session.editions) });
  if (!trend) throw new Error("no trend");
  const { value = [] } = await stampOne(examined, session, {
    draft: false,
    annexes: ["activity"],
    compared: { trend, picture: "p.svg" },
  });
  return new TextDecoder().decode(value.find((one) => one.format === format)?.bytes);
}

async function extraPage(format: PageFormat): Promise<string> {
  const own = openSession({ formats: [format], templates: join(samples, "extra/templates") });
  const examined = examineSample("extra/units/qingshan/xikou-zhen.yaml", own);
  const { value = [] } = await stampOne(examined, own, { draft: true, annexes: ["activity"] });
  if (!value[0]) throw new Error("not built");
  return new TextDecoder().decode(value[0].bytes);
}

function examineSample(file: string, { editions }: Pick<typeof session, "editions">) {
  const options = { previous: () => undefined, severities: {}, final: false };
  return examine(join(samples, file), { editions }, options);
}

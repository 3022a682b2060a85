import { describe, expect, it } from "vitest";
import type { Diagnostic, Text } from "../../src/core/diagnostic.ts";
import { expand } from "../support/expand-text.ts";
import { makeReport, stampMarkdown } from "../support/make-report.ts";
import { inline, sheetFile } from "../support/sheet-files.ts";
import { paragraph, wordFile } from "../support/word-files.ts";
import { bodyOf, edition, faultsIn, linesOf, stamped } from "../support/word-stamps.ts";

const cells = {
  requests: { received: { naturalPerson: 3, business: 2 } },
  activity: { hotline: { received: 4, closed: 3 }, itemsPublished: { topics: { 财政资金: 305, 价格收费: 6 } } },
};
const unit = { name: "凤凰镇人民政府", kind: "township" as const, code: "320582104" };
const figure = (path: string): number =>
  ({ "requests.received.naturalPerson": 3, "requests.received.business": 2 })[path] ?? 0;
const activity = {
  "activity.hotline.received": 4,
  "activity.hotline.closed": 3,
  "activity.itemsPublished.topics.财政资金": 305,
  "activity.itemsPublished.topics.价格收费": 6,
};
const written = makeReport(edition, cells, { texts: { overview: "甲", problems: "x", other: "x" }, code: unit.code });

const toXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

interface Told {
  readonly code: string;
  readonly message: Text;
  readonly help?: Text;
}

/** The same template in each format: what is said of it, and what it prints. */
const formats: Readonly<
  Record<
    string,
    { readonly faults: (template: string) => readonly Told[]; readonly prints: (template: string) => string }
  >
> = {
  texts: {
    faults: (template) => expand(edition, template, cells, undefined, { code: unit.code }).faults,
    prints: (template) => expand(edition, template, cells, undefined, { code: unit.code }).value?.text ?? "",
  },
  md: {
    faults: (template) => stampMarkdown(edition, written, "pipe", template).diagnostics.filter(notOfCells),
    prints: (template) => stampMarkdown(edition, written, "pipe", template).markdown.trimEnd().replaceAll("\\", ""),
  },
  docx: {
    faults: (template) => faultsIn(wordFile(paragraph(toXml(template)))),
    prints: (template) => linesOf(bodyOf(paragraph(toXml(template)), { figure, activity, unit })).join("\n"),
  },
  xlsx: {
    faults: (template) => faultsIn(workbook(template), "xlsx"),
    prints: (template) => {
      const sheet = stamped(workbook(template), { figure, activity, unit }, "xlsx")["xl/worksheets/sheet1.xml"] ?? "";
      return (/<sheetData>(.*)<\/sheetData>/s.exec(sheet)?.[1] ?? "").replace(/<[^>]*>/g, "");
    },
  },
};

function workbook(template: string): Uint8Array {
  return sheetFile([{ name: "表", rows: `<row r="1">${inline("A1", toXml(template))}</row>` }]);
}

function notOfCells({ code }: Diagnostic): boolean {
  return code !== "GR730";
}

const everywhere = Object.keys(formats);
/** A workbook has no loops. */
const withLoops = ["texts", "md", "docx"];
/** In Office files an input method's full-width braces are taken for those that were meant. */
const plainText = ["texts", "md"];

function cases<T>(rows: readonly (readonly [template: string, expected: T, where?: readonly string[]])[]) {
  return rows.flatMap(([template, expected, where = everywhere]) =>
    where.map((format) => [format, template, expected] as const),
  );
}

const figures = (count: number): string => Array.from({ length: count }, () => "requests.received.total").join(" ");

describe("a fault of the language has one code in every format", () => {
  it.each(
    cases([
      ["{{sum unit.name 1}}", "GR704"],
      ["{{percent unit.name year}}", "GR704"],
      [`{{sum ${figures(33)}}}`, "GR704"],
      ["{{percent year}}", "GR704"],
      ["{{sum}}", "GR704"],
      ["{{has year}}", "GR704"],
      ["{{round year 2}}", "GR704"],
      ['{{lookup unit "name"}}', "GR704"],
      ["{{#repeat year}}x{{/repeat}}", "GR704", withLoops],
      ["{{#each unit.name}}x{{/each}}", "GR704", withLoops],
      ["{{@index}}", "GR703"],
      ["{{@key}}", "GR703"],
      ["{{@root.year}}", "GR703"],
      ["{{{year}}}", "GR703"],
      ["{{> part}}", "GR703"],
      ["{{requests.recieved.total}}", "GR702"],
      ["{{依申请公开.本年新受.总计}}", "GR702"],
      ["{{requests}}", "GR702"],
      ["{{constructor}}", "GR702"],
      ["{{#if requests.received.total}}x{{/if}}", "GR705"],
      ["{{#if 依申请公开.本年新收.总计}}x{{/if}}", "GR705"],
      ["{{#unless year}}x{{/unless}}", "GR705"],
      ["{{#if (and (has year) (sum year 1))}}x{{/if}}", "GR705"],
      ["{{#if (has year)}}x", "GR701"],
      ["{{#if (has year)}}x{{/unless}}", "GR701"],
      ["x{{/if}}", "GR701"],
      ["{{unit.name", "GR701"],
      ["x}}", "GR701"],
      ["{{= 1}}", "GR701"],
      ["{unit.name}", "GR701"],
      ["编制单位：{ {unit.name} }", "GR701"],
      ["｛unit.name｝", "GR701"],
      ["｛ 单位.名称 ｝", "GR701"],
      ["{依申请公开.本年新收.总计}件", "GR701"],
      ["{#if draft}{percent requests.received.total year}", "GR701"],
      ["｛｛unit.name｝｝", "GR701", plainText],
      ["｛｛依申请公开.本年新受.总计｝｝", "GR701", plainText],
      [`{{#if ${"(not ".repeat(30)}(has year)${")".repeat(30)}}}x{{/if}}`, "GR708"],
    ]),
  )("%s: %s is %s", (format, template, code) => {
    const found = formats[format]!.faults(template);
    expect(new Set(found.map((fault) => fault.code))).toEqual(new Set([code]));
  });

  it.each(
    cases([
      ["{{requests.recieved.total}}", "是否应为“requests.received.total”？"],
      ["{{依申请公开.本年新受.总计}}", "是否应为“依申请公开.本年新收.总计”？"],
      ["{{hotlin.closed}}", "是否应为“hotline.closed”？"],
      ["{unit.name}", "写成 {{unit.name}}，用两个半角花括号，中间不空格"],
      ["｛单位.名称｝", "写成 {{单位.名称}}，用两个半角花括号，中间不空格"],
    ]),
  )("%s: %s is told with what was meant: %s", (format, template, help) => {
    const [fault] = formats[format]!.faults(template);
    expect(fault?.help?.zh).toBe(help);
    expect(fault?.help?.en).toMatch(/did you mean|write \{\{/);
  });

  it("is told with its place: line and column in a text, sheet and cell, or the words around it", () => {
    const name = "{{requests.recieved.total}}";
    const { diagnostics } = stampMarkdown(edition, written, "pipe", `# 一\r\n\r\n共${name}件`);
    expect(diagnostics[0]).toMatchObject({
      message: { zh: "模板 report.md.hbs 第3行第4列：没有名为“requests.recieved.total”的数据" },
      span: { start: 10, end: 33 },
    });
    expect(formats["docx"]!.faults(`共${name}件`)[0]?.message.zh).toContain(`正文「共${name}件」：没有名为`);
    expect(formats["xlsx"]!.faults(`共${name}件`)[0]?.message.zh).toContain(
      `工作表“表”单元格 A1「共${name}件」：没有名为`,
    );
  });
});

describe("what the language says is said in every format", () => {
  it.each(
    cases([
      ["{{unit.name}}", "凤凰镇人民政府"],
      ["{{单位.名称}}（{{单位.代码}}）", "凤凰镇人民政府（320582104）"],
      ["{{年度}}年", "2025年"],
      ["收{{依申请公开.本年新收.总计}}件", "收5件"],
      ["收{{requests.本年新收.total}}件", "收5件"],
      ["{{热线工单.办结}}、{{hotline.closed}}、{{activity.hotline.closed}}件", "3、3、3件"],
      [`{{sum ${figures(32)}}}`, "160"],
      ["{{rest 热线工单.受理 热线工单.办结}}件", "1件"],
      ["办结率{{percent hotline.closed hotline.received}}", "办结率75%"],
      ["{{#if (pos 依申请公开.本年新收.总计)}}有{{else}}无{{/if}}", "有"],
      [
        "{{#each itemsPublished.topics}}{{@index}}{{@key}}{{#unless @last}}、{{/unless}}{{/each}}",
        "0财政资金、1价格收费",
        withLoops,
      ],
      ["（见附件{一}、{x}、｛二｝和｛｛三｝｝）", "（见附件{一}、{x}、｛二｝和｛｛三｝｝）", plainText],
      ["（见附件{一}、{x}、{本表}和｛二｝）", "（见附件{一}、{x}、{本表}和｛二｝）"],
      ["｛｛unit.name｝｝", "凤凰镇人民政府", ["docx", "xlsx"]],
    ]),
  )("%s: %s prints %s", (format, template, expected) => {
    expect(formats[format]!.faults(template)).toEqual([]);
    expect(formats[format]!.prints(template)).toBe(expected);
  });
});

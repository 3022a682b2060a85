import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Edition } from "../../src/core/form/edition.ts";
import type { ReportModel } from "../../src/core/report.ts";
import { paragraphsOf } from "../../src/model/report.ts";
import { textTables } from "../../src/model/text-table.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { compileOffice, type OfficeFormat } from "../../src/render/office/compile.ts";
import { editions, templatesFolder } from "../support/editions.ts";
import { stampMarkdown } from "../support/make-report.ts";
import { reportOf } from "../support/report-models.ts";
import { checkStructure } from "../support/structure.ts";
import { officeFindings } from "../support/validator.ts";
import { paragraph } from "../support/word-files.ts";
import { bodyOf, linesOf } from "../support/word-stamps.ts";
import { unzipped } from "../support/zip-files.ts";

const text = `各渠道发布情况如下：
| 渠道 | 条数 | 说明 |
| --- | ---: | --- |
| 网站 & 微信 | 263 | 含招生政策专栏，与各校网站同步更新 |
| 其他 | 0.5 | 无 |
重点做了以下工作：
- 编制目录；
  - 校级目录。
办理步骤：
3. 登记；
4. 审核。`;

/** A report whose first section with a text has all of them, and whose others are empty. */
function reportWith(edition: Edition, words: string): ReportModel {
  const report = reportOf(edition);
  const first = edition.sections.find(({ prose }) => prose)?.id;
  const paragraphs = paragraphsOf(words);
  return {
    ...report,
    sections: report.sections.map((section) => (section.id === first ? { ...section, paragraphs } : section)),
  };
}

function stamp(edition: Edition, report: ReportModel, format: OfficeFormat): Uint8Array {
  const bytes = readFileSync(`${templatesFolder}/${edition.id}/report.${format}`);
  const { value, diagnostics } = compileOffice(format, { name: `report.${format}`, bytes }, edition, nodeCodec);
  if (!value) throw new Error(diagnostics.map(({ message }) => message.zh).join("\n"));
  return value.stamp.stamp(report);
}

for (const edition of editions().all) {
  describe(`tables and lists of texts, edition ${edition.id}`, () => {
    it("are a table and lists in Word, and Word opens it", async () => {
      const bytes = stamp(edition, reportWith(edition, text), "docx");
      const parts = unzipped(bytes);
      const body = parts["word/document.xml"] ?? "";
      const table = /<w:tbl>(?:(?!<w:tbl>).)*?263.*?<\/w:tbl>/.exec(body)?.[0] ?? "";
      expect([...table.matchAll(/<w:tr>/g)]).toHaveLength(3);
      expect(linesOf(table)).toEqual([
        "渠道",
        "条数",
        "说明",
        "网站 &amp; 微信",
        "263",
        "含招生政策专栏，与各校网站同步更新",
        "其他",
        "0.5",
        "无",
      ]);
      const items = [...body.matchAll(/<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>.*?<w:t [^>]*>(.*?)<\/w:t>/g)];
      expect(items.map(([, level, list, words]) => [level, list, words])).toEqual([
        ["0", "901", "编制目录；"],
        ["1", "901", "校级目录。"],
        ["0", "902", "登记；"],
        ["0", "902", "审核。"],
      ]);
      expect(parts["word/numbering.xml"]).toContain('<w:startOverride w:val="3"/>');
      expect(body).not.toMatch(/\| |---/);
      expect(checkStructure(bytes, "docx")).toEqual([]);
      expect(await officeFindings(bytes, `blocks-${edition.id}.docx`)).toEqual([]);
    });

    it("are Markdown's own in Markdown, in both ways of setting tables", () => {
      const report = reportWith(edition, text);
      // The template prints the sections as the report has them.
      const { markdown } = stampMarkdown(edition, report);
      expect(markdown).toContain(
        "| 渠道 | 条数 | 说明 |\n| --- | ---: | --- |\n| 网站 & 微信 | 263 | 含招生政策专栏，与各校网站同步更新 |\n| 其他 | 0.5 | 无 |\n",
      );
      expect(markdown).toContain("\n- 编制目录；\n  - 校级目录。\n");
      expect(markdown).toContain("\n3. 登记；\n4. 审核。\n");
      expect(stampMarkdown(edition, report, "html").markdown).toContain("<tr><td>网站 &amp; 微信</td><td>263</td>");
    });

    it("stand in the workbook, numbers as numbers", async () => {
      const report = reportWith(edition, text);
      const bytes = stamp(edition, { ...report, annexes: textTables(report) }, "xlsx");
      const sheet = Object.entries(unzipped(bytes)).find(
        ([name, xml]) => /sheet\d+\.xml$/.test(name) && xml.includes("网站 &amp; 微信"),
      );
      expect(sheet?.[1]).toContain("<v>263</v>");
      expect(sheet?.[1]).toContain("<v>0.5</v>");
      expect(await officeFindings(bytes, `blocks-${edition.id}.xlsx`)).toEqual([]);
    });
  });
}

describe("a template from before there were blocks", () => {
  const loop = ["{{#each text.overview}}", "{{#if body}}", "{{text}}", "{{/if}}", "{{/each}}"].map((line) =>
    paragraph(line),
  );
  const sections = [{ id: "overview", heading: "", paragraphs: paragraphsOf(text), tables: [] }];

  it("prints them as sentences: nothing is left out", () => {
    expect(linesOf(bodyOf(loop.join(""), { sections }))).toEqual([
      "各渠道发布情况如下：",
      "渠道：网站 &amp; 微信，条数：263，说明：含招生政策专栏，与各校网站同步更新。",
      "渠道：其他，条数：0.5，说明：无。",
      "重点做了以下工作：",
      "——编制目录；",
      "——校级目录。",
      "办理步骤：",
      "3.登记；",
      "4.审核。",
    ]);
  });
});

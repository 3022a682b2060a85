import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../../src/render/markdown/markdown-table.ts";
import { edition2021 } from "../../support/editions.ts";
import { makeReport, stampMarkdown } from "../../support/make-report.ts";
import type { TallyExtra } from "../../support/make-tally.ts";

const edition = edition2021();

function markdown(extra: TallyExtra = {}, draft?: readonly string[]): string {
  const { markdown: text, diagnostics } = stampMarkdown(edition, makeReport(edition, {}, extra, draft));
  expect(diagnostics).toEqual([]);
  return text;
}

/** What is not a table. */
function words(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("|"));
}

describe("a report in Markdown", () => {
  it("has its title, its date, its headings and its paragraphs", () => {
    const texts = {
      overview: "（一）主动公开。全年公开42条。\n\n（二）依申请公开\n1.加强培训\n没有申请。",
      problems: "问题。",
      other: "无。",
    };
    expect(words(markdown({ texts, published: "2026-01-16" }))).toEqual([
      "# 凤凰镇人民政府2025年政府信息公开工作年度报告",
      "（2026年1月16日）",
      "## 一、总体情况",
      "**（一）主动公开。** 全年公开42条。",
      "### （二）依申请公开",
      "#### 1.加强培训",
      "没有申请。",
      "## 二、主动公开政府信息情况",
      "## 三、收到和处理政府信息公开申请情况",
      "## 四、政府信息公开行政复议、行政诉讼情况",
      "## 五、存在的主要问题及改进情况",
      "问题。",
      "## 六、其他需要报告的事项",
      "无。",
    ]);
  });

  it("ends with one line break, has no CR and never two empty lines", () => {
    const text = markdown();
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/\r|\n\n\n/);
    expect(markdown({ texts: { overview: "一\r\n\r\n\r\n二" } })).toContain("\n一\n\n二\n");
  });

  it("a draft says so at the top and lists what was found; a finished report does neither", () => {
    const lines = words(markdown({}, ["# 总计不符", "- 未填|空白"]));
    expect(lines[0]).toBe("> **草稿**：本件尚未定稿，不得公布。需要处理的问题列于文末。");
    expect(lines.slice(-3)).toEqual(["**需要处理的问题**", "- \\# 总计不符", "- \\- 未填\\|空白"]);
    expect(words(markdown({}, [])).at(-1)).toBe("没有发现问题。");
    expect(markdown()).not.toMatch(/草稿|需要处理的问题/);
  });

  it("prints the same bytes for the same report", () => {
    expect(markdown()).toBe(markdown());
  });
});

describe("what comes from strangers is text", () => {
  const hostile = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "a|b",
    "`code`",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "见![x](http://example.com/x.png)",
    "# 标题",
    "#标题",
    "标题 ##",
    "> 引用",
    "1. 列表",
    "***",
    "---",
    "===",
    "~~~",
    "\\",
    "&lt;b&gt;",
    "a_b_c **d**",
    "{{constructor.constructor}}",
  ];

  it.each(hostile)("%s", (text) => {
    const shown = (line: string) => line.replace(/\\([!-/:-@[-`{-~])/g, "$1");
    const escaped = escapeMarkdown(text);
    // Undoing the backslashes gives the very text back, and nothing with a meaning stands without one.
    expect(shown(escaped)).toBe(text);
    expect(escaped.replace(/\\[!-/:-@[-`{-~]/g, "x")).not.toMatch(/[`<>[\]|*_~\\]|&(?=[#\w])|^[#+\-=]|^\d+[.)]\s/);
    const report = makeReport(edition, {}, { name: `${text}镇`, texts: { other: text.startsWith("{{") ? "x" : text } });
    const { markdown: whole } = stampMarkdown(edition, report);
    expect(whole).toContain(`# ${escapeMarkdown(`${text}镇`)}2025年`);
    if (!text.startsWith("{{"))
      expect(
        whole
          .trimEnd()
          .split("\n")
          .at(-1)
          ?.replace(/^#### /, ""),
      ).toBe(escaped);
  });

  it("line breaks in a name stay inside its line", () => {
    expect(markdown({ name: "甲\n# 乙\u2028丙" }).split("\n")[0]).toBe("# 甲 # 乙 丙2025年政府信息公开工作年度报告");
  });

  it("figures are not escaped", () => {
    expect(escapeMarkdown(-5)).toBe("-5");
    expect(escapeMarkdown(undefined)).toBe("");
  });
});

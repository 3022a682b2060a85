import type { RuleDoc } from "../core/rule.ts";

/** What `gov-report explain` says of Markdown templates beside what it says of tags. */
export const markdownDocs: readonly RuleDoc[] = [
  {
    code: "GR710",
    severity: "warning",
    name: "table-not-printed",
    summary: { zh: "模板不再印出法定表格", en: "a template no longer prints a statutory table" },
    why: {
      zh: "第二、三、四部分的表格是年度报告的法定内容，改动模板时容易误删，印出的报告就不完整。",
      en: "The tables of sections two to four are required by law. They are easily lost when a template is changed, and the report is then incomplete.",
    },
    basis: { title: "《中华人民共和国政府信息公开条例》第五十条" },
    example: { wrong: "## {{heading.requests}}", right: '## {{heading.requests}}\n\n{{table "requests"}}' },
  },
];

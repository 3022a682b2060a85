import type { Rule } from "../../core/rule.ts";
import { copiedSections, type Words } from "./copied.ts";

const words: Words = {
  message: (heading, percent, quote) => ({
    zh: `“${heading}”与上年报告有 ${percent}% 相同：“${quote}”`,
    en: `"${heading}" is ${percent}% the same as last year's: "${quote}"`,
  }),
  help: {
    zh: "写明上年的问题改得怎样、今年又有什么新问题；确实仍然如此的，列入“豁免”并说明理由",
    en: "say what became of last year's problems and what is new; if it is all still so, waive it with the reason",
  },
  there: { zh: "上年是这样写的", en: "last year's words" },
};

/** A section that is last year's with other figures. */
export const sameAsLastYear: Rule = {
  code: "GR360",
  name: "same-as-last-year",
  severity: "warning",
  summary: { zh: "文字与上年报告雷同", en: "a section says what last year's report said" },
  why: {
    zh: "把上年的报告改个年份再发，问题年年相同、措施年年照抄，是通报里点名的毛病。数字、标签和单位名称不参加比较。",
    en: "Last year's report with another year on it is what circulars name. Figures, tags and the unit's name are not compared.",
  },
  example: {
    wrong: "problems: 政策解读形式单一。下一步，丰富解读形式……   # 与上年一字不差",
    right: "problems: 上年提出的解读形式单一问题，今年新增图解12篇……",
  },
  *check({ tally, edition, previous }) {
    if (previous) yield* copiedSections(tally, previous.tally, edition, words);
  },
};

import type { Rule } from "../../core/rule.ts";
import { dayInWords } from "./due.ts";

/** A report on a year is published after that year. */
export const tooEarly: Rule = {
  code: "GR602",
  name: "too-early",
  severity: "error",
  summary: { zh: "公布日期早于报告年度结束", en: "published before the year was over" },
  why: {
    zh: "年度报告反映上一年度全年的情况，统计到12月31日；年度没有结束，数字就不可能是全年的。",
    en: "The report covers the whole of the year before, up to 31 December; before its end no figure can be the year's.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条", says: "上一年度政府信息公开工作年度报告" },
  example: { wrong: "year: 2025\npublished: 2025-12-20", right: "year: 2025\npublished: 2026-01-16" },
  *check({ tally: { year, published } }) {
    const first = `${year + 1}-01-01`;
    if (!published || published.on >= first) return;
    yield {
      message: {
        zh: `公布日期是${dayInWords(published.on)}，${year}年还没有结束`,
        en: `published on ${published.on}, before ${year} was over`,
      },
      span: published.span,
      at: "published",
      help: {
        zh: `数据应统计到${year}年12月31日，公布日期不早于${dayInWords(first)}；请核对日期和报告年度`,
        en: `the figures run to ${year}-12-31, so the day is ${first} or later; check the day and the report's year`,
      },
    };
  },
};

import type { Edition } from "../../core/form/edition.ts";
import type { Finding, RuleDoc } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { copiedSections, type Words } from "./copied.ts";

/** A section that another unit of the same run has, too. Found by comparing all of them; see the pipeline. */
export const sameAsOtherUnit: RuleDoc = {
  code: "GR361",
  name: "same-as-other-unit",
  severity: "warning",
  summary: { zh: "文字与其他单位雷同", en: "a section says what another unit's says" },
  why: {
    zh: "同一段问题和措施出现在两个单位的报告里，至少有一份不是自己写的。开头的依据、期限不比；数字、标签和单位名称不参加比较。",
    en: "One text in two units' reports was not written by both. The opening paragraph, figures, tags and names are not compared.",
  },
  basis: {
    title: "《中华人民共和国政府信息公开条例》第四十七条；印发年度报告格式的通知关于明确责任的要求",
    says: "年度报告内容雷同、敷衍塞责的，要追究责任",
  },
  example: {
    wrong: "甲镇、乙镇：problems: 公开内容不够全面，更新不够及时……",
    right: "甲镇：problems: 村级公开栏有3个村未按季更新……",
  },
};

/** The sections of two units that are one text. */
export function sameText(tally: Tally, other: Tally, edition: Edition): Iterable<Finding> {
  const words: Words = {
    message: (heading, percent, quote) => ({
      zh: `“${heading}”与${other.unit.name}有 ${percent}% 相同：“${quote}”`,
      en: `"${heading}" is ${percent}% the same as that of ${other.unit.name}: "${quote}"`,
    }),
    help: {
      zh: "两份报告至少有一份要按本单位的实际情况重写",
      en: "at least one of the two has to be written anew",
    },
    there: { zh: `${other.unit.name}也是这样写的`, en: `the same words in ${other.unit.name}` },
  };
  return copiedSections(tally, other, edition, words);
}

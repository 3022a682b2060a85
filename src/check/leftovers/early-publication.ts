import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts, sentenceAt } from "./own-texts.ts";

/** The text says that this report was made public before its year was over. */
export const earlyPublication: Rule = {
  code: "GR351",
  name: "early-publication",
  severity: "warning",
  summary: { zh: "文中的公布日期早于报告年度结束", en: "the text has the report published before its year was over" },
  why: {
    zh: "年度报告在报告年度结束之后公布。文中写的公布日期落在报告年度之内，多半是年份没有改。",
    en: "A report is published after its year. A date of publication within the year is mostly a year that was not changed.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "year: 2025  # overview: 本报告于2025年1月20日在政府网站公布。",
    right: "overview: 本报告于2026年1月20日在政府网站公布。",
  },
  *check(input) {
    const { year, period } = input.tally;
    // A report on a part of a year may be out before its end.
    if (period) return;
    for (const own of ownTexts(input)) {
      const early = [...own.plain.matchAll(date)].slice(0, most).filter((match) => {
        const said = Number(match[1]);
        return said <= year && said >= year - 1 && saysPublished(own.plain, match.index, match[0].length);
      });
      yield* firstFew(early, (match) => ({
        message: {
          zh: `文中说本报告于${match[0]}公布，${year}年这时还没有结束`,
          en: `the text has this report published on ${match[0]}, before the end of ${year}`,
        },
        span: own.at(match.index, match.index + match[0].length),
        help: {
          zh: `改为实际的公布日期（${year + 1}年），或核对报告年度`,
          en: `write the day it was published (in ${year + 1}), or check the year of the report`,
        },
      }));
    }
  },
};

const most = 1000;
const date = /(\d{4})年\d{1,2}月\d{1,2}日/g;
/** What makes a day the day of this very report's publication; the period of its figures is no such day. */
const reported = /(?:本报告|本年度报告|本年报|此报告)[^，。；、]{0,16}$/;
const published = /^[^，。；]{0,24}(?:公布|发布|公开|上网|刊登|挂网)/;

function saysPublished(plain: string, at: number, length: number): boolean {
  const sentence = sentenceAt(plain, at);
  const before = plain.slice(sentence.start, at);
  const behind = plain.slice(at + length, sentence.start + sentence.text.length);
  return (
    reported.test(before) &&
    published.test(behind) &&
    !/统计|数据|期限|^(?:起|至|到|-|—)/.test(before + behind.slice(0, 1))
  );
}

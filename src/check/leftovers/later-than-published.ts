import type { Rule } from "../../core/rule.ts";
import { dayInWords } from "../dates/due.ts";
import { firstFew, ownTexts, sentenceAt } from "./own-texts.ts";

/** The text tells as done what lies after the day the report was published. */
export const laterThanPublished: Rule = {
  code: "GR627",
  name: "later-than-published",
  severity: "warning",
  summary: { zh: "公布之后的日期说成已经办过", en: "a day after publication told as past" },
  why: {
    zh: "报告公布的时候，那一天还没有到，事情不可能已经办过：不是日期写错，就是公布日期写错。计划、将要做的不算。",
    en: "When the report came out that day had not come, and nothing can have been done on it: one of the two days is wrong. What is planned is no such thing.",
  },
  example: {
    wrong: "published: 2026-01-16  # overview: 2026年3月2日召开了工作会议。",
    right: "overview: 2025年3月2日召开了工作会议。",
  },
  *check(input) {
    const { published } = input.tally;
    if (!published) return;
    for (const own of ownTexts(input)) {
      const later = [...own.plain.matchAll(date)].slice(0, most).filter((match) => {
        const day = `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}`;
        return day > published.on && !planned.test(sentenceAt(own.plain, match.index).text);
      });
      yield* firstFew(later, (match) => ({
        message: {
          zh: `${match[0]}在公布日期${dayInWords(published.on)}之后，文中却说成已经办过`,
          en: `${match[0]} lies after the day of publication, ${published.on}, and is told as past`,
        },
        span: own.at(match.index, match.index + match[0].length),
        help: {
          zh: "核对这两个日期；是打算做的，写明“将”“计划”",
          en: "check both days; of what is planned say 将 or 计划",
        },
        related: [{ span: published.span, message: { zh: "公布日期", en: "published" } }],
      }));
    }
  },
};

const most = 1000;
const date = /(\d{4})年(\d{1,2})月(\d{1,2})日/g;
/** A sentence that speaks of what is to come, or of a term. */
const planned =
  /将|计划|拟|预计|打算|准备|力争|确保|下一步|起施行|起实施|生效|有效期|截止|截至|期限|之前|日前|届满|到期/;

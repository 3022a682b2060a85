import type { Rule } from "../../core/rule.ts";
import { dayInWords } from "../dates/due.ts";
import { firstFew, ownTexts, sentenceAt } from "./own-texts.ts";

/** The text tells of a day that came after the report was out. */
export const afterPublication: Rule = {
  code: "GR354",
  name: "after-publication",
  severity: "warning",
  summary: { zh: "文中写到的日期晚于公布日期", en: "the text tells of a day after the report was published" },
  why: {
    zh: "报告只能写公布之前发生的事。文中已经发生的事晚于公布日期，不是日期写错，就是公布日期没有更新。",
    en: "A report tells of what was before it was out. A later day is a slip, or the day of publication is an old one.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "published: 2026-01-16  # other: 2026年3月2日召开了政务公开工作会议。",
    right: "published: 2026-03-20  # other: 2026年3月2日召开了政务公开工作会议。",
  },
  *check(input) {
    const { published } = input.tally;
    if (!published) return;
    for (const own of ownTexts(input)) {
      const late = [...own.plain.matchAll(date)].slice(0, most).filter((match) => {
        const [, year = "", month = "", day = ""] = match;
        const on = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
        return on > published.on && !ahead.test(sentenceAt(own.plain, match.index).text);
      });
      yield* firstFew(late, (match) => ({
        message: {
          zh: `文中写到${match[0]}，晚于公布日期${dayInWords(published.on)}`,
          en: `the text tells of ${match[0]}, after its publication on ${published.on}`,
        },
        span: own.at(match.index, match.index + match[0].length),
        help: {
          zh: "核对这个日期和 published；是今后的安排的，写明“将”“拟”“起施行”",
          en: "check this day and `published`; of what is still to come say so (将, 拟, 起施行)",
        },
        related: [{ span: published.span, message: { zh: "公布日期", en: "published" } }],
      }));
    }
  },
};

const most = 1000;
const date = /(\d{4})年(\d{1,2})月(\d{1,2})日/g;
/** What is still to come, or runs on: 将于…召开, …起施行, 有效期至…, …前完成. */
const ahead =
  /将|拟|计划|安排|预计|打算|准备|争取|力争|确保|下一步|届时|日前|之前|以前|前完成|施行|实施|生效|有效|期限|届满|到期|截止|截至|延长|至今|为止|有疑问/;

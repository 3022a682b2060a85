import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts } from "./own-texts.ts";
import { type DateSpan, faultOf, isFromTo, periodsIn } from "./periods.ts";

/** A period that is the calendar year but for a slip: a day short, last year's, or ending before it begins. */
export const wrongPeriod: Rule = {
  code: "GR333",
  name: "wrong-period",
  severity: "error",
  summary: { zh: "统计期限不是报告年度全年", en: "the period is not the report's whole year" },
  why: {
    zh: "年度报告公布的是上一年度全年的情况，统计期限只能是报告年度的1月1日至12月31日。起止颠倒、写成12月30日或者还是上一年的期限，都是沿用旧稿、没有核对留下的差错。",
    en: "An annual report is on the whole of the year before it: 1 January to 31 December. Anything else was left over from an older text.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "overview: 本报告统计期限为2025年1月1日至12月30日。",
    right: "overview: 本报告统计期限为2025年1月1日至12月31日。",
  },
  *check(input) {
    const { year, period: own } = input.tally;
    for (const text of ownTexts(input)) {
      const wrong = [...periodsIn(text.plain)].filter((period) => {
        const fault = faultOf(period, year);
        if (fault === undefined || fault === "unusual") return false;
        return !(own && isFromTo(period, own.from, own.to, year));
      });
      yield* firstFew(wrong, (period) => ({
        message: message(period, text.text.slice(period.start, period.end), year),
        span: text.at(period.start, period.end),
        help: {
          zh: `统计期限写为${year}年1月1日至12月31日`,
          en: `the period is ${year}年1月1日至12月31日`,
        },
      }));
    }
  },
};

function message(period: DateSpan, words: string, year: number): { zh: string; en: string } {
  return faultOf(period, year) === "inverted"
    ? { zh: `“${words}”截止日期早于起始日期`, en: `"${words}" ends before it begins` }
    : {
        zh: `统计期限写的是“${words}”，不是${year}年全年`,
        en: `the period is given as "${words}", which is not the whole of ${year}`,
      };
}

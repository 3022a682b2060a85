import { printNumber } from "../../core/figures.ts";
import type { Rule } from "../../core/rule.ts";
import { figureWords } from "../../core/text/money.ts";
import { besideLastYears, jumps } from "./jump.ts";

/** Ten times last year's figure, or a tenth of it: perhaps a digit too many or too few. */
export const tenfold: Rule = {
  code: "GR404",
  name: "tenfold",
  severity: "info",
  summary: { zh: "与上年相差十倍以上", en: "ten times last year's figure, or a tenth of it" },
  why: {
    zh: "处理决定和收费一般不会一年之间增减十倍；相差十倍，可能多打或少打了一位数字。情况属实的不必改。",
    en: "Decisions and fees seldom become tenfold within a year; perhaps a digit is missing or too many. If it is true, leave it.",
  },
  example: { wrong: "licences: 1870  # 上年 licences: 187", right: "licences: 187" },
  *check(input) {
    for (const jump of jumps(input)) {
      if (jump.yuan) continue;
      const { spec, now, before, ratio } = jump;
      const times = printNumber(Math.floor(ratio * 10) / 10);
      yield {
        message: {
          zh: `“${spec.rowLabel}”本年 ${figureWords(now, spec.measure)}，上年 ${figureWords(before, spec.measure)}，${now > before ? `是上年的 ${times} 倍` : `上年是本年的 ${times} 倍`}`,
          en: `${spec.path} is ${figureWords(now, spec.measure)}, last year's was ${figureWords(before, spec.measure)}: ${now > before ? `${times} times as much` : `last year's was ${times} times as much`}`,
        },
        ...besideLastYears(input, spec.path),
        values: [now, before],
        help: {
          zh: "核对有没有多打或少打一位数字；情况属实的不必改",
          en: "check for a digit too many or too few; if it is true, leave it",
        },
      };
    }
  },
};

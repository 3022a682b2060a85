import { printNumber } from "../../core/figures.ts";
import type { Rule } from "../../core/rule.ts";
import { besideLastYears, jumps } from "./jump.ts";

/** About ten thousand times last year's: 元 typed into a cell of 万元. */
export const yuanForWanYuan: Rule = {
  code: "GR405",
  name: "yuan-for-wan-yuan",
  severity: "warning",
  summary: { zh: "收费金额疑似把元填成了万元", en: "a fee that seems to be in 元 and not in 万元" },
  why: {
    zh: "表上以万元为单位。本年与上年相差约一万倍，多半有一年按元填了。",
    en: "The form takes 万元. Where two years differ by about ten thousand, one of them was most likely typed in 元.",
  },
  basis: { title: "年度报告格式附表“本年收费金额（单位：万元）”" },
  example: { wrong: "fees: 4200  # 上年 fees: 0.38", right: "fees: 0.42" },
  *check(input) {
    for (const { spec, now, before, yuan } of jumps(input)) {
      if (!yuan) continue;
      const plain = printNumber(Math.round((now / 10_000) * 1e8) / 1e8);
      const here = now > before;
      yield {
        message: {
          zh: `“${spec.rowLabel}”本年 ${printNumber(now)} 万元，上年 ${printNumber(before)} 万元，相差约一万倍，疑似${here ? "本年" : "上年"}按元填了`,
          en: `${spec.path} is ${printNumber(now)} 万元, last year's was ${printNumber(before)}: about ten thousand times apart, so ${here ? "this" : "last"} year's seems to be in 元`,
        },
        ...besideLastYears(input, spec.path),
        values: [now, before],
        help: here
          ? { zh: `如果是 ${printNumber(now)} 元，填 ${plain}`, en: `if it is ${printNumber(now)} 元, write ${plain}` }
          : {
              zh: "核对本年的数；本年无误的，保留，并核对上年公布的数",
              en: "check this year's; where it is right, leave it, and look at what was published last year",
            },
      };
    }
  },
};

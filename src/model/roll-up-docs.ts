import type { Diagnostic } from "../core/diagnostic.ts";
import type { RuleDoc } from "../core/rule.ts";

const mixed = {
  code: "GR510",
  name: "mixed-parts",
  severity: "error",
  summary: { zh: "汇总的填报年度或格式不同", en: "tallies of different years or forms cannot be added" },
  why: {
    zh: "不同年度的数相加没有意义；不同格式的表格项目也不同，同名的格含义未必一样。",
    en: "Figures of two years are no sum, and the tables of two forms do not have the same cells.",
  },
} satisfies RuleDoc;

const blank = {
  code: "GR511",
  name: "blank-part",
  severity: "error",
  summary: { zh: "汇总的填报中有空白", en: "a tally to be added has a blank" },
  why: {
    zh: "空白是还不知道的数，当作 0 相加，合计就少了，而且看不出来。",
    en: "A blank is a figure not known yet. Taken for 0, it would make the sum too small and nobody would see it.",
  },
} satisfies RuleDoc;

const double = {
  code: "GR512",
  name: "double-count",
  severity: "error",
  summary: { zh: "本地区的数和所属单位的数一起相加", en: "an area is added together with units below it" },
  why: {
    zh: "范围是“本地区”的填报已经含有所属各单位；再加一遍，申请件数、信息处理费都会翻倍。",
    en: "The tally of an area already holds the units below it; adding them again doubles their requests and fees.",
  },
  example: {
    wrong: "gov-report roll-up 县汇总.yaml 松陂镇.yaml --unit 某市 …  # 松陂镇已在县汇总之内",
    right: "gov-report roll-up 县汇总.yaml --unit 某市 …",
  },
} satisfies RuleDoc;

const inexact = {
  code: "GR513",
  name: "inexact-sum",
  severity: "error",
  summary: { zh: "合计算不准", en: "a sum that cannot be exact" },
  why: {
    zh: "合计逐位相加，不取近似。大到超出精度的数，一定有哪一格填错了。",
    en: "Sums are exact to the last digit. One that is too large for that has a wrong figure in it.",
  },
} satisfies RuleDoc;

export const rollUpDocs: readonly RuleDoc[] = [mixed, blank, double, inexact];

type Stamp = Pick<Diagnostic, "code" | "severity">;
const stamp = ({ code, severity }: Stamp): Stamp => ({ code, severity });

/** Code and severity as a finding carries them. */
export const rollUpCodes: Readonly<Record<"mixed" | "blank" | "double" | "inexact", Stamp>> = {
  mixed: stamp(mixed),
  blank: stamp(blank),
  double: stamp(double),
  inexact: stamp(inexact),
};

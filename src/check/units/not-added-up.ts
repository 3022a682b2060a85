import type { Lacking, Rule } from "../../core/rule.ts";

/** Units of an area are missing: its figures have not been compared with theirs. */
export const notAddedUp: Rule = {
  code: "GR507",
  name: "not-added-up",
  severity: "info",
  summary: { zh: "所属单位不齐，没有核对汇总数", en: "units are missing, so an area's sums were not checked" },
  why: {
    zh: "所属单位没有报齐，或者有的数据读不出来、有空白，各单位之和就不是本地区的数，不能拿来比。缺哪些，说明一次。",
    en: "With a unit missing, unreadable or blank, the sum of the others is not the area's. Which ones, is said once.",
  },
  example: {
    wrong: "（名单上的云溪县水利局没有填报）",
    right: "units/水利局.yaml",
  },
  *check({ tally, parts }) {
    if (!parts || parts.lacking.length === 0) return;
    const words = { missing: "未报", unreadable: "数据有误，读不出", blank: "有空白" } as const;
    const english = { missing: "missing", unreadable: "unreadable", blank: "with blanks" } as const;
    const group = (why: Lacking["why"]) => parts.lacking.filter((each) => each.why === why).map(({ unit }) => unit);
    const whys = (["missing", "unreadable", "blank"] as const).filter((why) => group(why).length > 0);
    yield {
      state: "notEvaluated",
      message: {
        zh: `“${tally.unit.name}”的数没有与所属单位核对：${whys.map((why) => `${words[why]}的有 ${group(why).join("、")}`).join("；")}`,
        en: `${tally.unit.name} was not compared with its units: ${whys.map((why) => `${english[why]}: ${group(why).join(", ")}`).join("; ")}`,
      },
      span: tally.unitSpan,
      at: "unit",
      help: {
        zh: `报齐、改正后重新核对；已能计入的有 ${parts.units.length} 个单位`,
        en: `check again when they are there; ${parts.units.length} units could be counted`,
      },
    };
  },
};

import type { Rule } from "../../core/rule.ts";

/** A tally of a unit that nobody expects one of. */
export const unregistered: Rule = {
  code: "GR504",
  name: "unregistered",
  severity: "warning",
  summary: { zh: "填报单位不在名单上", en: "a tally of a unit that is not on the register" },
  why: {
    zh: "名单写明了应报的单位。名单之外的填报，可能是单位名称写错，也可能是名单没有更新；不弄清楚，汇总就会多算或者漏算。",
    en: "The register says who reports. A tally of anybody else has a wrong name, or the register is out of date; sums would be wrong either way.",
  },
  example: {
    wrong: "unit: { name: 云溪县松坡镇人民政府 … }  # 名单: [云溪县松陂镇人民政府]",
    right: "unit: { name: 云溪县松陂镇人民政府 … }",
  },
  *check({ tally, registration }) {
    if (!registration || registration.entry || tally.unit.name === "") return;
    const { near } = registration;
    yield {
      message: {
        zh: `单位名单上没有“${tally.unit.name}”`,
        en: `${tally.unit.name} is not on the register of units`,
      },
      span: tally.unitSpan,
      at: "unit",
      help: near
        ? {
            zh: `名单上的“${near.name}”还没有填报，是不是它？是的，改正名称；不是的，把本单位加入名单`,
            en: `${near.name} on the register has no tally; if that is meant, correct the name, otherwise add this unit to the register`,
          }
        : {
            zh: "核对单位名称；确应填报的，在 gov-report.yaml 的名单中加上",
            en: "check the name; if it is to report, add it to the register in gov-report.yaml",
          },
      related: near ? [{ span: near.span, message: { zh: "名单上相近的单位", en: "a similar entry" } }] : [],
    };
  },
};

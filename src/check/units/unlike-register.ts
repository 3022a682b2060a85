import { kindNames } from "../../core/form/words.ts";
import type { Rule } from "../../core/rule.ts";

/** The unit is on the register, but under another name, kind or code. */
export const unlikeRegister: Rule = {
  code: "GR505",
  name: "unlike-register",
  severity: "warning",
  summary: { zh: "单位信息与名单不一致", en: "a unit that is not described as on the register" },
  why: {
    zh: "标题、文件名、汇总都按单位名称，时限和填报权限都按单位类型。与名单不一致，报告可能印错名称或者按错类型核对。",
    en: "Title, file name and sums go by the unit's name, deadlines and powers by its kind. Where they are not the register's, one of the two is wrong.",
  },
  example: {
    wrong:
      'unit: { name: 松陂镇人民政府, code: "990123101" … }  # 名单: { 名称: 云溪县松陂镇人民政府, 代码: "990123101" }',
    right: 'unit: { name: 云溪县松陂镇人民政府, code: "990123101" … }',
  },
  *check({ tally: { unit, unitSpan }, registration }) {
    const entry = registration?.entry;
    if (!entry) return;
    const differing = [
      { zh: "名称", en: "name", here: unit.name, there: entry.name },
      { zh: "类型", en: "kind", here: unit.kind, there: entry.kind },
      { zh: "代码", en: "code", here: unit.code, there: entry.code },
      { zh: "上级", en: "within", here: unit.within, there: entry.within },
    ].filter(({ here, there }) => here !== undefined && there !== undefined && here !== there);
    if (differing.length === 0) return;
    yield {
      message: {
        zh: differing.map(({ zh, here, there }) => `单位${zh}是“${word(here)}”，名单上是“${word(there)}”`).join("；"),
        en: differing.map(({ en, here, there }) => `the unit's ${en} is ${here}, on the register ${there}`).join("; "),
      },
      span: unitSpan,
      at: "unit",
      help: {
        zh: "以公章和批准文件为准，改正填报或者名单",
        en: "correct the tally or the register, whichever is not as on the unit's seal",
      },
      related: [{ span: entry.span, message: { zh: "名单", en: "the register" } }],
    };
  },
};

function word(value: string | undefined): string {
  return Object.entries(kindNames).find(([kind]) => kind === value)?.[1] ?? value ?? "";
}

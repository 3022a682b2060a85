import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { carriedRows, differingCells } from "./carried.ts";

/** What last year's report carried forward is what this year's took over. */
export const brokenCarry: Rule = {
  code: "GR401",
  name: "broken-carry",
  severity: "error",
  summary: {
    zh: "上年结转与上年报告的结转下年度不符",
    en: "brought forward is not what last year's report carried forward",
  },
  why: {
    zh: "上年报告说结转多少件，本年就接着办理多少件；两份公开的报告对不上，谁都看得出来。机构改革、单位合并或者上年报告更正过的，可以豁免并写明理由。",
    en: "Both reports are public, and the one takes up where the other ends. A reorganisation, a merger or a published correction explains a difference: waive it and say so.",
  },
  basis: { title: "年度报告格式附表“上年结转”“结转下年度继续办理”两行" },
  example: {
    wrong: "broughtForward: { naturalPerson: 1 }  # 上年报告：carriedForward: { naturalPerson: 2 }",
    right: "broughtForward: { naturalPerson: 2 }",
  },
  *check(input) {
    yield* beyondShared(input);
    for (const carried of carriedRows(input)) {
      const { carry, row, lastRow, now, before } = carried;
      if (now === before) continue;
      const [at, ...others] = differingCells(input, carried);
      const year = input.previous?.tally.year;
      yield {
        ...(carry.strength === "soft" && { severity: "warning" as const }),
        message: {
          zh: `“${row.rowLabel}”合计 ${now} 件，${year}年报告的“${lastRow.rowLabel}”是 ${before} 件`,
          en: `${carry.row} adds up to ${now}; the report on ${year} has ${carry.last} ${before}`,
        },
        ...(at && { span: at.span }),
        at: `${carry.table}.${carry.row}`,
        values: [now, before],
        help: {
          zh: `${carry.says}，请核对；因机构改革、单位合并或上年报告更正而不一致的，写入豁免并说明理由`,
          en: "they must be equal: check both; where a reorganisation, a merger or a correction explains it, waive it with the reason",
        },
        related: others,
      };
    }
  },
};

/** Of an office that was divided a part takes over no more than the whole carried forward. */
function* beyondShared(input: CheckInput): Iterable<Finding> {
  const { shared } = input;
  if (!shared) return;
  for (const carried of carriedRows(input, shared)) {
    const { carry, row, lastRow, now, before } = carried;
    if (now <= before) continue;
    const [at, ...others] = differingCells(input, carried, shared);
    const { year, unit } = shared.tally;
    yield {
      ...(carry.strength === "soft" && { severity: "warning" as const }),
      message: {
        zh: `“${row.rowLabel}”合计 ${now} 件，多于原单位“${unit.name}”${year}年报告的“${lastRow.rowLabel}” ${before} 件`,
        en: `${carry.row} adds up to ${now}, more than the ${carry.last} ${before} that ${unit.name} reported on ${year}`,
      },
      ...(at && { span: at.span }),
      at: `${carry.table}.${carry.row}`,
      values: [now, before],
      help: {
        zh: "原单位结转的申请由几个单位分接，一个单位接收的不会多于原单位结转的，请核对",
        en: "several units take over what it carried forward, and none of them more than all of it: check both",
      },
      related: others,
    };
  }
}

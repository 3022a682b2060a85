import type { Rule } from "../../core/rule.ts";
import { carriedRows, differingCells } from "./carried.ts";

/** The total was taken over, but not under the same kinds of applicant. */
export const movedCarry: Rule = {
  code: "GR402",
  name: "moved-carry",
  severity: "warning",
  summary: {
    zh: "上年结转合计相符，申请人类别与上年报告不符",
    en: "brought forward agrees in total, but not by kind of applicant",
  },
  why: {
    zh: "同一件申请的申请人不会变。类别对不上，通常是填错了栏；重新核定过申请人类别的，可以保留。",
    en: "The applicant of a request does not change. Usually a figure stands in the wrong column; where applicants were classified anew, it may stay.",
  },
  basis: { title: "年度报告格式附表“上年结转”“结转下年度继续办理”两行" },
  example: {
    wrong: "broughtForward: { business: 2 }  # 上年报告：carriedForward: { naturalPerson: 2 }",
    right: "broughtForward: { naturalPerson: 2 }",
  },
  *check(input) {
    for (const carried of carriedRows(input)) {
      const { carry, row, lastRow, now, before, differing } = carried;
      if (now !== before || differing.length === 0) continue;
      const [at, ...others] = differingCells(input, carried);
      const year = input.previous?.tally.year;
      const zh = differing.map(({ spec, now: n, before: b }) => `${spec.columnLabel} ${n} 件（上年 ${b} 件）`);
      const en = differing.map(({ spec, now: n, before: b }) => `${spec.column} ${n} (was ${b})`);
      yield {
        message: {
          zh: `“${row.rowLabel}”与${year}年报告的“${lastRow.rowLabel}”合计都是 ${now} 件，但类别不同：${zh.join("，")}`,
          en: `${carry.row} and the ${carry.last} of ${year} are both ${now}, but in other columns: ${en.join(", ")}`,
        },
        ...(at && { span: at.span }),
        at: `${carry.table}.${carry.row}`,
        values: differing.flatMap(({ now: n, before: b }) => [n, b]),
        help: {
          zh: "核对申请人类别，按上年报告的类别填写；确属重新核定的，写入豁免并说明理由",
          en: "keep the kinds of applicant of last year's report; where they were classified anew, waive it with the reason",
        },
        related: others,
      };
    }
  },
};

import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/core/rule.ts";
import { processorSeconds } from "../../support/steps.ts";
import { foundInLong } from "../../support/text-findings.ts";
import { all } from "../../support/text-rules.ts";

const length = 100_000;

/** Texts that a careless pattern never gets to the end of. */
const hostile: Readonly<Record<string, string>> = {
  digits: "1".repeat(length),
  "digits and spaces": "1 ".repeat(length / 2),
  "full-width digits": "１".repeat(length),
  "opening brackets": "（".repeat(length),
  "closing brackets": "）".repeat(length),
  "brackets of two kinds": "（".repeat(length / 2) + "》".repeat(length / 2),
  "book titles never closed": "《公开".repeat(length / 3),
  spaces: ` 年${" ".repeat(length)}`,
  "ideographic spaces": `（${"　".repeat(length)}`,
  crosses: "×".repeat(length),
  "crosses between words": "信×息*".repeat(length / 4),
  stars: "20**".repeat(length / 4),
  underscores: "_".repeat(length),
  "one character": "人".repeat(length),
  "two characters": "公开".repeat(length / 2),
  "no full stop": "全年主动公开政府信息条申请全部办结均维持行政复议信息处理费".repeat(length / 28),
  towns: "湖沟镇".repeat(length / 3),
  counties: "，固镇县".repeat(length / 4),
  years: "2023年".repeat(length / 5),
  periods: "1月1日至12月30日".repeat(length / 11),
  numerals: "十".repeat(length),
  "up to": "截至11月底公开信息9条".repeat(length / 12),
  citations: "国务院令第492号".repeat(length / 9),
  letters: "特此报告".repeat(length / 4),
  lines: "县政府办公室：\n".repeat(length / 8),
  tags: "{{".repeat(length / 2),
  fees: "信息处理费未收取400元。".repeat(length / 13),
  mobiles: "13800138000，".repeat(length / 12),
  claims: "申请全部办结，行政复议均维持，没有发生诉讼。".repeat(length / 22),
};

/** The section a rule looks at, where it is not every one. */
const sections: Readonly<Record<string, string>> = { GR345: "problems", GR347: "other", GR348: "other" };

describe("a hundred thousand characters", () => {
  it.each(Object.keys(hostile))("%s", (kind) => {
    const text = hostile[kind] ?? "";
    const bad: string[] = [];
    for (const rule of all) {
      let found: readonly Finding[] = [];
      const took = processorSeconds(() => {
        found = foundInLong(rule, text, { cells: { "activity.processingFee": 1 } }, sections[rule.code] ?? "overview");
      });
      // A pattern that is linear takes a few milliseconds; one that goes back over the text takes minutes.
      if (took > 5) bad.push(`${rule.code} took ${took} s of the processor's time`);
      if (found.length > 60) bad.push(`${rule.code} found ${found.length} faults`);
    }
    expect(bad).toEqual([]);
  });
});

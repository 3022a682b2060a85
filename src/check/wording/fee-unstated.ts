import type { Charge } from "../../core/form/edition.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { ownTexts } from "../leftovers/own-texts.ts";
import { feesIn } from "./fees.ts";

/** Section 六 in the unit's own words, and no word of the fee. Where it is composed the model asks for the figure. */
export const feeUnstated: Rule = {
  code: "GR347",
  name: "fee-unstated",
  severity: "warning",
  summary: {
    zh: "自己写的“其他需要报告的事项”没有说明信息处理费",
    en: "the unit's own section 六 does not state the fee",
  },
  why: {
    zh: "收取信息处理费的情况在这一部分说明，没有收取的也要写明未收取，读者才知道不是漏写。",
    en: "The section states what was charged for processing, also when it was nothing, so that nobody takes it for forgotten.",
  },
  basis: { title: "《政府信息公开信息处理费管理办法》" },
  example: { wrong: "other: 无其他需要报告的事项。", right: "other: 本年度未收取信息处理费。无其他需要报告的事项。" },
  *check(input) {
    for (const charge of input.edition.charges) yield* unstated(charge, input);
  },
};

function* unstated(charge: Charge, input: CheckInput): Iterable<Finding> {
  const { path, name } = charge;
  const texts = ownTexts(input);
  if (texts.some(({ plain }) => !feesIn(plain, charge)[Symbol.iterator]().next().done)) return;
  for (const own of texts) {
    // Where the edition's own text states the fee, so must the unit's.
    if (!input.edition.partials.get(own.section.id)?.includes(path)) continue;
    const words = own.text.trim();
    const start = own.text.indexOf(words);
    const { heading } = own.section;
    const value = input.figures.print(path);
    yield {
      message: {
        zh: `“${heading}”没有说明${name}的收取情况`,
        en: `"${heading}" does not say what was charged for processing`,
      },
      span: own.at(start, start + Math.min(words.length, 20)),
      help:
        value === undefined
          ? {
              zh: `写明收取的金额（元）；没有收取的，写“本年度未收取${name}”`,
              en: `state the amount in 元, or 本年度未收取${name}`,
            }
          : {
              zh: `填报的是${value}元，可写“本年度收取${name}{{${path}}}元”`,
              en: `the tally says ${value}元: write 本年度收取${name}{{${path}}}元`,
            },
    };
  }
}

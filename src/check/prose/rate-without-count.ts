import type { Finding, Rule } from "../../core/rule.ts";
import { unfoundedRates } from "./compare/analyse.ts";
import { figureSpan, quoted, readingsInWords, relatedCells } from "./report/wording.ts";

/** A rate of something that is counted, without the count it must have come from. */
export const rateWithoutCount: Rule = {
  code: "GR315",
  name: "rate-without-count",
  severity: "warning",
  summary: { zh: "写了百分比，没有算出它的数", en: "a rate without the count it comes from" },
  why: {
    zh: "只有总数和百分比，没有办结等件数，百分比就无从核对；由百分比倒推的件数是编出来的。",
    en: "With a whole and a rate but no count nothing can be checked, and a count worked back from a rate is made up.",
  },
  example: {
    wrong: "hotline: { received: 392 }  # 办结率99%",
    right: "hotline: { received: 392, closed: 388 }  # 办结率98.98%",
  },
  *check(input): Iterable<Finding> {
    for (const fault of unfoundedRates(input)) {
      const words = readingsInWords(fault.readings, fault.subject);
      yield {
        state: "notEvaluated",
        message: {
          zh: `${quoted(fault)}无从核对：填报了${words.zh}，没有填报算出它的件数`,
          en: `${quoted(fault)} cannot be checked: there is ${words.en}, but not the count it comes from`,
        },
        ...figureSpan(input, fault),
        help: { zh: "补填件数，或删去这个百分比", en: "give the count, or leave the rate out" },
        related: relatedCells(
          fault.readings.map(({ sum }) => sum),
          fault.subject,
        ),
      };
    }
  },
};

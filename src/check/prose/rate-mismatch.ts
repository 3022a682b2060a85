import type { Finding, Rule } from "../../core/rule.ts";
import { type Contradiction, faultsIn } from "./compare/analyse.ts";
import { capped, figureSpan, quoted, rangeInWords, readingsInWords, relatedCells } from "./report/wording.ts";
import type { RateStatement } from "./resolve/statement.ts";

/** A percentage that does not follow from its counts, within the rounding it was printed with. */
export const rateMismatch: Rule = {
  code: "GR312",
  name: "rate-mismatch",
  severity: "warning",
  summary: { zh: "正文中的百分比与数据算不拢", en: "a percentage in the text does not follow from its counts" },
  why: {
    zh: "百分比由两个数算出。按印出的位数四舍五入后仍算不出这个百分比，说明三个数中至少一个有误。",
    en: "A rate is two counts. When rounding to the places printed does not give it, one of the three is wrong.",
  },
  example: { wrong: "受理热线工单392件，办结388件，办结率99.5%", right: "受理热线工单392件，办结388件，办结率98.98%" },
  *check(input): Iterable<Finding> {
    const faults = faultsIn(input).filter(
      (fault): fault is Contradiction<RateStatement> => fault.statement.kind === "rate",
    );
    const { shown, left } = capped(faults);
    for (const fault of shown) {
      const { readings, subject } = fault;
      const [first] = readings;
      const words = readingsInWords(
        readings.filter((reading) => reading.of),
        subject,
      );
      const value = first ? `${rangeInWords(first.value)}%` : "";
      yield {
        message: {
          zh: `正文写的是 ${quoted(fault)}，算得的是 ${words.zh || `正文前后两数之比 ${value}`}`,
          en: `the text says ${quoted(fault)}, the counts give ${words.en || value}`,
        },
        ...figureSpan(input, fault),
        help: { zh: `改为 ${value}，或核对参与计算的两个数`, en: `write ${value}, or check the two counts` },
        related: relatedCells(
          readings.flatMap(({ sum, of }) => (of ? [sum, of] : [sum])),
          subject,
        ),
      };
    }
    if (left > 0) {
      yield {
        message: {
          zh: `正文中还有 ${left} 处百分比算不拢，没有逐一列出`,
          en: `${left} more percentages do not follow`,
        },
      };
    }
  },
};

import { printNumber } from "../../core/figures.ts";
import type { Finding, Rule } from "../../core/rule.ts";
import { type Contradiction, faultsIn } from "./compare/analyse.ts";
import { capped, figureSpan } from "./report/wording.ts";
import type { PartsStatement } from "./resolve/statement.ts";

/** 其中 opens parts of the figure before: they cannot come to more than it. */
export const partsBeyondWholeInText: Rule = {
  code: "GR313",
  name: "parts-beyond-whole-in-text",
  severity: "warning",
  summary: { zh: "“其中”各项超过了总数", en: "the parts a sentence lists exceed their whole" },
  why: {
    zh: "“其中”后面是前一个数的组成部分，单项和合计都不能大于它；写了“其余”的，各项之和应当等于它。",
    en: "What follows 其中 is part of the figure before it and cannot exceed it; with 其余 the parts come to the whole.",
  },
  example: { wrong: "答复9件，其中涉及土地7件、涉及社保5件", right: "答复12件，其中涉及土地7件、涉及社保5件" },
  *check(input): Iterable<Finding> {
    const faults = faultsIn(input).filter(
      (fault): fault is Contradiction<PartsStatement> => fault.statement.kind === "parts",
    );
    const { shown, left } = capped(faults);
    for (const fault of shown) {
      const { whole, parts, complete } = fault.statement;
      const sum = printNumber(rounded(parts.reduce((total, part) => total + part.value, 0)));
      const listed = parts.slice(0, 12).map((part) => printNumber(part.value));
      const added = parts.length > 1 ? `${listed.join(" + ")}${parts.length > 12 ? " + …" : ""} = ${sum}` : sum;
      const total = printNumber(whole.value);
      const shares = whole.measure === "%";
      yield {
        message: shares
          ? { zh: `各项占比之和是 ${added}，不是 100%`, en: `the shares come to ${added}, not to 100%` }
          : complete
            ? {
                zh: `各项之和是 ${added}，前面说的总数是 ${total}`,
                en: `the parts come to ${added}, the whole is said to be ${total}`,
              }
            : {
                zh: `“其中”各项是 ${added}，大于前面的 ${total}`,
                en: `the parts come to ${added}, more than the whole of ${total}`,
              },
        ...figureSpan(input, fault),
        help: {
          zh: "核对总数和各项；各项有重复计算的，请在文中说明",
          en: "check the whole and its parts; say so where something is counted twice",
        },
      };
    }
    if (left > 0) {
      yield { message: { zh: `正文中还有 ${left} 处同样的问题，没有逐一列出`, en: `${left} more of the same` } };
    }
  },
};

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

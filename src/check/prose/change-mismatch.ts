import type { Text } from "../../core/diagnostic.ts";
import type { Finding, Rule, Subject } from "../../core/rule.ts";
import { type Contradiction, faultsIn, type Valued } from "./compare/analyse.ts";
import type { Sum } from "./lexicon/meaning.ts";
import { capped, figureSpan, quoted, rangeInWords, relatedCells, sumInWords } from "./report/wording.ts";
import type { ChangeStatement } from "./resolve/statement.ts";

/** 同比, 比上年: a change that does not follow from the two years' tallies. */
export const changeMismatch: Rule = {
  code: "GR314",
  name: "change-mismatch",
  severity: "warning",
  summary: { zh: "正文中的同比与两年数据不符", en: "a change said in the text does not follow from the two years" },
  why: {
    zh: "同比由今年和上年的填报数据算出。方向反了、幅度不对，多半是沿用了往年的文字。",
    en: "A change follows from two years' tallies. A wrong direction or size is mostly text left from another year.",
  },
  example: { wrong: "新收申请124件，同比下降12.73%  # 上年110件", right: "新收申请124件，同比增长12.73%" },
  *check(input): Iterable<Finding> {
    const faults = faultsIn(input).filter(
      (fault): fault is Contradiction<ChangeStatement> => fault.statement.kind === "change",
    );
    const { shown, left } = capped(faults);
    for (const fault of shown) {
      const { readings, statement } = fault;
      const { previous } = input;
      const [first] = readings;
      if (!first || !previous) continue;
      const right = changeInWords(first, statement);
      const inWords = first.of ? rateInWords : sumInWords;
      const [now, before] = [inWords(first.sum, input, first.of), inWords(first.sum, previous, first.of)];
      const word = { 1: "增长", "-1": "下降", 0: "" }[statement.sign];
      yield {
        message: {
          zh: `正文写的是${word} ${quoted(fault)}，今年${now.zh}，上年${before.zh}，应为${right}`,
          en: `the text says ${statement.sign < 0 ? "down " : statement.sign > 0 ? "up " : ""}${quoted(fault)}; now ${now.en}, last year ${before.en}`,
        },
        ...figureSpan(input, fault),
        help: {
          zh: `改为“${right}”，或核对两年的填报数据`,
          en: `correct the change (${right}), or check the figures of both years`,
        },
        related: [
          ...relatedCells(
            readings.slice(0, 2).map(({ sum }) => sum),
            input,
          ),
          ...relatedCells(
            readings.slice(0, 2).map(({ sum }) => sum),
            previous,
          ),
        ],
      };
    }
    if (left > 0) {
      yield {
        message: { zh: `正文中还有 ${left} 处同比不符，没有逐一列出`, en: `${left} more changes do not follow` },
      };
    }
  },
};

function rateInWords(sum: Sum, subject: Subject, of: Sum = []): Text {
  const [part, whole] = [sumInWords(sum, subject), sumInWords(of, subject)];
  return { zh: `${part.zh} ÷ ${whole.zh}`, en: `${part.en} / ${whole.en}` };
}

/** 增长12.73%, 减少2件, 持平. */
function changeInWords({ value }: Valued, { figure }: ChangeStatement): string {
  if (value.low === 0 && value.high === 0) return "持平";
  const down = value.high < 0;
  const size = rangeInWords(down ? { low: -value.high, high: -value.low } : value);
  if (figure.measure === "%") return `${down ? "下降" : "增长"}${size}%`;
  return `${down ? "减少" : "增加"}${size}${figure.measure}`;
}

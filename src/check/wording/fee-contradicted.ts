import type { Charge } from "../../core/form/edition.ts";
import type { CheckInput, Finding, Rule } from "../../core/rule.ts";
import { firstFew, ownTexts } from "../leftovers/own-texts.ts";
import { type FeeStatement, feesIn } from "./fees.ts";

/** The fee of the text is not the fee of the tally. */
export const feeContradicted: Rule = {
  code: "GR348",
  name: "fee-contradicted",
  severity: "warning",
  summary: { zh: "文字中的信息处理费与填报数不符", en: "the text states another fee than the tally" },
  why: {
    zh: "信息处理费在填报数据和文字中各写了一次，两处不同，总有一处是错的。",
    en: "The fee is given twice, as a figure and in words; where they differ one is wrong.",
  },
  basis: { title: "《政府信息公开信息处理费管理办法》" },
  example: {
    wrong: "activity: { processingFee: 400 }  # other: 本年度未收取信息处理费。",
    right: "other: 本年度收取信息处理费{{activity.processingFee}}元。",
  },
  *check(input) {
    for (const charge of input.edition.charges) yield* contradicted(charge, input);
  },
};

function* contradicted(charge: Charge, input: CheckInput): Iterable<Finding> {
  const { path, name } = charge;
  const value = input.figures.value(path);
  if (value === undefined || input.figures.approximate(path)) return;
  const cell = input.tally.cells.get(path);
  const tally = { zh: `填报的是${value}元`, en: `the tally says ${value}元` };
  const related = cell ? [{ span: cell.span, message: tally }] : [];
  for (const own of ownTexts(input)) {
    const wrong = [...feesIn(own.plain, charge)].filter((stated) => !agrees(stated, value));
    yield* firstFew(wrong, ({ start, end }) => {
      const words = own.text.slice(start, end);
      return {
        message: {
          zh: `${name}：文中写“${words}”，填报的是${value}元`,
          en: `${path}: the text says "${words}", the tally ${value}元`,
        },
        span: own.at(start, end),
        help: {
          zh: `核对后改正一处；文中可用 {{${path}}} 引用`,
          en: `correct one of them; {{${path}}} takes the figure`,
        },
        related,
      };
    });
  }
}

/** One of the amounts is the fee, or they add up to it: 1件380元、1件20元，共计400元. */
function agrees({ amounts }: FeeStatement, value: number): boolean {
  const same = (amount: number) => Math.abs(amount - value) < 0.005;
  return amounts.some(same) || same(amounts.reduce((sum, amount) => sum + amount, 0));
}

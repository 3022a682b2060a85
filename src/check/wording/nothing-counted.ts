import { findKey } from "../../core/form/keys.ts";
import type { CheckInput, Rule } from "../../core/rule.ts";
import { withoutNumber } from "../../core/text/nearest.ts";
import { cellsBelow } from "../cells.ts";
import { firstFew, ownTexts, sentencesWith } from "../leftovers/own-texts.ts";
import { type Happening, happening, happeningsIn } from "./claims.ts";

/** Nothing but zeros beside a text that speaks of cases. */
export const nothingCounted: Rule = {
  code: "GR320",
  name: "nothing-counted",
  severity: "warning",
  summary: { zh: "文字说有，表中全是 0", en: "the text speaks of cases, the table has none" },
  why: {
    zh: "整张表都是 0，文字却说“收到的申请均已答复”：要么表没有填，要么文字是照抄的。没有发生的，写“未收到”“未发生”，不会提示；写了件数的，由核对数字的规则指出（GR310、GR311）。",
    en: "A table of zeros beside 收到的申请均已答复: either the table was not filled in, or the text was taken over. What did not happen may be said to be nothing; a number is compared by GR310 and GR311.",
  },
  example: {
    wrong: "overview: 收到的政府信息公开申请均按期答复。  # 依申请公开: 0",
    right: "overview: 全年未收到政府信息公开申请。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      if (own.section.role === "problems") continue;
      yield* firstFew(uncounted(own.plain, input), ({ start, words, some }) => {
        const names = namesOf(some, input);
        return {
          message: {
            zh: `写的是“${words}”，但表中“${names.zh}”全是 0`,
            en: `the text says "${words}", but all of ${names.en} is 0`,
          },
          span: own.at(start, start + words.length),
          help: {
            zh: `确有办理的，补填表中的数；确实没有的，文字改写为“未收到”“未发生”`,
            en: "fill the table in where there were some; where there were none, say so",
          },
        };
      });
    }
  },
};

function* uncounted(text: string, input: CheckInput): Iterable<Happening> {
  const { happened } = input.edition.claims;
  if (happened.length === 0) return;
  for (const sentence of sentencesWith(happening(happened), text)) {
    for (const found of happeningsIn(sentence.text, happened, input.tally.year)) {
      if (isNothing(found.some, input)) yield { ...found, start: sentence.start + found.start };
    }
  }
}

/** Whether somebody counted, and all of it is 0; of a blank nothing is known. */
function isNothing(paths: readonly string[], { edition, figures }: CheckInput): boolean {
  const cells = paths.flatMap((each) => cellsBelow(edition, each));
  return cells.length > 0 && cells.every(({ path }) => figures.value(path) === 0);
}

function namesOf(paths: readonly string[], { edition }: CheckInput): { readonly zh: string; readonly en: string } {
  const labels = paths.map((path) => {
    const node = findKey(edition.keys, path.split("."));
    return withoutNumber(node?.name ?? path);
  });
  return { zh: [...new Set(labels)].join("、"), en: paths.join(", ") };
}

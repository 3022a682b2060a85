import type { Figures } from "../../core/figures.ts";
import type { Rule, Subject } from "../../core/rule.ts";
import { firstFew, ownTexts, sentencesWith } from "../leftovers/own-texts.ts";
import { type Claim, claiming, claimsIn } from "./claims.ts";

/** “全部办结” beside a figure that says otherwise. Numbers are another rule's business; this one is of words. */
export const contradictedWords: Rule = {
  code: "GR340",
  name: "contradicted-words",
  severity: "warning",
  summary: { zh: "文字的说法与数据相反", en: "words that the figures contradict" },
  why: {
    zh: "“全部办结”“均获维持”“无一纠正”这类话往往沿用上年的文字，而本年度的表中有结转、被纠正、尚未审结的件。",
    en: "Words such as 全部办结 or 均获维持 are taken over from last year, while this year's table has cases carried forward, corrected or pending.",
  },
  example: {
    wrong: "overview: 收到政府信息公开申请5件，已全部办结。  # carriedForward: 1",
    right: "overview: 收到政府信息公开申请5件，办结4件，结转下年度1件。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      yield* firstFew(contradicted(own.text, input), ({ claim, start, value }) => ({
        message: {
          zh: `写的是“${claim.words}”，但数据中“${claim.figure.zh}”为${value}件`,
          en: `the text says "${claim.words}", but ${claim.figure.en} is ${value}`,
        },
        span: own.at(start, start + claim.words.length),
        help: {
          zh: "核对两处：文字沿用旧稿的，改写文字；数据填错的，改正数据",
          en: "correct the words, or the figure",
        },
      }));
    }
  },
};

interface Contradiction {
  readonly claim: Claim;
  readonly start: number;
  readonly value: number;
}

function* contradicted(text: string, { edition, figures }: Subject): Iterable<Contradiction> {
  for (const sentence of sentencesWith(claiming, text)) {
    for (const claim of claimsIn(sentence.text, edition)) {
      const value = worth(claim, figures);
      if (value !== undefined && value > 0) yield { claim, start: sentence.start + claim.start, value };
    }
  }
}

/** What the claim says is nothing. Undefined where the edition has no such figure, or it is blank. */
function worth(claim: Claim, figures: Figures): number | undefined {
  let sum = 0;
  for (const path of claim.none) {
    const value = figures.value(path);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

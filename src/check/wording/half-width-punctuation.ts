import type { Rule } from "../../core/rule.ts";
import { picturesIn } from "../../core/text/text-blocks.ts";
import { type OwnText, ownTexts, type TextExcerpt } from "../leftovers/own-texts.ts";

const han = "[\\u4e00-\\u9fff”》）]";
const marks = new RegExp(
  [
    `(?<=${han})[,;:?!](?=[\\u4e00-\\u9fff“《（]|\\s*$)`,
    `(?<=[\\u4e00-\\u9fff])\\.(?=[\\u4e00-\\u9fff])`,
    `(?<=[\\u4e00-\\u9fff])"|"(?=[\\u4e00-\\u9fff])`,
    `\\((?=[\\u4e00-\\u9fff])|(?<=[\\u4e00-\\u9fff])\\)`,
  ].join("|"),
  "gm",
);
const mostPlaces = 8;

/** Commas and brackets of Western type between Chinese characters. */
export const halfWidthPunctuation: Rule = {
  code: "GR342",
  name: "half-width-punctuation",
  severity: "info",
  summary: { zh: "汉字之间用了半角标点", en: "Western punctuation between Chinese characters" },
  why: {
    zh: "公文用全角标点。半角的逗号、括号排出来挤在一起，行末也不能正常避头避尾。",
    en: "Chinese text takes full-width marks; the others are set too tight and break lines badly.",
  },
  basis: { title: "《标点符号用法》（GB/T 15834）" },
  example: {
    wrong: "other: 本年度未收取信息处理费,无其他事项。",
    right: "other: 本年度未收取信息处理费，无其他事项。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      // The brackets of a picture are written so.
      const pictures = picturesIn(own.text);
      const found = [...own.text.matchAll(marks)]
        .map((match): TextExcerpt => ({ start: match.index, text: match[0] }))
        .filter((mark) => !pictures.some(({ start, end }) => start <= mark.start && mark.start < end));
      const [first] = found;
      if (!first) continue;
      yield {
        message: {
          zh: `“${own.section.heading}”汉字之间有${found.length}处半角标点`,
          en: `"${own.section.heading}" has ${found.length} half-width marks between Chinese characters`,
        },
        span: own.at(first.start, first.start + 1),
        help: { zh: "改为全角标点：， ； ： （ ） “ ”", en: "use full-width marks: ， ； ： （ ） “ ”" },
        related: found.slice(1, mostPlaces).map((mark) => place(own, mark)),
      };
    }
  },
};

function place(
  own: OwnText,
  { start, text }: TextExcerpt,
): { span: ReturnType<OwnText["at"]>; message: { zh: string; en: string } } {
  return { span: own.at(start, start + 1), message: { zh: `半角“${text}”`, en: `half-width ${text}` } };
}

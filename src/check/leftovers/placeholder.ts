import type { Rule } from "../../core/rule.ts";
import { blanksIn } from "./blanks.ts";
import { firstFew, publishedTexts } from "./own-texts.ts";

/** XX, ××, 20__年, 某某, 【…】: a report that goes out with one was never finished. */
export const placeholder: Rule = {
  code: "GR330",
  name: "placeholder",
  severity: "error",
  summary: { zh: "文字中留有没有填写的占位符", en: "a placeholder was left in the text" },
  why: {
    zh: "“XX”“20__年”“某某”“【…】”是模板里等待填写的地方，留在年度报告中说明这一处没有填写，公开的内容不完整。经过遮盖的个人信息（如138****1234、张某某）不在此列。",
    en: "XX, 20__, 某某 and 【…】 mark what was to be filled in; a report that still has one is not complete. Masked personal data such as 138****1234 is something else.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第五十条" },
  example: { wrong: "other: 组织培训XX次。", right: "other: 组织培训2次。" },
  *check(input) {
    for (const own of publishedTexts(input)) {
      yield* firstFew(blanksIn(own.text), ({ start, text }) => ({
        message: {
          zh: `“${shown(text)}”处没有填写`,
          en: `"${shown(text)}" was never filled in`,
        },
        span: own.at(start, start + text.length),
        help: { zh: "填写实际内容；没有这项内容的，把这一句删去", en: "fill it in, or leave the sentence out" },
      }));
    }
  },
};

function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}

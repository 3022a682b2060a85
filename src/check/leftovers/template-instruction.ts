import type { Rule } from "../../core/rule.ts";
import { instructions, labels } from "./instructions.ts";
import { firstFew, publishedTexts, type TextExcerpt } from "./own-texts.ts";

const told = new RegExp(instructions.join("|"), "g");
const label = new RegExp(
  `(?:^|\\n)[ \\t\\u3000]{0,8}(?:${labels.join("|")})[：:]|[（(](?:${labels.join("|")})[）)：:]`,
  "g",
);
const fill = /请(?:如实|认真|准确)?填写/g;
/** A service explained to applicants: 请填写《政府信息公开申请表》. */
const service = /申请|表|姓名|联系|问卷|意见|登记|网上|窗口|下载|邮寄/;
const people = /申请人|群众|公民|公众|法人|企业|居民|村民|办事人/;

/** 该部分以表格形式报告, 请填写……: words of the template that were printed with the text. */
export const templateInstruction: Rule = {
  code: "GR337",
  name: "template-instruction",
  severity: "warning",
  summary: { zh: "留有模板里的填写提示", en: "an instruction of the template was left in" },
  why: {
    zh: "“该部分以表格形式报告”“此处填写”“（示例）”是模板写给填报人看的话，不是报告的内容。",
    en: "Such words tell the clerk how to fill the form; they are no part of a report.",
  },
  example: {
    wrong: "problems: 该部分以文字形式报告，请填写主要问题。",
    right: "problems: （一）存在的主要问题。政策解读形式单一……（二）改进情况。……",
  },
  *check(input) {
    for (const own of publishedTexts(input)) {
      yield* firstFew(found(own.text), ({ start, text }) => ({
        message: {
          zh: `“${text}”是模板里的填写提示`,
          en: `"${text}" is an instruction of the template`,
        },
        span: own.at(start, start + text.length),
        help: { zh: "删去提示，写本单位的内容", en: "take it out and write what the unit has to say" },
      }));
    }
  },
};

function* found(text: string): Iterable<TextExcerpt> {
  for (const match of text.matchAll(told)) {
    if (!isOfPeople(text, match.index)) yield { start: match.index, text: match[0] };
  }
  for (const match of text.matchAll(label)) {
    const words = match[0].trim();
    yield { start: match.index + match[0].indexOf(words), text: words };
  }
  for (const match of text.matchAll(fill)) {
    const end = match.index + match[0].length;
    // 请填写本… has been found above.
    if (text[end] === "本" || service.test(text.slice(end, end + 12)) || isOfPeople(text, match.index)) continue;
    yield { start: match.index, text: match[0] };
  }
}

function isOfPeople(text: string, at: number): boolean {
  return people.test(text.slice(Math.max(0, at - 12), at));
}

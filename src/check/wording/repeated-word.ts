import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts, type TextExcerpt } from "../leftovers/own-texts.ts";

const marks = /([，。；：、！])\1+/g;
/** 的的, 了了: one character that hardly ever stands twice. */
const single = /([的了把将我该])\1/g;
/** 政府政府. */
const doubled = /([\u4e00-\u9fff]{2,6})\1/g;
/** 答复率、答复率: the second was to be another word. */
const listed = /([\u4e00-\u9fff]{2,10})[、和与及]\1(?=[、，。；均都等为达的分]|$)/g;

/** Double characters that are good Chinese, with what stands around them. */
const rightSingles = /目的的|标的的|的的确确|了了[解结望却然]|将将|有的的/;
/** A word repeated in its own right, or the end of one word and the beginning of the next. */
const rightDoubles: readonly RegExp[] = [
  /^[一二三四五六七八九十百千万零〇○两]+$/,
  /^一[\u4e00-\u9fff]$/,
  /^(?:研究|讨论|商量|考虑|调研|了解|学习|琢磨|锻炼|体验|参观|走走|看看|很多|许多|非常|十分|永远|好久|各种|某某)$/,
];
/** 人民政府政府信息公开, 信息公开公开栏: two words, rightly side by side. */
const sideBySide: readonly (readonly [before: RegExp, word: string, after: RegExp])[] = [
  [/(?:人民|[省市县区州镇乡旗])$/, "政府", /^信息|^网站|^公报|^门户|^采购|^办/],
  [/信息$/, "公开", /^栏|^目录|^指南|^平台|^专[栏区]|^内容|^事项/],
  [/(?:政府|政务)$/, "信息", /^化|^量|^员|^中心|^系统|^资源/],
  [/监督$/, "管理", /^所|^局|^机构/],
  [/(?:市|镇|区|县)$/, "中心", /^小学|^中学|^校|^幼儿园|^医院|^村|^社区|^城区/],
  [/./, "办公", /^室/],
];

/** A word said twice: 政府政府, 答复率、答复率. */
export const repeatedWord: Rule = {
  code: "GR341",
  name: "repeated-word",
  severity: "warning",
  summary: { zh: "词语重复", en: "a word is repeated" },
  why: {
    zh: "改稿时删改不净会留下重复的词；“答复率、答复率”这样并列两个相同的词，往往是其中一个写错了。",
    en: "Editing leaves words behind. Where a list has the same item twice, one of them was meant to be another.",
  },
  example: { wrong: "overview: 答复率、答复率均达到100%。", right: "overview: 按时办结率、答复率均达到100%。" },
  *check(input) {
    for (const own of ownTexts(input)) {
      yield* firstFew(repeated(own.text), ({ start, text }) => ({
        message: { zh: `“${text}”重复`, en: `"${text}" says the same twice` },
        span: own.at(start, start + text.length),
        help: {
          zh: "删去多余的一个；并列的两项相同的，核对另一项是什么",
          en: "take one out, or put the word that was meant",
        },
      }));
    }
  },
};

function* repeated(text: string): Iterable<TextExcerpt> {
  for (const match of text.matchAll(marks)) yield { start: match.index, text: match[0] };
  for (const match of text.matchAll(single)) {
    if (!rightSingles.test(text.slice(Math.max(0, match.index - 1), match.index + 4))) {
      yield { start: match.index, text: match[0] };
    }
  }
  for (const match of text.matchAll(doubled)) if (!isRight(text, match.index, match[1] ?? "")) yield excerpt(match);
  if (!mayList(text)) return;
  for (const match of text.matchAll(listed)) if (!isLonger(text, match.index, match[1] ?? "")) yield excerpt(match);
}

const joining = /[、和与及]/g;

/** Whether two characters stand alike on both sides of what joins a list: looked for before the longer words are tried at every place. */
function mayList(text: string): boolean {
  for (const { index } of text.matchAll(joining)) {
    for (let length = 2; length <= 10; length++) {
      if (text[index - length] === text[index + 1] && text[index - 1] === text[index + length]) return true;
    }
  }
  return false;
}

function excerpt(match: RegExpExecArray): TextExcerpt {
  return { start: match.index, text: match[0] };
}

function isRight(text: string, start: number, word: string): boolean {
  // 人人人人 is no word said twice but a run of characters.
  if (new Set(word).size === 1) return true;
  if (rightDoubles.some((right) => right.test(word))) return true;
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(start + 2 * word.length, start + 2 * word.length + 6);
  return sideBySide.some(([front, twice, back]) => twice === word && front.test(before) && back.test(after));
}

/** 县政府、政府网站: a short word is only the same item where it is the whole of the first. */
function isLonger(text: string, start: number, word: string): boolean {
  return word.length < 3 && /[\u4e00-\u9fff]/.test(text[start - 1] ?? "");
}

import type { Rule } from "../../core/rule.ts";
import { firstFew, type OwnText, ownTexts, sentenceAt } from "./own-texts.ts";

const upTo = /截[至止](?:到|于)?(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|底|末|份|初|中旬|下旬|上旬)?/g;
const months = /(?:(\d{4})年)?1月?(?:至|到|—{1,2}|－|-|–|～|~)(\d{1,2})月(?![\d日])/g;
/** What the form counts over the whole year. */
const counted =
  /(?:主动公开|公开)(?:各类|各项|有关)?(?:政府|政务)?信息|发布(?:各类)?(?:政府|政务)信息|(?:收到|受理|新收|办结|答复)(?:的)?(?:政府信息公开|信息公开|依申请公开)?申请|依申请公开/;

interface Match {
  readonly start: number;
  readonly end: number;
}

/** “截至11月底，主动公开信息42条”: a figure that is not of the whole year. */
export const partialPeriod: Rule = {
  code: "GR334",
  name: "partial-period",
  severity: "warning",
  summary: { zh: "数据没有统计到年底", en: "a figure does not cover the whole year" },
  why: {
    zh: "“截至11月底”的数据少了最后一个月，与表格口径不一致，多半是年底前起草、定稿时没有更新。",
    en: "A figure to the end of November lacks a month and does not match the tables: the text was drafted before the year was over.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "overview: 截至2025年11月底，主动公开政府信息42条。",
    right: "overview: 2025年，主动公开政府信息45条。",
  },
  *check(input) {
    const { year } = input.tally;
    for (const own of ownTexts(input)) {
      yield* firstFew(partial(own, year), ({ start, end }) => {
        const words = own.text.slice(start, end);
        return {
          message: {
            zh: `“${words}”不是全年，报告应统计到12月31日`,
            en: `"${words}" is not the whole year; the report counts to 31 December`,
          },
          span: own.at(start, end),
          help: { zh: "补齐到12月31日的数据，改写这一句", en: "bring the figure up to 31 December" },
        };
      });
    }
  },
};

function* partial({ plain }: OwnText, year: number): Iterable<Match> {
  for (const match of plain.matchAll(upTo)) {
    const [words, said, month, date] = match;
    const whole = Number(month) === 12 && (date === undefined ? !/[初旬]$/.test(words) : Number(date) === 31);
    if (!whole && isOf(year, said) && isCount(plain, match.index, words)) {
      yield { start: match.index, end: match.index + words.length };
    }
  }
  for (const match of plain.matchAll(months)) {
    const [words, said, month] = match;
    if (/[\d.]/.test(plain[match.index - 1] ?? "")) continue;
    // 1—6月 may be a part of the year told on purpose; 1—11月 is a year that was not over.
    if (Number(month) < 9 || Number(month) > 11) continue;
    if (isOf(year, said) && isCount(plain, match.index, words)) {
      yield { start: match.index, end: match.index + words.length };
    }
  }
}

/** Another year is another rule's business. */
function isOf(year: number, said: string | undefined): boolean {
  return said === undefined || Number(said) === year;
}

/** What follows in the sentence is a figure of the form. */
function isCount(text: string, start: number, words: string): boolean {
  const sentence = sentenceAt(text, start);
  const rest = sentence.text.slice(start - sentence.start + words.length, start - sentence.start + words.length + 60);
  const noun = counted.exec(rest);
  // 1—10月98件，11月15件: the rest of the year is told as well.
  if (!noun || /全年|12月31日|年底/.test(sentence.text) || /\d月/.test(rest)) return false;
  return /\d|\uFFFC/.test(rest.slice(noun.index));
}

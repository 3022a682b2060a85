import type { Edition } from "../../core/form/edition.ts";
import { once } from "../../core/once.ts";
import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts, plainly } from "./own-texts.ts";

/** The number of a notice that is one character off one that the edition knows: 国办公开办涵 for 国办公开办函. */
export const misspeltNotice: Rule = {
  code: "GR352",
  name: "misspelt-notice",
  severity: "warning",
  summary: { zh: "文号写错了一个字", en: "the number of a notice is one character off" },
  why: {
    zh: "文号照抄即可，却常因输入法错成同音、形近的字。错一个字的文号查不到文件。",
    en: "A notice is cited by its number. With one character wrong nobody finds it.",
  },
  basis: { title: "《党政机关公文处理工作条例》第九条" },
  example: {
    wrong: "overview: 根据国办公开办涵〔…〕30号要求编制本报告。",
    right: "overview: 根据国办公开办函〔…〕30号要求编制本报告。",
  },
  *check(input) {
    const known = noticesOf(input.edition);
    for (const own of ownTexts(input)) {
      const misspelt = numbersIn(own.plain).flatMap(({ letters, number, end }) => {
        const right = known.find((one) => one.number === number && isOneOff(letters, one.letters));
        return right ? [{ start: end - number.length - right.letters.length, end, right }] : [];
      });
      yield* firstFew(misspelt, ({ start, end, right }) => ({
        message: {
          zh: `文号“${own.text.slice(start, end)}”应为“${right.written}”`,
          en: `the notice "${own.text.slice(start, end)}" is ${right.written}`,
        },
        span: own.at(start, end),
        help: { zh: `改为${right.written}`, en: `write ${right.written}` },
      }));
    }
  },
};

const most = 1000;
const longest = 12;
const numbered = /（\d{4}）\d{1,4}号/g;
const han = /[\u4e00-\u9fa5]/;

interface Numbered extends Pick<Notice, "letters" | "number"> {
  readonly end: number;
}

/** The numbers of notices in a text as `plainly` has it, each with the words before it. */
function numbersIn(plain: string): readonly Numbered[] {
  const found: Numbered[] = [];
  let from = 0;
  for (const { 0: number, index } of plain.matchAll(numbered)) {
    let start = index;
    while (start > from && start > index - longest && han.test(plain[start - 1] ?? "")) start--;
    if (index - start < 2) continue;
    from = index + number.length;
    if (found.push({ letters: plain.slice(start, index), number, end: from }) === most) break;
  }
  return found;
}

interface Notice {
  /** 国办公开办函 */
  readonly letters: string;
  /** The year in its brackets and the number, as `plainly` has them. */
  readonly number: string;
  /** As it is printed. */
  readonly written: string;
}

/** The notices an edition names: its own, and those that replaced others or were replaced. */
const noticesOf = once((edition: Edition): readonly Notice[] => {
  const texts = [edition.basis.title, ...edition.superseded.flatMap(({ cited, instead }) => [...cited, instead])];
  return texts.flatMap((text) =>
    [...text.matchAll(/(国[\u4e00-\u9fa5]{1,8})(〔\d{4}〕\d+号)/g)].map(([written, letters = "", number = ""]) => ({
      letters,
      number: plainly(number),
      written,
    })),
  );
});

/** Whether the end of the words differs from the letters in one character. */
function isOneOff(words: string, letters: string): boolean {
  if (words.length < letters.length) return false;
  const end = words.slice(-letters.length);
  return [...letters].filter((char, i) => char !== end[i]).length === 1;
}

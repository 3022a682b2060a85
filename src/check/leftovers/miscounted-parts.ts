import type { Edition } from "../../core/form/edition.ts";
import type { Finding, Rule } from "../../core/rule.ts";
import { firstFew, type OwnText, ownTexts, sentencesWith } from "./own-texts.ts";

/** 由…六部分组成, with five named: the parts of the report are counted and do not come to the number. */
export const miscountedParts: Rule = {
  code: "GR353",
  name: "miscounted-parts",
  severity: "warning",
  summary: { zh: "所列部分与说的部分数不符", en: "the parts of the report that are named are not as many as is said" },
  why: {
    zh: "开头说明报告由几部分组成时，往往漏列一部分或沿用旧格式的部分。列出的名称应与正文各标题一一对应。",
    en: "Where a report lists its parts, one is often left out or another form's is kept. The names should be its headings.",
  },
  basis: { title: "《中华人民共和国政府信息公开工作年度报告格式》印发通知" },
  example: {
    wrong: "overview: 本报告由总体情况、主动公开政府信息情况等三部分组成。",
    right: "overview: 本报告由总体情况等六部分组成。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      const sentences = [...sentencesWith(counted, own.plain)];
      const wrong = sentences.flatMap((sentence) => miscounted(sentence, input.edition) ?? []);
      yield* firstFew(wrong, (one) => finding(one, own));
    }
  },
};

interface Miscounted {
  readonly start: number;
  readonly end: number;
  readonly said: number;
  readonly named: number;
  readonly missing: readonly string[];
}

const counted = /([一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|方面内容|章节)/g;
const numerals = "零一二三四五六七八九十";

/** Only a list that is all headings of the form is counted: other words may be anything. */
function miscounted(
  sentence: { readonly start: number; readonly text: string },
  edition: Edition,
): Miscounted | undefined {
  const [match] = sentence.text.matchAll(counted);
  if (!match || sentence.text.length > 300) return undefined;
  const list = sentence.text
    .slice(0, match.index)
    .replace(/^.*(?:包括|由|分为|包含|共分|内容为|：)/, "")
    .replace(/(?:等|共|共计|这|，)+$/, "");
  const items = list
    .replace(/行政复议[、和及与，].{0,8}?行政诉讼/g, "行政复议行政诉讼")
    .split(/[、，]|(?:以及|和|及)(?=其他|政府信息公开行政)/)
    .filter((item) => item !== "");
  const headings = edition.sections
    .filter(({ annex }) => !annex)
    .map(({ heading }) => heading.replace(/^[一二三四五六七八九十]+、/, ""));
  const found = items.map((item) => headings.find((heading) => isSame(item, heading)));
  const said = numerals.includes(match[1] ?? " ") ? numerals.indexOf(match[1] ?? "") : Number(match[1]);
  if (items.length < 3 || found.includes(undefined) || items.length === said) return undefined;
  const missing = headings.filter((heading) => !found.includes(heading));
  const start = sentence.start + match.index;
  return { start, end: start + match[0].length, said, named: items.length, missing };
}

function isSame(item: string, heading: string): boolean {
  const [a, b] = [core(item), core(heading)];
  return a === b || (a.length >= 4 && b.includes(a)) || (b.length >= 4 && a.includes(b));
}

function core(name: string): string {
  return name.replace(
    /情况|政府信息公开|政府信息|信息公开|工作|存在的|主要|被?申请(?=行政复议)|被?提起|因|的|[、和及]/g,
    "",
  );
}

function finding({ start, end, said, named, missing }: Miscounted, own: OwnText): Finding {
  const names = missing.map((name) => `“${name}”`).join("、");
  return {
    message: {
      zh: `说的是${own.text.slice(start, end)}，列出的${named > said ? "有" : "只有"} ${named} 个`,
      en: `${said} parts are announced, ${named} are named`,
    },
    span: own.at(start, end),
    help: {
      zh: missing.length > 0 ? `没有列出：${names}；补上，或改正部分数` : "改正部分数，或核对所列名称",
      en:
        missing.length > 0
          ? `not named: ${names}; add it, or correct the number`
          : "correct the number, or check the names",
    },
  };
}

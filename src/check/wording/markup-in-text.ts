import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts, type TextExcerpt } from "../leftovers/own-texts.ts";

/** Marks of Markdown or of a web page in a text: a report prints texts as they stand. */
export const markupInText: Rule = {
  code: "GR366",
  name: "markup-in-text",
  severity: "warning",
  summary: { zh: "正文里有表格、列表或网页的标记", en: "marks of a table, a list or a web page in a text" },
  why: {
    zh: "正文按原样印成段落，竖线表格、# 标题、**加粗**、图片和网页的标记都会原封不动印在报告里。表格里的数写成一句话，或者填在工作情况里，作为附表印出。",
    en: "A text is set as paragraphs as it stands, and so would be the bars of a table, # headings, **bold**, pictures and tags of a web page. Say the figures in a sentence, or give them under activity and print the annex tables.",
  },
  example: {
    wrong: "overview: |\n  | 渠道 | 条数 |\n  | --- | --- |\n  | 网站 | 263 |",
    right: "overview: 其中网站263条、微信923条。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      yield* firstFew(marksIn(own.text), ({ start, text, what }) => ({
        message: {
          zh: `“${shown(text)}”是${what.zh}，会原样印在报告里`,
          en: `“${shown(text)}” is ${what.en} and would be printed as it stands`,
        },
        span: own.at(start, start + text.length),
        help: {
          zh: "改写成句子；表格里的数可以填在“工作情况”里，作为附表印出",
          en: "write it as a sentence; figures of a table can stand under activity and be printed as an annex",
        },
      }));
    }
  },
};

interface Markup extends TextExcerpt {
  readonly what: { readonly zh: string; readonly en: string };
}

const kinds: readonly (readonly [pattern: RegExp, what: Markup["what"]])[] = [
  [/^[ \t]*\|[^\n]*\|[ \t]*(?:\n[ \t]*\|[^\n]*\|[ \t]*)+/gm, { zh: "表格的标记", en: "a table in Markdown" }],
  [/^[ \t]*#{1,6}[ \t]+[^\n]{1,40}/gm, { zh: "标题的标记", en: "a heading in Markdown" }],
  [/^[ \t]*[-*+][ \t]+[^\n]{1,40}/gm, { zh: "列表的标记", en: "a list in Markdown" }],
  [/\*\*[^*\n]{1,40}\*\*/g, { zh: "加粗的标记", en: "bold in Markdown" }],
  [/!?\[[^\]\n]{0,40}\]\([^)\n]{1,200}\)/g, { zh: "链接或图片的标记", en: "a link or a picture in Markdown" }],
  [
    /<\/?(?:table|tr|td|th|p|br|b|i|u|strong|em|a|img|div|span|font|ul|ol|li|h[1-6]|script|style)\b[^<>\n]{0,200}>/gi,
    { zh: "网页的标记", en: "a tag of a web page" },
  ],
];

function marksIn(text: string): readonly Markup[] {
  const found = kinds.flatMap(([pattern, what]) =>
    [...text.matchAll(pattern)].map((match): Markup => ({ start: match.index, text: match[0].trimEnd(), what })),
  );
  return found.sort((a, b) => a.start - b.start);
}

function shown(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}

import type { Rule } from "../../core/rule.ts";
import { type TextBlock, textParts } from "../../core/text/text-blocks.ts";
import { boldsIn } from "../leftovers/blanks.ts";
import { firstFew, ownTexts, type TextExcerpt } from "../leftovers/own-texts.ts";

/** Marks of Markdown or of a web page that are not set as what they mean: a report prints them as they stand. */
export const markupInText: Rule = {
  code: "GR366",
  name: "markup-in-text",
  severity: "warning",
  summary: { zh: "正文里有标题、加粗、链接或网页的标记", en: "marks of headings, bold, links or a web page in a text" },
  why: {
    zh: "正文里的表格、列表和图片各占一行写，会排成表格、列表和图片；# 标题、**加粗**、链接、夹在句子里的图片和网页的标记排不了，会原封不动印在报告里。",
    en: "A table, a list or a picture on lines of its own is set as one. # headings, **bold**, links, pictures within a sentence and tags of a web page are not, and would be printed as they stand.",
  },
  example: {
    wrong: "overview: |\n  ## 主动公开\n  通过**网站**公开263条。",
    right: "overview: |\n  （一）主动公开。通过网站公开263条。",
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
          zh: "去掉标记；标题写成“（一）……”，表格每行以“|”开头和结尾、各行连着写，图片单独占一行",
          en: "take the marks away; a heading is written （一）…, the rows of a table begin and end with | and follow one another, a picture has a line of its own",
        },
      }));
    }
  },
};

interface Markup extends TextExcerpt {
  readonly what: { readonly zh: string; readonly en: string };
}

interface MarkKind {
  /** What each of them has: most texts have none. */
  readonly mark: string;
  readonly pattern: RegExp;
  readonly what: Markup["what"];
  /** The block of a text in which such marks are not printed but understood. */
  readonly set?: TextBlock["kind"];
}

const kinds: readonly MarkKind[] = [
  {
    mark: "|",
    pattern: /^[ \t]*\|[^\n]*\|[ \t]*(?:\n[ \t]*\|[^\n]*\|[ \t]*)*$/gm,
    what: { zh: "不成表格的竖线", en: "bars that make no table" },
    set: "table",
  },
  { mark: "#", pattern: /^[ \t]*#{1,6}[ \t]+[^\n]{1,40}/gm, what: { zh: "标题的标记", en: "a heading in Markdown" } },
  {
    mark: "](",
    pattern: /!?\[[^\]\n]{0,40}\]\([^)\n]{1,200}\)/g,
    what: { zh: "链接或图片的标记", en: "a link or a picture in Markdown" },
    set: "picture",
  },
  {
    mark: "<",
    pattern:
      /<\/?(?:table|tr|td|th|p|br|b|i|u|strong|em|a|img|div|span|font|ul|ol|li|h[1-6]|script|style)\b[^<>\n]{0,200}>/gi,
    what: { zh: "网页的标记", en: "a tag of a web page" },
  },
];

const boldMark = { zh: "加粗的标记", en: "bold in Markdown" };

function marksIn(text: string): readonly Markup[] {
  const bold = boldsIn(text).map((excerpt) => ({ ...excerpt, what: boldMark }));
  const present = kinds.filter(({ mark }) => text.includes(mark));
  const parts = present.some(({ set }) => set) ? textParts(text) : [];
  const found = present.flatMap(({ pattern, what, set }) => {
    const isSet = (at: number) => parts.some(({ start, end, block }) => block?.kind === set && start <= at && at < end);
    const marks = [...text.matchAll(pattern)].filter(({ index }) => set === undefined || !isSet(index));
    return marks.map((match): Markup => ({ start: match.index, text: match[0].trimEnd(), what }));
  });
  return [...bold, ...found].sort((a, b) => a.start - b.start);
}

function shown(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}

import type { Rule } from "../../core/rule.ts";
import { textParts } from "../../core/text/text-blocks.ts";
import { firstFew, ownTexts } from "../leftovers/own-texts.ts";

/** A picture on a line of its own in a text: reports hold none, and would say 见图 of what is not there. */
export const pictureInText: Rule = {
  code: "GR382",
  name: "picture-in-text",
  severity: "error",
  summary: { zh: "正文里的图片放不进报告", en: "a picture in a text has no place in the report" },
  why: {
    zh: "报告由文字、表格和清单组成，正文里写的图片文件不会放进去，读者只看得到“见图”而看不到图。",
    en: "Reports are made of text, tables and lists. A picture file that a text names is not put into them: readers would be sent to a figure that is not there.",
  },
  example: {
    wrong: "overview: |\n  各渠道公开信息情况见图：\n  ![各渠道公开信息](渠道.png)",
    right: "overview: |\n  | 渠道 | 条数 |\n  | --- | --- |\n  | 网站 | 263 |",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      const pictures = textParts(own.text).flatMap(({ start, end, block }) =>
        block?.kind === "picture" ? [{ start, end, file: block.file }] : [],
      );
      yield* firstFew(pictures, ({ start, end, file }) => ({
        message: { zh: `图片“${file}”放不进报告`, en: `the picture "${file}" cannot be put into the report` },
        span: own.at(start, end),
        help: {
          zh: "删去这一行，把图里的数写成表格或句子；一定要用图的，生成 Word 后再插入",
          en: "delete the line and give its figures as a table or in a sentence; a picture that must be there is inserted into the finished Word file",
        },
      }));
    }
  },
};

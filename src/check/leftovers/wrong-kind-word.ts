import type { Rule } from "../../core/rule.ts";
import { firstFew, publishedTexts } from "./own-texts.ts";

const wrong = /(?:政府)?信息公开(?:年度?)?工作报告|本年?度?工作报告/g;
/** The report of others, or one given by word of mouth. */
const another = /听取|审议|汇报|上级|《|政府$|作了|向[\u4e00-\u9fff]{2,10}作/;

/** This report is a 年度报告; a 工作报告 is what an office writes to its superior. */
export const wrongKindWord: Rule = {
  code: "GR339",
  name: "wrong-kind-word",
  severity: "warning",
  summary: { zh: "把年度报告写成了工作报告", en: "the report is called by another kind's name" },
  why: {
    zh: "法定名称是“政府信息公开工作年度报告”。“工作报告”是向上级或者会议汇报工作的文种，用作年度报告的名称不规范。",
    en: "The report's name is set by the regulation. A 工作报告 is given to a superior or an assembly.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条", says: "政府信息公开工作年度报告" },
  example: {
    wrong: "overview: 现编制本年度政府信息公开工作报告。",
    right: "overview: 现编制本年度政府信息公开工作年度报告。",
  },
  *check(input) {
    for (const own of publishedTexts(input)) {
      const found = [...own.text.matchAll(wrong)].filter(
        ({ index }) => !another.test(own.text.slice(Math.max(0, index - 12), index)),
      );
      yield* firstFew(found, (match) => ({
        message: {
          zh: `“${match[0]}”应为“${input.edition.title}”`,
          en: `"${match[0]}" should be "${input.edition.title}"`,
        },
        span: own.at(match.index, match.index + match[0].length),
        help: { zh: `改为“${input.edition.title}”`, en: `write ${input.edition.title}` },
        fix: { span: own.at(match.index, match.index + match[0].length), text: input.edition.title, safe: false },
      }));
    }
  },
};

import type { Rule } from "../../core/rule.ts";
import { ownTexts, sentencesOf } from "../leftovers/own-texts.ts";

const nothing =
  /^(?:暂|本年度?|目前)?(?:无|没有|不存在|未发现)(?:其他|明显|突出|主要|存在)?的?(?:问题|情况|内容|事项)?(?:及改进情况)?[。.\s]*$/;
const problem =
  /问题|不足|不够|不高|不强|不及时|不充分|不到位|不全面|不规范|不平衡|不均|不深|不紧|不实|不细|不多|不清|不准|不便|不方便|不规律|不固定|不完整|不统一|不一|薄弱|欠缺|欠|滞后|单一|差距|短板|偏[少低弱慢长重]|较[少低弱慢差窄]|缺[少乏]|有待|尚未|仍|还[不未没有需]|没有|未能|困难|难|减少|慢/;
const remedy =
  /下一步|下步|今后|改进|整改|将|已|明年|针对|加强|强化|完善|优化|健全|提升|提高|建立|制定|明确|规范|推进|组织|开展|实行|安排|落实|改为|增加|统一|及时|定期/;

/** Section 五 says what is wrong, and what is done about it. */
export const thinProblems: Rule = {
  code: "GR345",
  name: "thin-problems",
  severity: "warning",
  summary: { zh: "“存在的主要问题及改进情况”过于简单", en: "the section on problems says next to nothing" },
  why: {
    zh: "这一部分要写明存在的主要问题和改进情况。只写“无”或者一句话，属于内容不完整、敷衍应付。",
    en: "The section states the main problems and what was done about them. 无 or a single phrase does neither.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第五十条", says: "政府信息公开工作存在的主要问题及改进情况" },
  example: {
    wrong: "problems: 无",
    right: "problems: 部分政策解读形式单一。下一步，对惠民政策一律配发问答，由起草科室负责解释。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      if (own.section.role !== "problems") continue;
      const words = own.text.trim();
      const start = own.text.indexOf(words);
      const span = own.at(start, start + Math.min(words.length, 20));
      const help = {
        zh: "写明本单位存在的主要问题，以及已经采取或者准备采取的改进措施",
        en: "name the unit's main problems and what has been or will be done about them",
      };
      const { heading } = own.section;
      if (nothing.test(words)) {
        yield {
          message: { zh: `“${heading}”只写了“${words}”`, en: `"${heading}" says only "${words}"` },
          span,
          help,
        };
      } else if (sentences(words) < 2) {
        const missing = lacking(words);
        if (missing) {
          const message = {
            zh: `“${heading}”只有一句话，没有写${missing.zh}`,
            en: `"${heading}" is one sentence and names no ${missing.en}`,
          };
          yield { message, span, help };
        }
      }
    }
  },
};

/** Nobody asks whether there are more than two. */
function sentences(words: string): number {
  let count = 0;
  for (const { text } of sentencesOf(words)) if (text.trim().length > 1 && ++count === 2) return count;
  return count;
}

/** What a single sentence does not speak of. One may hold both. */
function lacking(words: string): { zh: string; en: string } | undefined {
  if (!problem.test(words)) return { zh: "存在的问题", en: "problem" };
  return remedy.test(words) ? undefined : { zh: "改进情况", en: "improvement" };
}

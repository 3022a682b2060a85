import type { Superseded } from "../../core/form/form-rules.ts";
import { once } from "../../core/once.ts";
import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts, plainly, sentenceAt } from "./own-texts.ts";

/** A notice or an article that the form of this year has left behind. The edition says which. */
export const supersededBasis: Rule = {
  code: "GR335",
  name: "superseded-basis",
  severity: "warning",
  summary: { zh: "引用了已被替代的依据", en: "a basis is cited that has been replaced" },
  why: {
    zh: "年度报告格式和《条例》都修订过，文号和条款序号随之变了。引用旧文号、旧条款，说明文字沿用了旧稿。",
    en: "The form and the regulation have both been revised, and their numbers with them. An old number shows an old text.",
  },
  basis: { title: "国务院办公厅政府信息与政务公开办公室印发年度报告格式的通知；《中华人民共和国政府信息公开条例》" },
  example: {
    wrong: "overview: 根据《中华人民共和国政府信息公开条例》第三十一条、第三十二条，编制本报告。",
    right: "overview: 根据《中华人民共和国政府信息公开条例》第四十九条、第五十条，编制本报告。",
  },
  *check(input) {
    const { superseded } = input.edition;
    if (superseded.length === 0) return;
    for (const own of ownTexts(input)) {
      yield* firstFew(citations(own.plain, superseded), ({ start, end, by }) => {
        const words = own.text.slice(start, end);
        return {
          message: { zh: `“${words}”已被替代`, en: `"${words}" has been replaced` },
          span: own.at(start, end),
          help: {
            zh: `改引${by.instead}${by.basis.title.includes(by.instead) ? "" : `（依据：${by.basis.title}）`}`,
            en: `cite ${by.instead}${by.basis.title.includes(by.instead) ? "" : ` (${by.basis.title})`}`,
          },
        };
      });
    }
  },
};

/** More than any report cites. */
const most = 100;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly by: Superseded;
}

const plainlyCited = once(({ cited }: Superseded) => cited.map(plainly));

/** Each place once: an article cited with its neighbour is found as the pair. */
function citations(plain: string, superseded: readonly Superseded[]): readonly Found[] {
  const found: Found[] = [];
  for (const by of superseded) {
    for (const cited of plainlyCited(by)) {
      for (let start = plain.indexOf(cited); start >= 0; start = plain.indexOf(cited, start + cited.length)) {
        if (found.length >= most) break;
        if (applies(by, sentenceAt(plain, start).text)) found.push({ start, end: start + cited.length, by });
      }
    }
  }
  // The longest first: what lies within one found before is the same citation.
  const kept: Found[] = [];
  for (const one of found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function applies({ beside }: Superseded, sentence: string): boolean {
  if (/废止|不再|原《|原条例|替代|修订前|旧条例/.test(sentence)) return false;
  return beside === undefined || beside.some((word) => sentence.includes(word));
}

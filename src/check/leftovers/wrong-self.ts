import type { Rule } from "../../core/rule.ts";
import { firstFew, publishedTexts } from "./own-texts.ts";

/** 我镇, 本局 … : the kind of organ that speaks. 本办法 and 本乡镇 speak of something else. */
const self = /[我本](街道(?!路|口)|镇(?![江海])|乡(?![镇村土音情亲])|局(?![域部面限势]))/g;

/** A bureau's report that says 我镇, a township's that says 我局: the text is another organ's. */
export const wrongSelf: Rule = {
  code: "GR350",
  name: "wrong-self",
  severity: "warning",
  summary: { zh: "自称与单位不符", en: "the text speaks as another kind of organ" },
  why: {
    zh: "镇政府的报告自称“我局”，或者局的报告自称“我镇”，说明这段文字是从别的单位搬来的。",
    en: "A township that calls itself 我局, or a bureau that says 我镇, has borrowed another organ's text.",
  },
  example: {
    wrong: "unit: { name: 云溪县审计局 … }  # overview: 我镇全年主动公开政府信息96条。",
    right: "overview: 我局全年主动公开政府信息96条。",
  },
  *check(input) {
    const { unit } = input.tally;
    // What an organ of another kind calls itself cannot be told from its name.
    if (unit.kind === "other") return;
    for (const own of publishedTexts(input)) {
      const wrong = [...own.text.matchAll(self)].filter((match) => !unit.name.includes(match[1] ?? ""));
      yield* firstFew(wrong, (match) => ({
        message: {
          zh: `这是${unit.name}的报告，文中却自称“${match[0]}”`,
          en: `this is the report of ${unit.name}, but it calls itself ${match[0]}`,
        },
        span: own.at(match.index, match.index + match[0].length),
        help: {
          zh: "核对这一段是否照搬了别的单位，改为本单位的自称",
          en: "check whether the passage was borrowed, and put the unit's own words",
        },
      }));
    }
  },
};

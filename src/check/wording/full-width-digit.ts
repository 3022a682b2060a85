import type { Rule } from "../../core/rule.ts";
import { ownTexts } from "../leftovers/own-texts.ts";

const mostPlaces = 8;

/** １２件: digits as wide as Chinese characters. */
export const fullWidthDigit: Rule = {
  code: "GR344",
  name: "full-width-digit",
  severity: "info",
  summary: { zh: "数字用了全角", en: "full-width digits" },
  why: {
    zh: "公文中的阿拉伯数字用半角。全角数字字距过大，检索和统计时也认不出来。",
    en: "Digits are half-width; the wide ones look odd and are not found by a search.",
  },
  basis: { title: "《出版物上数字用法》（GB/T 15835）" },
  example: { wrong: "overview: 全年主动公开政府信息９６条。", right: "overview: 全年主动公开政府信息96条。" },
  *check(input) {
    for (const own of ownTexts(input)) {
      const [first, ...more] = [...own.text.matchAll(/[０-９]+/g)].map((match) => ({
        span: (): ReturnType<typeof own.at> => own.at(match.index, match.index + match[0].length),
        digits: match[0],
      }));
      if (!first) continue;
      const plain = first.digits.normalize("NFKC");
      yield {
        message: {
          zh: `“${first.digits}”是全角数字${more.length === 0 ? "" : `（这一部分共${more.length + 1}处）`}`,
          en: `"${first.digits}" is full-width${more.length === 0 ? "" : ` (${more.length + 1} places)`}`,
        },
        span: first.span(),
        help: { zh: `改为半角：${plain}`, en: `write ${plain}` },
        related: more.slice(0, mostPlaces).map(({ span, digits }) => ({
          span: span(),
          message: { zh: digits, en: digits },
        })),
        fix: { span: first.span(), text: plain, safe: false },
      };
    }
  },
};

import type { Text } from "../../core/diagnostic.ts";
import type { Rule } from "../../core/rule.ts";
import { firstFew, publishedTexts } from "../leftovers/own-texts.ts";
import { masked, type PersonalNumber, personalNumbersIn } from "./personal-numbers.ts";

const kinds: Record<PersonalNumber["kind"], Text> = {
  identity: { zh: "身份证号", en: "an identity number" },
  mobile: { zh: "手机号", en: "a mobile number" },
  card: { zh: "银行卡号", en: "a bank card number" },
};

/** An identity, mobile or card number in full. Office telephones are no personal data. */
export const personalData: Rule = {
  code: "GR349",
  name: "personal-data",
  severity: "error",
  summary: { zh: "文字中有未遮盖的个人信息", en: "personal data is not masked" },
  why: {
    zh: "年度报告面向社会公布，公民身份号码、手机号、银行卡号属于个人隐私，公布即造成泄露。单位联系方式用办公电话。",
    en: "The report is public. Identity, mobile and card numbers are private and are disclosed by being printed; an office gives its landline.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第三十四条" },
  example: { wrong: "overview: 联系人手机13800138000。", right: "overview: 联系电话0512-58000000。" },
  *check(input) {
    for (const own of publishedTexts(input)) {
      yield* firstFew(personalNumbersIn(own.plain), ({ start, end, kind, digits }) => {
        // The number itself goes into no log.
        const safe = masked(digits);
        return {
          message: {
            zh: `未遮盖的${kinds[kind].zh}：${safe}`,
            en: `${kinds[kind].en} is not masked: ${safe}`,
          },
          span: own.at(start, end),
          help: { zh: `删去，或者遮盖为${safe}`, en: `take it out, or mask it: ${safe}` },
          fix: { span: own.at(start, end), text: safe, safe: false },
        };
      });
    }
  },
};

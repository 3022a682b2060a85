import type { Code, Text } from "../../core/diagnostic.ts";
import type { Measure } from "../../core/form/table.ts";
import { measured } from "./approximate.ts";

/** One way a number goes wrong: what to say of it and what to do. */
export interface Normalization {
  readonly code: Code;
  readonly what: Text;
  readonly help: Text;
  readonly safe: boolean;
}

export interface Normalizer extends Normalization {
  /** The text without this slip; undefined where it was not made. */
  readonly undo: (text: string, measure: Measure) => string | undefined;
}

const digitsOnly: Text = { zh: "只写数字", en: "write digits only" };
const plainDigits: Text = { zh: "写成普通数字", en: "write a plain number" };

/** The slips of writing that leave no doubt what number was meant, in the order they are undone. */
export const normalizers: readonly Normalizer[] = [
  {
    code: "GR131",
    what: { zh: "用了全角数字", en: "has full-width digits" },
    help: { zh: "改成半角数字", en: "write plain digits" },
    safe: true,
    undo: (text) =>
      /[０-９．＋－]/.test(text)
        ? text.replace(/[０-９．＋－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        : undefined,
  },
  {
    code: "GR135",
    what: { zh: "加了引号", en: "is in quotes" },
    help: { zh: "去掉引号", en: "take the quotes away" },
    safe: true,
    undo: (text) => /^[“"'‘](.{1,40})[”"'’]$/.exec(text)?.[1],
  },
  {
    code: "GR133",
    what: { zh: "带了单位", en: "carries its unit" },
    help: digitsOnly,
    safe: true,
    undo: (text, measure) => withoutUnit(text, measure),
  },
  {
    code: "GR132",
    what: { zh: "有千位分隔符", en: "has separators between its digits" },
    help: { zh: "去掉分隔符", en: "take them out" },
    safe: true,
    undo: (text) =>
      /^-?\d{1,3}(?:[,，_'’ ]\d{3})+(?:\.\d+)?$/.test(text) ? text.replace(/[,，_'’ ]/g, "") : undefined,
  },
  {
    code: "GR138",
    what: { zh: "把字母 O 当成了数字 0", en: "has a letter O for the digit 0" },
    help: { zh: "改成数字 0", en: "write the digit 0" },
    safe: true,
    undo: (text) =>
      /^(?!0[oO][0-7])[\dOoО〇○]*[OoО〇○][\dOoО〇○]*$/.test(text) ? text.replace(/[OoО〇○]/g, "0") : undefined,
  },
  {
    code: "GR134",
    what: { zh: "是汉字数字", en: "is a number in Chinese characters" },
    help: { zh: "改成阿拉伯数字", en: "write digits" },
    safe: true,
    undo: (text) => {
      const value = chineseNumber(text);
      return value === undefined ? undefined : String(value);
    },
  },
  {
    code: "GR134",
    what: { zh: "用“万”“亿”作单位", en: "counts in ten thousands" },
    help: { zh: "写出全部数字", en: "write all digits" },
    safe: false,
    undo: (text, measure) => {
      const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,8})?)([万亿])$/.exec(text) ?? [];
      return digits === undefined || hasDecimals(measure)
        ? undefined
        : String(Number(`${digits}e${unit === "万" ? 4 : 8}`));
    },
  },
  {
    code: "GR137",
    what: { zh: "应写成带符号的数字", en: "should be a signed number" },
    help: plainDigits,
    safe: true,
    undo: (text, measure) => {
      if (measure !== "change") return undefined;
      const [, sign, digits] = /^(增加?|减少?|[+-](?=0+$)|[−–—])[ \u3000]?(\d{1,15})$/.exec(text) ?? [];
      if (digits === undefined || sign === undefined) return undefined;
      const plain = digits.replace(/^0+(?=\d)/, "");
      return /^[减−–—]/.test(sign) && plain !== "0" ? `-${plain}` : plain;
    },
  },
  {
    code: "GR136",
    what: { zh: "不是普通的写法", en: "is not written plainly" },
    help: plainDigits,
    safe: true,
    undo: (text) => {
      if (/^\+\d+$/.test(text)) return text.slice(1).replace(/^0+(?=\d)/, "");
      if (/^0\d+$/.test(text)) return text.replace(/^0+(?=\d)/, "");
      if (/^0\d+\.\d+$/.test(text)) return text.replace(/^0+(?=\d)/, "");
      if (/^\d+\.$/.test(text)) return text.slice(0, -1).replace(/^0+(?=\d)/, "");
      return undefined;
    },
  },
  {
    code: "GR136",
    what: { zh: "带了小数点", en: "has a decimal point" },
    help: plainDigits,
    safe: true,
    undo: (text, measure) => (!hasDecimals(measure) && /^\d+\.0+$/.test(text) ? text.replace(/\.0+$/, "") : undefined),
  },
  {
    code: "GR136",
    what: { zh: "不是十进制的普通写法", en: "is not a plain decimal number" },
    help: plainDigits,
    safe: false,
    undo: (text) => {
      if (!/^(?:0x[\da-f]{1,12}|0o[0-7]{1,16}|0b[01]{1,50}|\d{1,9}(?:\.\d{1,9})?e\+?\d{1,2})$/i.test(text))
        return undefined;
      const value = Number(text);
      return Number.isSafeInteger(value) ? String(value) : undefined;
    },
  },
  {
    code: "GR137",
    what: { zh: "是负数", en: "is negative" },
    help: { zh: "零就写 0", en: "write 0" },
    safe: true,
    undo: (text) => (/^-0+$/.test(text) ? "0" : undefined),
  },
];

function hasDecimals(measure: Measure): boolean {
  return measure === "wanYuan" || measure === "money";
}

function withoutUnit(text: string, measure: Measure): string | undefined {
  if (measure === "money") return undefined;
  const bare = measured.exec(text)?.[1]?.trim();
  if (bare === undefined || /[%％]$/.test(text)) return undefined;
  // 3800元 in a cell of 万元 is another number, and 0.38万元 in a cell of 元 too.
  if (measure === "wanYuan") return text.endsWith("万元") ? bare : undefined;
  if (text.endsWith("万元")) return `${bare}万`;
  return measure !== "yuan" && text.endsWith("元") ? undefined : bare;
}

const digits = "零一二三四五六七八九";
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 十二, 两百零五, 三万 as a number; undefined when it is no Chinese numeral. */
export function chineseNumber(text: string): number | undefined {
  if (!/^[零〇一二两三四五六七八九十百千万亿]{1,20}$/.test(text)) return undefined;
  let whole = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of text.replaceAll("〇", "零").replaceAll("两", "二")) {
    const value = digits.indexOf(character);
    const place = places[character];
    if (value >= 0) {
      // 三五 is no numeral: digits stand one by one between their places.
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
    } else if (place !== undefined) {
      section += (digit || 1) * place;
      digit = undefined;
    } else {
      whole = (whole + section + (digit ?? 0)) * (character === "万" ? 1e4 : 1e8);
      section = 0;
      digit = undefined;
    }
  }
  return whole + section + (digit ?? 0);
}

import type { Code, Text } from "../core/diagnostic.ts";
import type { Measure } from "../core/edition.ts";
import { chineseNumber } from "./chinese.ts";

/** A number as a cell may hold it. `text` is kept where it says more than the number: 33万余. */
export interface Figure {
  readonly value: number;
  readonly text?: string;
  readonly approximate?: true;
}

/** Why a value is no number a cell may hold; `plain` is how it was meant, where that is beyond doubt. */
export interface NumberSlip {
  readonly code: Code;
  readonly message: Text;
  readonly help: Text;
  readonly plain?: string;
  readonly safe: boolean;
}

const count = /^(?:0|[1-9]\d*)$/;
const decimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const cents = /^(?:0|[1-9]\d*)(?:\.\d{1,2})?$/;
const signed = /^(?:0|-?[1-9]\d*)$/;
const patterns: Partial<Record<Measure, RegExp>> = { wanYuan: decimal, yuan: cents, change: signed };

const blanks = new Set([
  "",
  "~",
  "null",
  "/",
  "／",
  "-",
  "－",
  "—",
  "——",
  "–",
  "无",
  "不适用",
  "空",
  "没有",
  "未统计",
  "n/a",
  "na",
  "none",
  "nil",
]);

/** What a clerk writes where there is nothing to count. It is not 0: somebody has to say so. */
export function isBlank(text: string): boolean {
  return text.length <= 8 && blanks.has(text.trim().toLowerCase());
}

const aboutBefore = "近|约|大约|将近|接近|超过|超|逾|不足|不到|至少|多达";
const aboutAfter = "余|多|左右|以上|以下|上下";
const suffix = "万元|元|件次|人次|件|条|次|人|份|个|篇|期|场|场次|宗|起|项|户|批|例|％|%";
const measured = new RegExp(`^(.*?(?:[\\d万亿${aboutAfter}]|[零一二三四五六七八九十百千]))[ \\u3000]*(?:${suffix})$`);
const approximation = new RegExp(`^(${aboutBefore})?(\\d+(?:\\.\\d+)?)([万亿])?(${aboutAfter})?$`);

/** Reads the text of a cell. It is judged as written: `012` and `1e3` are numbers to YAML and slips to an office. */
export function readNumber(text: string, quoted: boolean, measure: Measure, activity: boolean): Figure | NumberSlip {
  const raw = text.trim();
  const pattern = patterns[measure] ?? count;
  if (!quoted && pattern.test(raw)) return inRange(raw);
  if (activity && !quoted && raw.length <= 40) {
    const figure = readApproximate(raw, pattern);
    if (figure) return figure;
  }
  return slip(raw, quoted, pattern, measure, activity);
}

function inRange(raw: string): Figure | NumberSlip {
  const value = Number(raw);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { value };
  return {
    code: "GR140",
    message: { zh: `${shorten(raw)} 大得不可能`, en: `${shorten(raw)} is impossibly large` },
    help: { zh: "核对是否多打了数字", en: "check for digits typed twice" },
    safe: false,
  };
}

/** 近30, 160余, 33万余, 3.5万. Undefined when the text is none of these. */
function readApproximate(raw: string, pattern: RegExp): Figure | undefined {
  const match = approximation.exec(raw);
  const [, before, digits = "", unit, after] = match ?? [];
  if (!match || !/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(digits)) return undefined;
  if (before === undefined && unit === undefined && after === undefined) return undefined;
  // The number is read with its exponent at once, so that 32.55万 is exactly 325500.
  const value = Number(`${digits}e${unit === "万" ? 4 : unit === "亿" ? 8 : 0}`);
  if (!pattern.test(String(value)) || value > Number.MAX_SAFE_INTEGER) return undefined;
  const about = before !== undefined || after !== undefined;
  return { value, text: raw, ...(about ? { approximate: true } : {}) };
}

interface Step {
  readonly code: Code;
  readonly what: Text;
  readonly help: Text;
  readonly safe: boolean;
}

/** Undoes one slip after another; the first one found gives the message, all of them together the number meant. */
function slip(raw: string, quoted: boolean, pattern: RegExp, measure: Measure, activity: boolean): NumberSlip {
  let first: Step | undefined;
  let safe = true;
  let text = raw.length > 60 ? raw.slice(0, 60) : raw;
  for (const undo of undoings) {
    const undone = undo.undo(text, measure);
    if (undone === undefined) continue;
    first ??= undo;
    safe &&= undo.safe;
    text = undone;
  }
  if (pattern.test(text) && raw.length <= 60 && (first || quoted)) {
    const { code, what, help } = first ?? quotes;
    return { code, message: about(raw, what), help: writePlain(text, help), plain: text, safe };
  }
  if (activity && first && raw.length <= 60 && readApproximate(text, pattern)) {
    return { code: first.code, message: about(raw, first.what), help: writePlain(text, first.help), plain: text, safe };
  }
  const { code, what, help } = whole(text, measure, activity) ?? first ?? other(measure, activity);
  return { code, message: about(raw, what), help, safe: false };
}

const about = (raw: string, what: Text): Text => {
  const shown = /[“”]/.test(raw) ? shorten(raw) : `“${shorten(raw)}”`;
  return { zh: `${shown}${what.zh}`, en: `${shown} ${what.en}` };
};
const writePlain = (text: string, help: Text): Text => ({ zh: `${help.zh}：${text}`, en: `${help.en}: ${text}` });

function shorten(raw: string): string {
  const characters = [...raw.slice(0, 80)];
  return characters.length > 24 || raw.length > 80 ? `${characters.slice(0, 20).join("")}…` : raw;
}

interface Undoing extends Step {
  /** The text without this slip; undefined where it was not made. */
  readonly undo: (text: string, measure: Measure) => string | undefined;
}

const digitsOnly: Text = { zh: "只写数字", en: "write digits only" };
const plainDigits: Text = { zh: "写成普通数字", en: "write a plain number" };

const undoings: readonly Undoing[] = [
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
      return digits === undefined || measure === "wanYuan"
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
      const [, sign, digits] = /^(增加?|减少?|\+|-(?=0+$))(\d{1,15})$/.exec(text) ?? [];
      if (digits === undefined || sign === undefined) return undefined;
      return sign.startsWith("减") && Number(digits) > 0 ? `-${digits}` : digits;
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
    undo: (text, measure) => (measure !== "wanYuan" && /^\d+\.0+$/.test(text) ? text.replace(/\.0+$/, "") : undefined),
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

function withoutUnit(text: string, measure: Measure): string | undefined {
  const bare = measured.exec(text)?.[1]?.trim();
  if (bare === undefined || /[%％]$/.test(text)) return undefined;
  // 3800元 in a cell of 万元 is another number, and 0.38万元 in a cell of 元 too.
  if (measure === "wanYuan") return text.endsWith("万元") ? bare : undefined;
  if (text.endsWith("万元")) return `${bare}万`;
  return measure !== "yuan" && text.endsWith("元") ? undefined : bare;
}

/** What is wrong with a value as a whole, where no slip of the pen explains it. */
function whole(text: string, measure: Measure, activity: boolean): Step | undefined {
  if (/^(?:-\s*\d|减|负)/.test(text) && measure !== "change") return negative;
  if (!activity && approximation.test(text) && !/^[\d.]+$/.test(text)) return approximate;
  if (measure === "wanYuan" && /^[\d.]+元$/.test(text)) return inYuan;
  if (/^\d+\.\d+$/.test(text)) return measure === "yuan" ? hundredths : fraction;
  if (/^\d+[,，_'’ .][\d,，_'’ .]*$/.test(text)) return separators;
  return undefined;
}

const step = (code: Code, what: Text, help: Text): Step => ({ code, what, help, safe: false });
const quotes = step("GR135", { zh: "加了引号", en: "is in quotes" }, { zh: "去掉引号", en: "take the quotes away" });
const negative = step(
  "GR137",
  { zh: "是负数，件数不会小于 0", en: "is negative; a count is never below 0" },
  { zh: "核对后写 0 或正整数", en: "check it and write 0 or a positive number" },
);
const approximate = step(
  "GR142",
  { zh: "是约数，法定表格里要写确数", en: "is approximate; the statutory tables take exact figures" },
  { zh: "查实后写出准确的数字", en: "find out the exact figure" },
);
const inYuan = step(
  "GR133",
  { zh: "以元为单位，这一格以万元为单位", en: "is in 元; this cell is in 万元" },
  { zh: "除以 10000，只写数字", en: "divide it by 10,000 and write digits only" },
);
const fraction = step(
  "GR141",
  { zh: "不是整数", en: "is not a whole number" },
  { zh: "件数只能是整数，核对后改正", en: "counts are whole numbers; check it" },
);
const hundredths = step(
  "GR141",
  { zh: "超过两位小数", en: "has more than two decimals" },
  { zh: "金额以元为单位，最多写到分", en: "amounts are in 元, with two decimals at most" },
);
const separators = step(
  "GR132",
  { zh: "有分隔符，看不出是多少", en: "has separators that make it unclear" },
  { zh: "去掉分隔符，写出全部数字", en: "write all digits without separators" },
);

function other(measure: Measure, activity: boolean): Step {
  const what = { zh: "不是数字", en: "is not a number" };
  if (activity) {
    return step("GR139", what, {
      zh: "写数字，或 近30、160余、33万余 这样的约数",
      en: "write a number, or an approximate one such as 近30, 160余, 33万余",
    });
  }
  if (measure === "wanYuan")
    return step("GR139", what, { zh: "写以万元为单位的数字，如 0.38", en: "write a number in 万元, such as 0.38" });
  return step("GR139", what, { zh: "写整数，没有就写 0", en: "write a whole number, 0 for none" });
}

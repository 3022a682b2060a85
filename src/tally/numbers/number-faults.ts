import type { Code, Text } from "../../core/diagnostic.ts";
import type { Measure } from "../../core/form/table.ts";
import { approximation } from "./approximate.ts";
import type { Normalization } from "./number-slips.ts";

/** What is wrong with a value as a whole, where no slip of the pen explains it. */
export function wholeFault(text: string, measure: Measure, activity: boolean): Normalization | undefined {
  if (/^(?:-\s*\d|减|负)/.test(text) && measure !== "change") return negative;
  if (!activity && approximation.test(text) && !/^[\d.]+$/.test(text)) return approximate;
  if (measure === "wanYuan" && /^[\d.]+元$/.test(text)) return inYuan;
  if (/^\d+\.\d+$/.test(text)) return measure === "yuan" ? hundredths : fraction;
  if (/^\d+[,，_'’ .][\d,，_'’ .]*$/.test(text)) return separators;
  if (/^[\d.]+[#＃]/.test(text)) return remark;
  return undefined;
}

const step = (code: Code, what: Text, help: Text): Normalization => ({ code, what, help, safe: false });
const remark = step(
  "GR139",
  { zh: "把说明和数字连在了一起", en: "has a remark right behind the number" },
  { zh: "“#”前面空一格", en: "write a space before #" },
);
/** Nothing but quotes around a number. */
export const quotes: Normalization = step(
  "GR135",
  { zh: "加了引号", en: "is in quotes" },
  { zh: "去掉引号", en: "take the quotes away" },
);
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
/** What an amount looks like in a cell that has no unit of its own. */
const withUnit: Text = {
  zh: "写数字，后面写上元或万元，如 29.0506万元、251000元；没有就写 0",
  en: "write a number and its unit, such as 29.0506万元 or 251000元; 0 for none",
};
export const hundredths: Normalization = step(
  "GR141",
  { zh: "超过两位小数", en: "has more than two decimals" },
  { zh: "金额以元为单位，最多写到分", en: "amounts are in 元, with two decimals at most" },
);
const separators = step(
  "GR132",
  { zh: "有分隔符，看不出是多少", en: "has separators that make it unclear" },
  { zh: "去掉分隔符，写出全部数字", en: "write all digits without separators" },
);

/** No number at all. */
export function otherFault(measure: Measure, activity: boolean): Normalization {
  const what = { zh: "不是数字", en: "is not a number" };
  if (activity) {
    return step("GR139", what, {
      zh: "写数字，或 近30、160余、33万余 这样的约数",
      en: "write a number, or an approximate one such as 近30, 160余, 33万余",
    });
  }
  if (measure === "money") return step("GR139", what, withUnit);
  if (measure === "wanYuan")
    return step("GR139", what, { zh: "写以万元为单位的数字，如 0.38", en: "write a number in 万元, such as 0.38" });
  return step("GR139", what, { zh: "写整数，没有就写 0", en: "write a whole number, 0 for none" });
}

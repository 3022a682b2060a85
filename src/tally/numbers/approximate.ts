/** A number as a cell may hold it. `text` is kept where it says more than the number: 33万余. */
export interface WrittenNumber {
  readonly value: number;
  readonly text?: string;
  readonly approximate?: true;
}

/** Words before and after a figure that make it a bound. */
const aboutBefore = "近|约|大约|将近|接近|超过|超|逾|不足|不到|至少|多达";
const aboutAfter = "余|多|左右|以上|以下|上下";

/** 近30, 33万余, 3.5万: words, digits, 万 or 亿, words. */
export const approximation: RegExp = new RegExp(`^(${aboutBefore})?(\\d+(?:\\.\\d+)?)([万亿])?(${aboutAfter})?$`);

const suffix = "万元|元|件次|人次|件|条|次|人|份|个|篇|期|场|场次|宗|起|项|户|批|例|％|%";

/** A figure with its unit after it: 12件, 160余人次. */
export const measured: RegExp = new RegExp(
  `^(.*?(?:[\\d万亿${aboutAfter}]|[零一二三四五六七八九十百千]))[ \\u3000]*(?:${suffix})$`,
);

/** 近30, 160余, 33万余, 3.5万. Undefined when the text is none of these. */
export function readApproximate(raw: string, pattern: RegExp): WrittenNumber | undefined {
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

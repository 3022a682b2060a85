/** A number as written, before anything is known of what it counts. */
export interface Numeral {
  readonly end: number;
  readonly value: number;
  /** One unit of the last place written: 0.1万 in 3.5万, 1 in 124. */
  readonly step: number;
  /** One unit of the last digit that is not 0: what 余 and 多 leave open. 10 in 160, 1万 in 33万. */
  readonly round: number;
  /** Shortened by writing: 3.5万 and 98.6 stand for every number that is so rounded. */
  readonly rounded: boolean;
  readonly chinese: boolean;
}

const multipliers: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
const chinesePlaces: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const longest = 15;

/** The number that begins at an offset: 124, １２４, 28,614, 3.5万, 一百二十三, 二〇二五, 两. Undefined where none does. */
export function readNumeral(text: string, at: number): Numeral | undefined {
  return digitAt(text, at) >= 0 ? readArabic(text, at) : readChinese(text, at);
}

/** 0 to 9 for a half- or full-width digit, else −1. */
export function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1;
}

/** The end of a run of digits. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  while (digitAt(text, end) >= 0) end++;
  return end;
}

function readArabic(text: string, start: number): Numeral | undefined {
  let end = digitsEnd(text, start);
  if (end - start > longest) return undefined;
  let digits = plain(text, start, end);
  if (digits.length <= 3) {
    while (text[end] === "," && digitsEnd(text, end + 1) === end + 4 && digits.length < longest) {
      digits += plain(text, end + 1, end + 4);
      end += 4;
    }
  }
  let decimals = "";
  if ((text[end] === "." || text[end] === "．") && digitAt(text, end + 1) >= 0) {
    const stop = digitsEnd(text, end + 1);
    if (stop - end > 9) return undefined;
    decimals = plain(text, end + 1, stop);
    end = stop;
  }
  const scale = multiplierAt(text, end);
  const number = Number(`${digits}.${decimals === "" ? "0" : decimals}`);
  const step = 10 ** -decimals.length;
  const zeros = decimals === "" ? trailingZeros(digits) : 0;
  return {
    end: scale.end,
    value: round(number * scale.by),
    step: round(step * scale.by),
    round: round(step * 10 ** zeros * scale.by),
    rounded: decimals !== "" || scale.by > 1,
    chinese: false,
  };
}

/** 万, 亿, 千万, 百万: what stands behind digits to shorten them. */
export function multiplierAt(text: string, at: number): { readonly by: number; readonly end: number } {
  let by = 1;
  let end = at;
  for (let next = multipliers[text[end] ?? ""]; next !== undefined && end < at + 2; ) {
    by *= next;
    end++;
    next = multipliers[text[end] ?? ""];
  }
  return { by, end };
}

/** What a Chinese numeral begins with. */
const opening: ReadonlySet<number> = codesOf("零〇○一两二三四五六七八九十百千");

/** Whether a number may begin at an offset. */
export function mayOpenNumeral(text: string, at: number): boolean {
  return digitAt(text, at) >= 0 || opening.has(text.charCodeAt(at));
}

function readChinese(text: string, start: number): Numeral | undefined {
  if (!opening.has(text.charCodeAt(start))) return undefined;
  let end = start;
  while (end < start + longest && chineseDigit(text[end]) !== undefined) end++;
  if (end - start > 1 && allDigits(text, start, end)) return positional(text, start, end);
  return additive(text, start);
}

/** 二〇二五: digits one after another. */
function positional(text: string, start: number, end: number): Numeral {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + (chineseDigit(text[i]) ?? 0);
  return { end, value, step: 1, round: 1, rounded: false, chinese: true };
}

function allDigits(text: string, start: number, end: number): boolean {
  const next = text[end] ?? "";
  return !(next in chinesePlaces) && !(next in multipliers) && text[start] !== "两";
}

/** 一百二十三, 三十, 十二, 两千零五, 一万二千, 九十八点六. */
function additive(text: string, start: number): Numeral | undefined {
  let end = start;
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let last = 1;
  for (; end < start + 2 * longest; end++) {
    const char = text[end] ?? "";
    const value = chineseDigit(char);
    const place = chinesePlaces[char];
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
      last = 1;
    } else if (place !== undefined) {
      section += (digit ?? 1) * place;
      digit = undefined;
      last = place;
    } else if ((char === "万" || char === "亿") && end > start) {
      const by = multipliers[char] ?? 1;
      total = (total + section + (digit ?? 0)) * by;
      section = 0;
      digit = undefined;
      last = by;
    } else break;
  }
  const lone = end - start === 1 && (text[start] ?? "") in chinesePlaces && text[start] !== "十";
  if (end === start || lone) return undefined;
  const whole = total + section + (digit ?? 0);
  const fraction = fractionAt(text, end);
  if (!fraction) return { end, value: whole, step: 1, round: last, rounded: false, chinese: true };
  const value = round(whole + fraction.value);
  return { end: fraction.end, value, step: fraction.step, round: fraction.step, rounded: true, chinese: true };
}

function fractionAt(text: string, at: number): { end: number; value: number; step: number } | undefined {
  if (text[at] !== "点") return undefined;
  let end = at + 1;
  let value = 0;
  let step = 1;
  for (let digit = chineseDigit(text[end]); digit !== undefined && end < at + 6; digit = chineseDigit(text[end])) {
    step /= 10;
    value += digit * step;
    end++;
  }
  return end === at + 1 ? undefined : { end, value, step: round(step) };
}

const chineseDigits: ReadonlyMap<string, number> = new Map([
  ...[..."零一二三四五六七八九"].map((char, value) => [char, value] as const),
  ...([
    ["〇", 0],
    ["○", 0],
    ["两", 2],
  ] as const),
]);

function chineseDigit(char: string | undefined): number | undefined {
  return char === undefined ? undefined : chineseDigits.get(char);
}

function codesOf(chars: string): ReadonlySet<number> {
  return new Set([...chars].map((char) => char.charCodeAt(0)));
}

function plain(text: string, start: number, end: number): string {
  let digits = "";
  for (let i = start; i < end; i++) digits += digitAt(text, i);
  return digits;
}

function trailingZeros(digits: string): number {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits[digits.length - 1 - zeros] === "0") zeros++;
  return zeros;
}

function round(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}

/** A number that belongs to a person: 身份证号, 手机号, 银行卡号. */
export interface PersonalNumber {
  readonly start: number;
  readonly end: number;
  readonly kind: "identity" | "mobile" | "card";
  readonly digits: string;
}

/** Digits in one run or in the groups they are often written in; an identity number may end in X. */
const runs = /(?<![\d.])(?:\d{3}[ -]\d{4}[ -]\d{4}|\d{4} \d{4} \d{4} \d{4}(?: \d{1,3})?|\d+[Xx]?)(?![\dA-Za-z])/g;
/** Numbers of papers, projects and organisations are as long. */
const papers =
  /(?:信用代码|索引号|文号|编号|代码|项目号|合同号|档案号|凭证号|流水号|工单号|案号|许可证号|备案号|登记号|网址|账户名称)[^，。；、\n]{0,6}$/;

export function* personalNumbersIn(plain: string): Iterable<PersonalNumber> {
  for (const match of plain.matchAll(runs)) {
    const [written] = match;
    const digits = written.replace(/[ -]/g, "");
    if (digits.length < 11 || digits.length > 19) continue;
    const kind = kindOf(digits);
    if (!kind || !isWhole(plain, match.index, match.index + written.length, kind)) continue;
    yield { start: match.index, end: match.index + written.length, kind, digits };
  }
}

/** What is left of a number that may be shown: 138****5678, 3205**********1234. */
export function masked(digits: string): string {
  const front = digits.length === 11 ? 3 : 4;
  return digits.slice(0, front) + "*".repeat(digits.length - front - 4) + digits.slice(-4);
}

function kindOf(digits: string): PersonalNumber["kind"] | undefined {
  if (isIdentity(digits)) return "identity";
  if (/[Xx]$/.test(digits)) return undefined;
  if (/^1[3-9]\d{9}$/.test(digits)) return "mobile";
  // 62 is the UnionPay prefix; 4 and 5 are the international cards, of 16 digits.
  const card = /^62\d{14,17}$|^[45]\d{15}$/.test(digits);
  return card && luhn(digits) ? "card" : undefined;
}

/** Not a part of a longer code, nor an amount or a paper's number. */
function isWhole(text: string, start: number, end: number, kind: PersonalNumber["kind"]): boolean {
  if (/[A-Za-z\-/_]/.test(text[start - 1] ?? "") || /[-/_*]|[万元亿]/.test(text[end] ?? "")) return false;
  if (text[end] === "." && /\d/.test(text[end + 1] ?? "")) return false;
  const before = text.slice(Math.max(0, start - 16), start);
  return kind === "identity" ? !/信用代码[^，。；、\n]{0,6}$/.test(before) : !papers.test(before);
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = "10X98765432";
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** GB 11643: six digits of a division, a date of birth, a serial number and a check digit. */
export function isIdentity(digits: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(digits)) return false;
  const province = Number(digits.slice(0, 2));
  const year = Number(digits.slice(6, 10));
  const month = Number(digits.slice(10, 12));
  const day = Number(digits.slice(12, 14));
  if (province < 11 || province > 83 || year < 1880 || year > 2100) return false;
  if (day < 1 || day > (monthLengths[month - 1] ?? 0)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return checkDigits[sum % 11] === digits[17]?.toUpperCase();
}

/** ISO/IEC 7812: the last digit of a card's number follows from the others. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const twice = digit * 2;
    sum += i % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

import type { Lexicon } from "../lexicon/lexicon.ts";
import type { LexiconWord } from "../lexicon/meaning.ts";
import type { TrieMatch } from "../lexicon/trie.ts";
import { type Figure, readFigure } from "./figure.ts";
import { digitAt, digitsEnd, readNumeral } from "./numeral.ts";

interface At {
  readonly start: number;
  readonly end: number;
}

export type Token = At &
  (
    | { readonly kind: "word"; readonly word: LexiconWord; readonly text: string }
    | { readonly kind: "figure"; readonly figure: Figure }
    | { readonly kind: "unknown"; readonly text: string }
    /** A name in quotation marks that is no word of the lexicon: “松陂发布”. */
    | { readonly kind: "quoted"; readonly text: string }
    /** A calendar year: 2025年. */
    | { readonly kind: "year"; readonly year: number }
    /** A part of a year: 6月底, 1月1日, 1—10月. */
    | { readonly kind: "date"; readonly months: readonly [number, number]; readonly whole: boolean }
    /** Several years: 近三年. */
    | { readonly kind: "years" }
    | { readonly kind: "mark"; readonly mark: Punctuation }
  );

/** What punctuation does: ends a sentence, a statement, a clause; 、 joins; brackets hold an aside; a list number begins a line. */
type Punctuation = "stop" | "semicolon" | "comma" | "colon" | "pause" | "open" | "close" | "number" | "line";

const marks: Readonly<Record<string, Punctuation>> = {
  "。": "stop",
  "！": "stop",
  "？": "stop",
  "!": "stop",
  "?": "stop",
  "；": "semicolon",
  ";": "semicolon",
  "，": "comma",
  ",": "comma",
  "：": "colon",
  ":": "colon",
  "、": "pause",
  "（": "open",
  "(": "open",
  "）": "close",
  ")": "close",
  "\n": "line",
  "\r": "line",
};

const numberStart: ReadonlySet<string> = new Set("零〇○一二三四五六七八九十两百近约将接大超突不至高逾未低少");
/** What a character may begin, looked up by its code: nothing but a word for most. */
const classes: Uint8Array = new Uint8Array(0x10000);
const mayMark = 1;
const mayCount = 2;
const mayQuote = 4;
const mayOrder = 8;
/** Nothing but what parts words. */
const blank = 16;
for (const char of Object.keys(marks)) classes[char.charCodeAt(0)] = mayMark;
for (const char of [...numberStart, ..."0123456789０１２３４５６７８９翻半过"]) classes[char.charCodeAt(0)] = mayCount;
for (const char of "《〔【") classes[char.charCodeAt(0)] = mayQuote;
classes["第".charCodeAt(0)] = mayOrder;
for (const char of ' \u3000\t\u00a0“”"‘’') classes[char.charCodeAt(0)] = blank;
const opensName = "“".charCodeAt(0);

const listNumerals = "一二三四五六七八九十";

/** A text cut into words, figures and marks. What is not known is kept as such: it is never skipped over. */
export function tokenize(text: string, lexicons: readonly Lexicon[]): readonly Token[] {
  const tokens: Token[] = [];
  let unknown = -1;
  const flush = (end: number): void => {
    if (unknown >= 0)
      tokens.push({ kind: "unknown", start: unknown, end, text: text.slice(unknown, Math.min(end, unknown + 40)) });
    unknown = -1;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (classes[code] === blank) {
      const name = code === opensName ? quotedName(text, at, lexicons) : undefined;
      flush(at);
      if (name) tokens.push(name);
      at = name ? name.end : at + 1;
      continue;
    }
    const first = unknown < 0 && (tokens.length === 0 || isBoundary(tokens.at(-1)));
    const read = tokenAt(text, at, lexicons, first);
    // 单位 is no 单: what may be attached to a noun does not begin within unknown words.
    const token = unknown >= 0 && read && "kind" in read && isAttachment(read) ? undefined : read;
    if (token && "kind" in token) {
      flush(at);
      tokens.push(token);
      at = token.end;
    } else {
      if (unknown < 0) unknown = at;
      at = token ? token.end : at + 1;
    }
  }
  flush(text.length);
  return tokens;
}

function isAttachment(token: Token): boolean {
  if (token.kind !== "word" || token.text.length > 1) return false;
  return token.word.suffixOf.length > 0 && token.word.senses.length === 0 && token.word.roles.size === 0;
}

const longestName = 30;

/** What stands in quotation marks, where it is neither a word of its own nor a statement with figures. */
function quotedName(text: string, at: number, lexicons: readonly Lexicon[]): Token | undefined {
  const close = text.slice(at, at + longestName).indexOf("”");
  if (close < 2) return undefined;
  const name = text.slice(at + 1, at + close);
  const word = wordAt(text, at + 1, lexicons);
  if ((word && word.end >= at + close) || /[，。；]|[0-9０-９][件条次份起宗]/.test(name)) return undefined;
  return { kind: "quoted", start: at, end: at + close + 1, text: name };
}

function isBoundary(token: Token | undefined): boolean {
  return token?.kind === "mark" && token.mark !== "pause" && token.mark !== "close";
}

type Read = Token | { readonly end: number } | undefined;

/** The token at an offset; a stretch to be taken as unknown; undefined for one unknown character. */
function tokenAt(text: string, at: number, lexicons: readonly Lexicon[], first: boolean): Read {
  const kind = classes[text.charCodeAt(at)] ?? 0;
  if (kind === 0) return wordAt(text, at, lexicons);
  const number = first ? listNumber(text, at) : undefined;
  if (number) return number;
  const char = text[at] ?? "";
  const mark = kind === mayMark ? marks[char] : undefined;
  if (mark) return { kind: "mark", start: at, end: at + 1, mark };
  if (kind === mayQuote) return quoted(text, at, char);
  const word = wordAt(text, at, lexicons);
  if (kind === mayOrder) return ordinal(text, at) ?? word;
  const digit = digitAt(text, at) >= 0;
  // 12345热线 is a name, 12345件 a figure.
  if (digit && word?.end === digitsEnd(text, at) && digitAt(text, word.end - 1) >= 0) return word;
  const read = countAt(text, at, word?.end ?? at);
  if (read) return read;
  return digit && !word ? { end: digitsEnd(text, at) } : word;
}

/** The longest word at an offset, unless a shorter one and the word behind it lead further: 信息公开 + 网络申请, not 信息公开网 + 络申请. */
function wordAt(text: string, at: number, lexicons: readonly Lexicon[]): Token | undefined {
  const longest = longestAt(text, at, lexicons);
  if (!longest) return undefined;
  let best = longest;
  if (longest.shorter && ((classes[text.charCodeAt(longest.end)] ?? 0) & ~blank) === 0) {
    let reach = Math.max(longest.end, endAt(text, longest.end, lexicons));
    for (let short: TrieMatch<LexiconWord> | undefined = longest.shorter; short; short = short.shorter) {
      const end = endAt(text, short.end, lexicons);
      if (end > reach) [best, reach] = [short, end];
    }
  }
  return { kind: "word", start: at, end: best.end, word: best.value, text: best.value.text };
}

function longestAt(text: string, at: number, lexicons: readonly Lexicon[]): TrieMatch<LexiconWord> | undefined {
  let best: TrieMatch<LexiconWord> | undefined;
  for (const lexicon of lexicons) {
    const found = lexicon.find(text, at);
    if (found && (!best || found.end > best.end)) best = found;
  }
  return best;
}

function endAt(text: string, at: number, lexicons: readonly Lexicon[]): number {
  let end = -1;
  for (const lexicon of lexicons) end = Math.max(end, lexicon.endAt(text, at));
  return end;
}

/** A figure, a year or a date, unless a longer word begins at the same place. */
function countAt(text: string, at: number, wordEnd: number): Read {
  const time = timeAt(text, at);
  if (time && "kind" in time && time.end > wordEnd) return time;
  const figure = readFigure(text, at);
  if (figure && figure.end > wordEnd && !(figure.measure === "" && !endsPlainly(text, figure.end))) {
    return { kind: "figure", start: at, end: figure.end, figure };
  }
  return undefined;
}

/** A number without a measure word counts only where nothing else follows that it may belong to. */
function endsPlainly(text: string, at: number): boolean {
  const next = text[at];
  return next === undefined || (next in marks && next !== "（" && next !== "(") || next === "和" || next === "及";
}

/** 2025年, 12月31日, 1—10月, 近三年. */
function timeAt(text: string, at: number): Token | undefined {
  const from = text[at] === "近" ? at + 1 : at;
  const first = readNumeral(text, from);
  if (!first || first.rounded) return undefined;
  if (text[first.end] === "年") return yearAt(text, at, first.value, first.end + 1);
  let { end } = first;
  let to = first.value;
  if ("-—–~～至".includes(text[end] ?? " ")) {
    const second = readNumeral(text, text[end + 1] === text[end] ? end + 2 : end + 1);
    if (!second) return undefined;
    [to, end] = [second.value, second.end];
  }
  if (text[end] !== "月" || first.value > 12 || to > 12) return undefined;
  end++;
  const day = readNumeral(text, end);
  let whole = false;
  if (day && (text[day.end] === "日" || text[day.end] === "号")) {
    whole = (to === 12 && day.value === 31) || (to === 1 && day.value === 1);
    end = day.end + 1;
  } else if ("份底末".includes(text[end] ?? " ")) {
    whole = to === 12 && text[end] !== "份";
    end++;
  }
  return { kind: "date", start: at, end, months: [first.value, to], whole };
}

function yearAt(text: string, start: number, value: number, end: number): Token {
  const stop = text[end] === "度" || text[end] === "底" || text[end] === "末" ? end + 1 : end;
  if (value >= 1900 && value < 2200) return { kind: "year", start, end: stop, year: value };
  return { kind: "years", start, end };
}

/** 第二十条, 第12名, 第（一）项: an order and no count. */
function ordinal(text: string, at: number): Read {
  const from = text[at + 1] === "（" ? at + 2 : at + 1;
  const numeral = readNumeral(text, from);
  if (!numeral) return undefined;
  const end = from > at + 1 && text[numeral.end] === "）" ? numeral.end + 1 : numeral.end;
  if (text.startsWith("季度", end)) return { kind: "date", start: at, end: end + 2, months: [1, 3], whole: false };
  // 第三） ends with the number, 第二十条 with its measure.
  return { end: (classes[text.charCodeAt(end)] ?? 0) === mayMark ? end : end + 1 };
}

/** （一） 1. 一、 一是 at the beginning of a line or clause. */
function listNumber(text: string, at: number): Token | undefined {
  const bracket = text[at] === "（" || text[at] === "(";
  let end = bracket ? at + 1 : at;
  const from = end;
  while (end < from + 3 && listNumerals.includes(text[end] ?? " ")) end++;
  if (end === from) while (end < from + 2 && digitAt(text, end) >= 0) end++;
  if (end === from) return undefined;
  const next = text[end] ?? "";
  if (bracket) return next === "）" || next === ")" ? number(at, end + 1) : undefined;
  if (next === "、" || next === "是") return number(at, end + 1);
  const point = (next === "." || next === "．") && digitAt(text, end + 1) < 0;
  return point ? number(at, end + 1) : undefined;
}

function number(start: number, end: number): Token {
  return { kind: "mark", start, end, mark: "number" };
}

/** A title or a document number, as one thing nothing is known of. */
function quoted(text: string, at: number, open: string): { readonly end: number } {
  const close = open === "《" ? "》" : open === "〔" ? "〕" : "】";
  for (let end = at + 1; end < at + 80 && end < text.length; end++) if (text[end] === close) return { end: end + 1 };
  return { end: at + 1 };
}

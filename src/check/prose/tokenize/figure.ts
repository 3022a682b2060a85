import { digitAt, mayOpenNumeral, multiplierAt, type Numeral, readNumeral } from "./numeral.ts";

/** A figure of a text with the values it leaves open: 近30 is up to 30, 98.6% is 98.55 to 98.65. */
export interface Figure {
  /** Offsets into the text, from the word that approximates (近) to the measure word. */
  readonly start: number;
  readonly end: number;
  /** The number itself; 元 for money, whole percent for rates. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** 件, 人次, 元, %; "" where none is written. */
  readonly measure: string;
  /** The number as digits, neither rounded nor approximate. */
  readonly exact: boolean;
  /** A growth by its own words: 翻一番. */
  readonly growth?: true;
}

/** What figures come to together, as far as each is known. */
export function addUp(figures: readonly Pick<Figure, "low" | "high">[]): Pick<Figure, "low" | "high"> {
  return figures.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
}

type Bound = "near" | "about" | "over" | "under";

const before: readonly (readonly [string, Bound])[] = [
  ...bounds("near", "将近 接近 近"),
  ...bounds("about", "大约 大概 约"),
  ...bounds("over", "超过 超出 突破 不少于 不低于 至少 高于 超 逾"),
  ...bounds("under", "不足 不到 未满 不超过 低于 少于 至多"),
];
const after: readonly (readonly [string, Bound])[] = [
  ...bounds("about", "左右 上下"),
  ...bounds("over", "以上"),
  ...bounds("under", "以下 以内"),
];

/** What a figure can count. Longest first; anything else is no figure of this check. */
const measures: readonly string[] =
  "个百分点 百分点 件次 人次 场次 班次 条次 项次 批次 次数 % ％ 元 件 宗 起 份 例 笔 条 篇 则 次 场 期 个 项 名 人 位 批 部 封 单 张 处 家 户 台 页 倍 成".split(
    " ",
  );

/** Measures of time, place and order: such a number counts no case. */
const foreign =
  /^(?:个?工作日|个月|年|月|日|号|时|点|分|秒|天|周|季度|岁|米|平方|公里|亩|级|楼|层|届|环节|字|类|种|版)/;

function bounds(bound: Bound, words: string): (readonly [string, Bound])[] {
  return words.split(" ").map((word) => [word, bound] as const);
}

/** The figure that begins at an offset, with the words that make it a bound. Undefined where there is none. */
export function readFigure(text: string, at: number): Figure | undefined {
  if (!mayOpenNumeral(text, at) && !openings.has(text.charCodeAt(at))) return undefined;
  const digit = digitAt(text, at) >= 0;
  return (digit && !text.slice(at, at + 6).includes("分之") ? undefined : relationAt(text, at)) ?? countAt(text, at);
}

/** What a figure begins with beside a numeral: words that make it a bound, 一半 and 半数, 翻番, 百分之, a blank. */
const openings: ReadonlySet<number> = new Set(
  [...before.map(([word]) => word), " ", "半", "翻"].map((word) => word.charCodeAt(0)),
);

/** How far a share in words may be from the share itself, in points: 四分之一 is said of 24 %. */
const looseness = 2;

/** 一半, 四分之三, 翻一番: a relation without a percent sign; in percent. */
function relationAt(text: string, at: number): Figure | undefined {
  const prefix = before.find(([word]) => text.startsWith(word, at));
  const from = at + (prefix?.[0].length ?? 0);
  const relation = halfAt(text, from) ?? fractionAt(text, from) ?? doublingAt(text, from);
  if (!relation || (prefix && relation.growth)) return undefined;
  const suffix = after.find(([word]) => text.startsWith(word, relation.end));
  const bound = prefix?.[1] ?? suffix?.[1];
  const { value } = relation;
  const loose = relation.growth ? value / 20 : looseness;
  const [low, high] = bound
    ? span({ value, step: 1, round: 1 }, { open: false, bound, rounded: true, percent: true })
    : [value - loose, value + loose];
  const end = relation.end + (suffix?.[0].length ?? 0);
  const figure: Figure = { start: at, end, value, low, high, measure: "%", exact: false };
  return relation.growth ? { ...figure, growth: true } : figure;
}

interface RelationAt {
  readonly end: number;
  readonly value: number;
  readonly growth?: true;
}

function halfAt(text: string, at: number): RelationAt | undefined {
  const word = ["一半", "半数"].find((half) => text.startsWith(half, at));
  return word === undefined ? undefined : { end: at + word.length, value: 50 };
}

function fractionAt(text: string, at: number): RelationAt | undefined {
  const whole = readNumeral(text, at);
  if (!whole || whole.value <= 1 || whole.value > 20 || !text.startsWith("分之", whole.end)) return undefined;
  const part = readNumeral(text, whole.end + 2);
  return part && part.value < whole.value ? { end: part.end, value: (part.value / whole.value) * 100 } : undefined;
}

function doublingAt(text: string, at: number): RelationAt | undefined {
  if (text[at] !== "翻") return undefined;
  const from = text[at + 1] === "了" ? at + 2 : at + 1;
  if (text[from] === "番") return { end: from + 1, value: 100, growth: true };
  const times = readNumeral(text, from);
  if (!times || times.value > 5 || text[times.end] !== "番") return undefined;
  return { end: times.end + 1, value: (2 ** times.value - 1) * 100, growth: true };
}

/** A count, an amount or a rate. */
function countAt(text: string, at: number): Figure | undefined {
  const prefix = digitAt(text, at) >= 0 ? undefined : before.find(([word]) => text.startsWith(word, at));
  let from = at + (prefix?.[0].length ?? 0);
  while (text[from] === " ") from++;
  const percent = text.startsWith("百分之", from);
  if (percent) from += 3;
  const first = readNumeral(text, from);
  if (!first || (prefix && first.end === from)) return undefined;

  let { end, value, step, round, rounded } = first;
  const open = "余多来".includes(text[end] ?? " ");
  if (open) {
    const scale = multiplierAt(text, end + 1);
    [value, step, round, end] = [value * scale.by, step * scale.by, round * scale.by, scale.end];
    rounded ||= scale.by > 1;
  }
  const second = open || percent ? undefined : rangeEnd(text, end);
  if (second) end = second.end;

  let suffix = percent ? undefined : after.find(([word]) => text.startsWith(word, end));
  if (suffix) end += suffix[0].length;
  const written = percent ? { measure: "%", end } : measureAt(text, end);
  if (!written) return undefined;
  let { measure } = written;
  if (first.chinese && measure === "") return undefined;
  end = written.end;
  const trailing = !open && !suffix && measure !== "" && "余多".includes(text[end] ?? " ");
  if (trailing) end++;
  if (!suffix) {
    suffix = after.find(([word]) => text.startsWith(word, end));
    if (suffix) end += suffix[0].length;
  }

  const scale = measure === "成" ? 10 : 1;
  if (measure === "成" || measure === "％") measure = "%";
  const size = { value: value * scale, step: step * scale, round: round * scale };
  const bound = prefix?.[1] ?? suffix?.[1];
  const [low, high] = second
    ? [Math.min(value, second.value), Math.max(value, second.value)]
    : span(size, {
        open: open || trailing,
        bound,
        rounded: measure === "%" ? scale > 1 : rounded || scale > 1,
        percent: measure === "%",
      });
  return { start: at, end, value: size.value, low, high, measure, exact: low === high };
}

interface Reading {
  readonly open: boolean;
  readonly bound: Bound | undefined;
  readonly rounded: boolean;
  readonly percent: boolean;
}

/** The values a written number leaves open. Generous where usage is: a doubtful case is no contradiction. */
function span(size: Pick<Numeral, "value" | "step" | "round">, how: Reading): readonly [number, number] {
  const { value, step, round } = size;
  if (how.bound === "over") return [value, Number.POSITIVE_INFINITY];
  if (how.bound === "under") return [0, value];
  if (how.bound === "near") return [value * (how.percent ? 0.9 : 0.8), value];
  if (how.bound === "about") return [value * 0.8, value * 1.2];
  if (how.open) return [value, value + round - 1e-7];
  // Some round a percentage, some cut it off: 66.6% for 66.67%. 成 is always rounded.
  if (how.percent) return [value - step / 2 - 1e-9, how.rounded ? value + step / 2 + 1e-9 : value + step - 1e-9];
  // Shortened counts and sums are rounded by some and cut off by others.
  return how.rounded ? [value - step / 2, value + step - 1e-7] : [value, value];
}

function rangeEnd(text: string, at: number): Numeral | undefined {
  if (!"-—–~～至到".includes(text[at] ?? " ")) return undefined;
  const from = text[at + 1] === text[at] ? at + 2 : at + 1;
  return digitAt(text, from) >= 0 || text[at] === "至" || text[at] === "到" ? readNumeral(text, from) : undefined;
}

/** The measure word at an offset; "" where none is; undefined for one of time, place or order. */
function measureAt(text: string, at: number): { readonly measure: string; readonly end: number } | undefined {
  let from = at;
  while (text[from] === " " && from < at + 2) from++;
  const rest = text.slice(from, from + 5);
  if (foreign.test(rest)) return undefined;
  const measure = measures.find((word) => rest.startsWith(word));
  return measure === undefined ? { measure: "", end: at } : { measure, end: from + measure.length };
}

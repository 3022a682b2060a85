import { counties, prefectures, provinces } from "./divisions.ts";
import { ordinaryWords } from "./ordinary-words.ts";

/** 4 省 · 3 市, 州 · 2 县, 区, 县级市 · 1 镇, 乡, 街道. */
export type DivisionLevel = 1 | 2 | 3 | 4;

/** The name of an administrative division in a text. */
export interface PlaceName {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly level: DivisionLevel;
}

/** What ends a name, where no more common word goes on: 市场, 乡村, 镇江市. */
const endings =
  /自治州|自治县|自治旗|自治区|地区|街道|省|市(?![场民容值面井价长内里])|州(?=$|[^市区])|盟(?!友)|县(?![级域际内里直])|区(?![域划间分别块])|旗(?![帜舰下])|镇(?![级域里直街上下内情容企]|江[市新]|海区|[平原安雄远康赉巴坪沅]县|村[两干组社级民（、])|乡(?![村镇土情亲贤愁音间里级风直]|[宁城]县)/g;
const longest = 12;

let known: ReadonlyMap<string, DivisionLevel> | undefined;

/** Names from the township up. Those above it are known by name; a township's is told by what stands around it. */
export function* placesIn(text: string): Iterable<PlaceName> {
  for (const match of text.matchAll(endings)) {
    const end = match.index + match[0].length;
    const place = /^[镇乡街]/.test(match[0]) ? township(text, match.index, end) : division(text, end);
    if (place) yield place;
  }
}

/** The longest known name that ends here. 市, 县 or 区 of another name (镇江市) is no township. */
function division(text: string, end: number): PlaceName | undefined {
  for (let start = Math.max(0, end - longest); start <= end - 3; start++) {
    const name = text.slice(start, end);
    const level = levelOf(name);
    if (level !== undefined) return { start, end, name, level };
  }
  return undefined;
}

/** The level of a division whose name is known. */
export function levelOf(name: string): DivisionLevel | undefined {
  known ??= new Map<string, DivisionLevel>([
    ...counties.map((county) => [county, 2] as const),
    ...prefectures.map((prefecture) => [prefecture, 3] as const),
    ...provinces.map((province) => [province, 4] as const),
  ]);
  return known.get(name);
}

const han = /[\u4e00-\u9fff]/;
/** Characters that begin or end names so seldom that a name stops at them. */
const stops: ReadonlySet<string> = new Set(
  "的了在由对向从到至与及将把被按据经以给跟等各全本我该每某并也都均已其此几个或让使请而则但还再更最很不没未所们为是于因向赴各这那哪何之者",
);
/** What ends the name of the place above: 固镇县湖沟镇. */
const above: ReadonlySet<string> = new Set("县市省区州旗盟");
/** A second character that makes a common word of the ending: 城镇, 集镇, 城乡, 下乡. */
const joined: ReadonlySet<string> = new Set(
  "乡镇 村镇 城镇 集镇 市镇 小镇 古镇 重镇 名镇 强镇 大镇 老镇 场镇 县镇 街镇 区镇 坐镇 城乡 下乡 返乡 回乡 家乡 故乡 侨乡 水乡 老乡 同乡 还乡 离乡 镇乡 山乡 县乡 外乡 镇街道 乡街道 区街道 村街道".split(
    " ",
  ),
);
/** Real names that end like a common word: 张集镇, 石城镇. Nothing else may stand before them. */
const doubtful: ReadonlySet<string> = new Set("城镇 集镇 场镇 市镇 老镇 山乡".split(" "));
const generic = /^[大小新老中各全多旧]/;

/** A township is any name of two or three characters before 镇, 乡 or 街道 that is nothing else. */
function township(text: string, at: number, end: number): PlaceName | undefined {
  if (/^[县市区]/.test(text.slice(end, end + 1)) && levelOf(text.slice(at - 1, end + 1)) !== undefined)
    return undefined;
  const { start, clean } = begin(text, at);
  const word = text.slice(start, at);
  const ending = text.slice(at, end);
  if (word.length < 2 || word.length > 4 || /^[一二两三四五六七八九十百千数]+个?$/.test(word)) return undefined;
  if (ordinaryWords.has(word.slice(-2)) || ordinaryWords.has(word.slice(0, 2))) return undefined;
  // 窗口和镇网页: the “and” of two things, where 太和镇 is a name.
  if (word.length > 2 && word.endsWith("和")) return undefined;
  const tail = word.slice(-1) + ending;
  if (joined.has(tail) && !(doubtful.has(tail) && clean && word.length === 2 && !generic.test(word))) return undefined;
  // Where no word plainly ends in front of it, only 湖沟镇人民政府 is surely a name.
  if (!clean && !/^人民政府|^办事处/.test(text.slice(end, end + 4))) return undefined;
  // 抽调镇各办公室: an unknown verb.
  if (word.length === 2 && /^各[^村]/.test(text.slice(end, end + 2))) return undefined;
  return { start, end, name: word + ending, level: 1 };
}

/** Where the name before an ending begins, and whether something plainly ends in front of it. */
function begin(text: string, at: number): { readonly start: number; readonly clean: boolean } {
  let start = at;
  while (start > 0 && at - start < 4) {
    const before = text[start - 1] ?? "";
    if (!han.test(before)) return { start, clean: true };
    if (stops.has(before)) return { start, clean: true };
    if (start < at && at - start >= 2 && (above.has(before) || (before === "和" && han.test(text[start - 2] ?? "")))) {
      return { start, clean: true };
    }
    if (at - start >= 2 && ordinaryWords.has(text.slice(start - 2, start))) return { start, clean: true };
    start--;
  }
  return { start, clean: start === 0 || !han.test(text[start - 1] ?? "") };
}

import type { UnitKind } from "../../core/form/table.ts";
import type { Finding, Rule } from "../../core/rule.ts";
import type { Unit } from "../../core/tally.ts";
import { type OwnText, publishedTexts, sentenceAt } from "./own-texts.ts";
import { type DivisionLevel, levelOf, type PlaceName, placesIn } from "./place-names.ts";

const mostPlaces = 8;

/** Another place is named on purpose: in front of it, behind it, anywhere in the sentence. */
const before =
  /(?:赴|前往|与|同|跟|会同|联合|协调|借鉴|学习|对口\S{0,4}|支援|毗邻|相邻|邻近|原|撤销|合并|转[办送交]至?|移送至?|告知)[\u4e00-\u9fff]{0,3}$/;
const behind =
  /^(?:[\u4e00-\u9fff]{0,6}(?:经验|做法)|籍|接壤|交界|毗邻|相邻|联合|共建|协作|交流|对口|高速|铁路|公路|段|大道|河|水库|[\u4e00-\u9fff]{0,4}(?:法院|检察院|学院|大学|公司)|来我|撤销|划入)/;
const anywhere =
  /考察|交流学习|先进经验|对口(?:支援|帮扶)|跨[省市县区镇乡]|来访|撤并|更名|行政区划|申请人(?:住|系)|告知(?:申请人)?[^，。]{0,4}向/;

/** The name of another township or county, left when its text was copied. */
export const otherUnit: Rule = {
  code: "GR336",
  name: "other-unit",
  severity: "warning",
  summary: { zh: "文字中出现了别的地方的名称", en: "the text names another place" },
  why: {
    zh: "借用别处的文稿而没有改净，会把别的乡镇、县市的名称留在本单位的报告里。单位名称和上级单位中的地名、下辖的地方不算；考察、协作、边界一类的话里提到别处也不算。",
    en: "A text borrowed from elsewhere keeps the other place's name. Names in the unit's own name, of the unit above it and of what lies below it are its own.",
  },
  example: {
    wrong: "unit: { name: 大渡口镇人民政府 … }  # overview: 湖沟镇全年主动公开政府信息810条。",
    right: "overview: 大渡口镇全年主动公开政府信息810条。",
  },
  *check(input) {
    const own = ownPlaces(input.tally.unit);
    for (const text of publishedTexts(input)) yield* inText(text, own, input.tally.unit.name);
  },
};

/** One finding for a name in a section, however often it stands there. */
function* inText(text: OwnText, own: OwnPlaces, unit: string): Iterable<Finding> {
  const byName = new Map<string, PlaceName[]>();
  for (const place of placesIn(text.text)) {
    const known = byName.get(place.name);
    if ((known && known.length > mostPlaces) || !isForeign(place, own) || isMeant(text.text, place)) continue;
    if (known) known.push(place);
    else byName.set(place.name, [place]);
  }
  for (const [name, [first, ...more]] of byName) {
    if (!first) continue;
    yield {
      message: {
        zh: `这是${unit}的报告，文中却写了“${name}”`,
        en: `this is the report of ${unit}, but the text names ${name}`,
      },
      span: text.at(first.start, first.end),
      help: {
        zh: "照搬别处文稿留下的，改为本单位；是上级单位的，在 unit 中写明 within（上级）；确需提到的，可在 waivers 中说明",
        en: "put the unit's own name; a superior belongs in unit.within; one that is meant can be waived",
      },
      related: more.map((place) => ({ span: text.at(place.start, place.end), message: { zh: name, en: name } })),
    };
  }
}

function isMeant(text: string, { start, end }: PlaceName): boolean {
  return (
    before.test(text.slice(Math.max(0, start - 10), start)) ||
    behind.test(text.slice(end, end + 12)) ||
    anywhere.test(sentenceAt(text, start).text)
  );
}

/** What is known of where a unit is. */
interface OwnPlaces {
  /** The unit's name and that of the unit above it, run together. */
  readonly names: string;
  /** Names by level, as far as they are known. */
  readonly at: ReadonlyMap<DivisionLevel, readonly string[]>;
  /** Everything below the lowest own level belongs to the unit. */
  readonly lowest: DivisionLevel;
}

/** The names that an organ's name is made of; 固镇县 and 新乡市 are one each. */
const part =
  /[\u4e00-\u9fff]{1,9}?(?:自治州|自治县|自治旗|自治区|地区|街道|省|市|州|县|区|旗|盟|镇(?![县市])|乡(?![县市]))/g;

function ownPlaces({ name, kind, within = "" }: Unit): OwnPlaces {
  const names = `${within}\n${name}`;
  const at = new Map<DivisionLevel, string[]>();
  for (const line of [within, name]) {
    for (const [found] of line.matchAll(part)) {
      const level = levelOf(found) ?? guess(found, line, kind);
      at.set(level, [...(at.get(level) ?? []), found]);
    }
  }
  const own = [...name.matchAll(part)].map(([found]) => levelOf(found) ?? guess(found, name, kind));
  return { names, at, lowest: own.length > 0 ? (Math.min(...own) as DivisionLevel) : 4 };
}

function guess(found: string, line: string, kind: UnitKind): DivisionLevel {
  if (/(?:镇|乡|街道)$/.test(found)) return 1;
  if (/(?:县|区|旗)$/.test(found) && !/(?:自治区|地区)$/.test(found)) return 2;
  if (/(?:省|自治区)$/.test(found)) return 4;
  // A 市 that is not of prefecture level by name is one where a 县 or 区 follows, or where the unit is its government.
  return kind === "prefecture" || /[市州盟][\u4e00-\u9fff]{1,9}[县区旗]/.test(line) ? 3 : 2;
}

/** Whether a place can be told to be none of the unit's own: another of a level whose own name is known. */
function isForeign(place: PlaceName, own: OwnPlaces): boolean {
  const stem = place.name.replace(/(?:自治.|地区|街道|[省市州县区旗盟镇乡])$/, "");
  // What was taken for the first characters of the name may belong to the word before.
  for (let from = 0; from <= stem.length - 2; from++) if (own.names.includes(stem.slice(from))) return false;
  if (stem.length === 1 && own.names.includes(place.name)) return false;
  if (place.level < own.lowest) return false;
  return own.at.has(place.level);
}

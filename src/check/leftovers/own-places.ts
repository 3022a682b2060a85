import type { UnitKind } from "../../core/form/table.ts";
import type { Unit } from "../../core/tally.ts";
import { type DivisionLevel, levelOf, type PlaceName } from "./place-names.ts";

/** What is known of where a unit is. */
export interface OwnPlaces {
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

export function ownPlaces({ name, kind, within = "" }: Unit): OwnPlaces {
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
export function isForeign(place: PlaceName, own: OwnPlaces): boolean {
  const stem = place.name.replace(/(?:自治.|地区|街道|[省市州县区旗盟镇乡])$/, "");
  // What was taken for the first characters of the name may belong to the word before.
  for (let from = 0; from <= stem.length - 2; from++) if (own.names.includes(stem.slice(from))) return false;
  if (stem.length === 1 && own.names.includes(place.name)) return false;
  if (place.level < own.lowest) return false;
  return own.at.has(place.level);
}

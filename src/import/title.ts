import type { UnitKind } from "../core/form/table.ts";
import { oneLine } from "./document.ts";

/** Unit and year as the title or the lines around it give them. */
export interface FoundTitle {
  readonly unit?: string;
  readonly year?: number;
}

const zeros = "〇○零ＯOo0";
const digitsOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."一二三四五六七八九"].map((digit, i) => [digit, String(i + 1)])),
  ...Object.fromEntries([...zeros].map((zero) => [zero, "0"])),
};
const yearPattern = new RegExp(`((?:19|20)\\d{2}|二[${zeros}][${zeros}一二三四五六七八九]{2})\\s*(?:年度|年)?`, "u");
const kind = /(?:政府|政务)?信息(?:政务)?公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)$/u;

/** 凤凰镇人民政府2024年政府信息公开工作年度报告, in any of the orders in which its parts are put. */
export function readTitle(text: string): FoundTitle | undefined {
  const flat = oneLine(text)
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/[《》【】]/gu, "");
  if (flat.length > 90 || !/信息公开|政务公开/.test(flat) || !/(?:报告|年报)/.test(flat)) return undefined;
  const found = yearPattern.exec(flat);
  const rest = (found ? flat.replace(found[0], "") : flat).replace(/[(（][)）]/gu, "");
  if (!kind.test(rest)) return undefined;
  const unit = rest
    .replace(kind, "")
    .replace(/^(?:关于|公布|印发)+|(?:关于|公布|印发|的|度)+$/gu, "")
    .replace(/[(（](?:公开|盖章|本级)[)）]$/u, "");
  const year = found?.[1] === undefined ? undefined : yearOf(found[1]);
  // A sentence about a report is no title.
  if (/[，,。；;：:]/.test(unit)) return undefined;
  return { ...(unit.length >= 2 && { unit: asWritten(unit, text) }), ...(year !== undefined && { year }) };
}

/** The unit with the brackets it was written with. */
function asWritten(unit: string, text: string): string {
  return /[（）]/.test(text) ? unit.replaceAll("(", "（").replaceAll(")", "）") : unit;
}

function yearOf(written: string): number {
  return Number([...written].map((character) => digitsOf[character] ?? character).join(""));
}

/** 填报单位：凤凰镇人民政府　报告年度：2024年, as sheets and the tables of older forms have it. */
export function readHeadLine(text: string): FoundTitle {
  const unit = /填报单位(?:[（(]盖章[）)])?\s*[:：]\s*([^\s（(：:]{2,40})/u.exec(text)?.[1];
  const year = /(?:报告年度\s*[:：]?\s*|^\s*[（(])((?:19|20)\d{2})\s*年?/u.exec(text)?.[1];
  return { ...(unit !== undefined && { unit }), ...(year !== undefined && { year: Number(year) }) };
}

/** 统计期限为……年1月1日至12月31日 */
export function readPeriodYear(text: string): number | undefined {
  const year = /((?:19|20)\d{2})年1月1日起?至(?:\1年)?12月31日/u.exec(text.replace(/\s/g, ""))?.[1];
  return year === undefined ? undefined : Number(year);
}

/** （2026年1月16日） as YYYY-MM-DD, where a line says nothing else. */
export function readDateLine(text: string): string | undefined {
  const [, year, month, day] =
    /^[（(]?\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[）)]?$/u.exec(text.normalize("NFKC")) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Endings of names that leave no doubt. 市 may be of a province, a prefecture or a county, and says nothing by itself. */
const endings: readonly (readonly [UnitKind, RegExp])[] = [
  ["other", /(?:大学|学院|学校|中学|小学|医院|公司|集团|管理委员会|管委会)$/u],
  ["subdistrict", /(?:街道|街道办事处|街道办)$/u],
  ["township", /(?:镇|乡|苏木)(?:人民政府|政府)?$/u],
  ["department", /(?:局|厅|委员会|委|办公室|分局|大队|支队)$/u],
  ["county", /(?:县|旗|(?<!^(?:北京|上海|天津|重庆))[市州盟].{1,8}(?:市|(?<![发园新假理])区))(?:人民政府|政府)?$/u],
  ["province", /(?:省|自治区)(?:人民政府|政府)?$/u],
  ["prefecture", /(?:自治州|盟)(?:人民政府|政府)?$/u],
];

/** The kind of unit where its name says it; otherwise somebody has to. */
export function kindOfName(name: string): UnitKind | undefined {
  return endings.find(([, ending]) => ending.test(name.trim()))?.[0];
}

import type { Finding, Rule } from "../../core/rule.ts";
import { type OwnText, ownTexts } from "./own-texts.ts";
import { type OtherYear, otherYears } from "./years.ts";

const mostPlaces = 8;

/** A year left over from an older report, or from another's. */
export const staleYear: Rule = {
  code: "GR332",
  name: "stale-year",
  severity: "warning",
  summary: { zh: "文字中的年份不是报告年度", en: "the text speaks of another year" },
  why: {
    zh: "在上一年报告上改写时，最容易漏改的是年份。上年、下年只在比较、结转、计划一类的话里出现；其他年份只在说到来历时出现。",
    en: "A report written over last year's keeps its year somewhere. Neighbouring years belong to comparisons and plans, other years to history.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "year: 2027  # overview: 2025年全年主动公开政府信息96条。",
    right: "overview: 2027年全年主动公开政府信息96条。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      const byYear = new Map<number, OtherYear[]>();
      for (const other of otherYears(own.plain, input.tally.year)) {
        const known = byYear.get(other.year);
        if (known) known.push(other);
        else byYear.set(other.year, [other]);
      }
      for (const places of byYear.values()) yield finding(own, places, input.tally.year);
    }
  },
};

/** One finding for a year in a section, however often it is named. */
function finding(own: OwnText, [first, ...more]: readonly OtherYear[], report: number): Finding {
  const { start = 0, end = 0, year = 0 } = first ?? {};
  const times = more.length === 0 ? "" : `（共${more.length + 1}处）`;
  return {
    message: {
      zh: `报告年度是${report}年，这里写的是${year}年${times}`,
      en: `the report is on ${report}, the text says ${year}${more.length === 0 ? "" : ` (${more.length + 1} times)`}`,
    },
    span: own.at(start, end),
    help: {
      zh: `旧稿留下的，改为${report}年；确指${year}年的，写明与本年度的关系，如“较${year}年”“${year}年以来”`,
      en: `write ${report}, or say what ${year} has to do with it (较${year}年, ${year}年以来)`,
    },
    related: more.slice(0, mostPlaces).map((place) => ({
      span: own.at(place.start, place.end),
      message: { zh: `${year}年`, en: String(year) },
    })),
  };
}

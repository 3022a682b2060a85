import type { Finding, Rule } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { firstFew, ownTexts } from "./own-texts.ts";
import { type DateSpan, faultOf, isFromTo, periodsIn } from "./periods.ts";

/** A period of the figures that is no calendar year. An office founded in the year has a reason, and so has a school: they declare it. */
export const unusualPeriod: Rule = {
  code: "GR365",
  name: "unusual-period",
  severity: "warning",
  summary: { zh: "统计期限不是公历全年，也没有说明", en: "the period is no calendar year, and nothing says why" },
  why: {
    zh: "年度报告的统计期限是报告年度的1月1日至12月31日。年度内新成立的单位从成立之日起算，学校可以按学年统计；这样的情况在填报里写明（单位的“成立日期”，或“统计期限”），就不再提示。别的单位写了别的期限，多半是沿用旧稿。",
    en: "A report is on the calendar year. An office founded in the year counts from that day, and a school may count a school year: where the tally says so (since of the unit, or period), nothing is asked. Anything else was probably left over from an older text.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong:
      "unit: { name: 云坪县数据局, kind: department }\nnarrative: { overview: 统计期限自2025年3月18日起至2025年12月31日止。 }",
    right:
      "unit: { name: 云坪县数据局, kind: department, since: 2025-03-18 }\nnarrative: { overview: 统计期限自2025年3月18日起至2025年12月31日止。 }",
  },
  *check(input) {
    const { tally, edition } = input;
    const { year, unit, period } = tally;
    const allowed = edition.ownPeriod?.kinds.includes(unit.kind) === true;
    if (period && !allowed) {
      yield {
        message: {
          zh: "这一类单位按公历全年统计，不能另定统计期限",
          en: "a unit of this kind reports on the calendar year",
        },
        span: period.span,
        at: "period",
        help: {
          zh: "删去“统计期限”；年度内新成立的单位，改写单位的“成立日期”",
          en: "delete period; an office founded in the year gives since in its unit",
        },
      };
      return;
    }
    if (period && !tally.prose.has(edition.sections.find(({ prose }) => prose)?.id ?? "")) yield composed(tally);
    for (const text of ownTexts(input)) {
      const unusual = [...periodsIn(text.plain)].filter(
        (found) => faultOf(found, year) === "unusual" && !declared(found, tally),
      );
      yield* firstFew(unusual, (found) => ({
        message: {
          zh: `统计期限写的是“${text.text.slice(found.start, found.end)}”，不是${year}年全年`,
          en: `the period is given as "${text.text.slice(found.start, found.end)}", which is not the whole of ${year}`,
        },
        span: text.at(found.start, found.end),
        help: helpFor(tally, allowed),
      }));
    }
  },
};

function declared(found: DateSpan, { year, unit, period }: Tally): boolean {
  if (period && isFromTo(found, period.from, period.to, year)) return true;
  return unit.since !== undefined && isFromTo(found, unit.since, `${year}-12-31`, year);
}

function helpFor({ year, unit, period }: Tally, allowed: boolean): { zh: string; en: string } {
  if (period)
    return {
      zh: `与填报的统计期限 ${period.from}/${period.to} 核对`,
      en: `compare it with the period ${period.from}/${period.to} of the tally`,
    };
  if (unit.since !== undefined)
    return {
      zh: `与单位的成立日期 ${unit.since} 核对`,
      en: `compare it with ${unit.since}, since when the unit exists`,
    };
  return allowed
    ? {
        zh: "按学年等统计的，在填报里写上 统计期限: 起日/止日；否则写全年",
        en: "where the unit counts a school year, give period: first day/last day; else write the whole year",
      }
    : {
        zh: `年度内新成立的单位，在“单位”里写上成立日期；否则写${year}年1月1日至12月31日`,
        en: `an office founded in the year gives since in its unit; else write ${year}年1月1日至12月31日`,
      };
}

/** The edition's own text names the calendar year. */
function composed({ period, unitSpan }: Tally): Finding {
  return {
    message: {
      zh: "统计期限不是公历全年，第一部分却没有自己写，自动成文写的是公历全年",
      en: "the period is no calendar year, but the composed text of the first section says it is",
    },
    span: period?.span ?? unitSpan,
    at: "period",
    help: { zh: "自己写第一部分，写明统计期限", en: "write the first section, and give the period there" },
  };
}

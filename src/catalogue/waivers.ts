import type { CatalogueEntry } from "../core/rule.ts";
import { entry } from "./entry.ts";

/** What a person has accepted (GR19). */
export const waivers: readonly CatalogueEntry[] = [
  entry(
    "GR190",
    "unbound-waiver",
    { zh: "豁免没有写明当时的数", en: "a waiver does not say which figures it excused" },
    {
      zh: "豁免是对一组确定的数作出的。写明当时的数，以后数字变了，豁免才会自动失效，不会替新的错误放行。",
      en: "A waiver excuses certain figures. With them written down it lapses when they change, and lets no new fault through.",
    },
    {
      severity: "info",
      example: {
        wrong: "- { rule: GR402, at: …, reason: …, by: 法制办, on: 2026-01-10 }",
        right: '- { rule: GR402, at: …, reason: …, by: 法制办, on: 2026-01-10, seen: "29 38" }',
      },
    },
  ),
  entry(
    "GR191",
    "stale-waiver",
    { zh: "豁免后数字变了，豁免失效", en: "the figures have changed since the waiver was given" },
    {
      zh: "豁免只对当时的数有效。数字变了，原来的理由未必成立，要由人重新确认。",
      en: "A waiver holds for the figures it was given for. When they change its reason may hold no longer, and a person has to look again.",
    },
  ),
  entry(
    "GR192",
    "unused-waiver",
    { zh: "豁免没有用上", en: "a waiver excuses nothing" },
    {
      zh: "问题已经改正，豁免却还留着，以后同一处再出错就会被它放过。正式发布（--final）时作为错误。",
      en: "A waiver that outlives its fault would let the next one through. With --final it is an error.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR193",
    "unwaivable",
    { zh: "这类问题不能豁免", en: "a finding that cannot be waived" },
    {
      zh: "读不出来的数、展不开的文字没有办法写进报告，同一单位两份填报会互相覆盖，谁也不能确认它们“可以保留”。",
      en: "A figure that cannot be read or a text that cannot be expanded cannot be printed, and two tallies of one unit would replace each other, whoever accepts it.",
    },
  ),
  entry(
    "GR194",
    "waiver-of-nowhere",
    { zh: "豁免的位置不存在", en: "a waiver of a place that does not exist" },
    {
      zh: "豁免要落到具体的一格、一行或一部分文字上；位置写错，等于没有豁免。",
      en: "A waiver speaks of one cell, row or section; with a wrong place it excuses nothing.",
    },
  ),
];

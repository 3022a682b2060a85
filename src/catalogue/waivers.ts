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
  entry(
    "GR620",
    "waived-arithmetic",
    { zh: "豁免了一处算术差错", en: "an error of arithmetic is waived" },
    {
      zh: "表里的数对不上而照样印出，是例外中的例外：每次都要看得见。只对当时那几格的数有效，任何一格变了就失效。",
      en: "Figures that do not add up and are printed all the same are the rarest of exceptions and are shown each time. The waiver holds for those very cells, and lapses when any of them changes.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR621",
    "waived-by-preparer",
    { zh: "填报人自己豁免了算术差错", en: "an error of arithmetic is waived by who prepared the tally" },
    {
      zh: "豁免是另一个人看过之后的判断。谁填错、谁豁免，等于没有检查。",
      en: "A waiver is the judgement of a second person. Who made the error cannot be the one to excuse it.",
    },
  ),
  entry(
    "GR622",
    "waiver-refused",
    { zh: "检查方针不承认这一豁免", en: "a waiver that the policy does not accept" },
    {
      zh: "豁免写在填报文件里，谁能改文件谁就能写。哪些可以豁免、由谁、到什么时候，由组织检查的一方在检查方针（--policy）里规定；没有方针时，正式发布不承认对算术差错和缺少签批的豁免。",
      en: "A waiver stands in the tally, and whoever can change that can write one. What may be waived, by whom and until when is for those who run the checks to lay down in a policy (--policy); without one, no error of arithmetic and no missing sign-off is waived for publication.",
    },
  ),
  entry(
    "GR623",
    "narrowed",
    { zh: "工作区没有读到应当检查的填报", en: "the workspace leaves out tallies that are to be checked" },
    {
      zh: "工作区的“单位”收窄了，没有读到的填报就没有人检查。必须读到哪些，由检查方针的“单位”规定，不写就是 units 下的全部。",
      en: "What the units of a workspace do not match is checked by nobody. Which tallies have to be read is laid down in the policy's units, by default all below units.",
    },
  ),
  entry(
    "GR624",
    "own-templates",
    {
      zh: "工作区自带模板，检查方针不许可",
      en: "the workspace brings templates of its own, which the policy does not allow",
    },
    {
      zh: "模板文件夹不只是样式，也可以换掉格式和勾稽关系。用哪些模板由组织检查的一方决定。",
      en: "A folder of templates is more than looks: it can replace the form and its equations. Which one is used is for those who run the checks to say.",
    },
  ),
];

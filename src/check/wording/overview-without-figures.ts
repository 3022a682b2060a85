import type { Rule } from "../../core/rule.ts";
import { ownTexts } from "../leftovers/own-texts.ts";

/** Numbers that count nothing: years, dates, articles, documents, titles, headings. */
const idle =
  /《[^《》\n]{0,120}》|(?:19|20)\d\d年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|第[\d一二三四五六七八九十百]+[条款项号]|（\d{4}）\d+号|^[ \t\u3000]*(?:\d{1,2}[.．、]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、)/gm;
const figure =
  /\d|\uFFFC|(?<![一二三四五六七八九十百千万两零〇])[一二三四五六七八九十百千万两零〇]+(?:余|多)?(?:件|条|次|个|份|篇|场|人|项|期|户|处|名|万)|未收到|没有收到|未发生|没有发生|未制发|未接到|均为零|为零|无(?:新收|结转|申请)/;

/** An overview that counts nothing tells the reader nothing. */
export const overviewWithoutFigures: Rule = {
  code: "GR346",
  name: "overview-without-figures",
  severity: "info",
  summary: { zh: "“总体情况”没有一个数字", en: "the overview has not a single figure" },
  why: {
    zh: "总体情况要概述主动公开、依申请公开等五个方面的工作。通篇没有数字的，往往是套话，读者看不出做了什么。",
    en: "The overview tells what was done in five respects. Without a figure it is mostly phrases.",
  },
  basis: { title: "国务院办公厅政府信息与政务公开办公室印发年度报告格式的通知" },
  example: {
    wrong: "overview: 认真贯彻落实《中华人民共和国政府信息公开条例》，各项工作扎实推进。",
    right: "overview: 全年主动公开政府信息{{activity.itemsPublished.total}}条，新收申请{{requests.received}}件。",
  },
  *check(input) {
    for (const own of ownTexts(input)) {
      if (own.section.role !== "overview" || figure.test(own.plain.replace(idle, ""))) continue;
      const words = own.text.trim();
      const start = own.text.indexOf(words);
      const { heading } = own.section;
      const tag = `{{${input.edition.headlines[0]?.path ?? input.edition.cells[0]?.path}}}`;
      yield {
        message: { zh: `“${heading}”没有一个数字`, en: `"${heading}" has no figure` },
        span: own.at(start, start + Math.min(words.length, 20)),
        help: {
          zh: `用数据说明主要工作，可以引用表中的数，如 ${tag}`,
          en: `say what was done in figures; a tag such as ${tag} takes one from the tables`,
        },
      };
    }
  },
};

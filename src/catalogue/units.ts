import type { CatalogueEntry } from "../core/rule.ts";
import { entry } from "./entry.ts";

/** Units, their reports once they are out, and sums over them; the rest of GR5 and GR6 are rules. */
export const units: readonly CatalogueEntry[] = [
  entry(
    "GR501",
    "duplicate-tally",
    { zh: "同一单位同一年度有两份填报", en: "two tallies for one unit and year" },
    {
      zh: "两份填报都要写成同一份报告，程序不替人选择；两份都不生成。",
      en: "Both would become the same report, and the program does not choose between them; neither is built.",
    },
  ),
  entry(
    "GR502",
    "same-file-name",
    { zh: "两个单位的报告会用同一个文件名", en: "two units whose reports would have one file name" },
    {
      zh: "文件名不分大小写、不能含有的字符会被替换，两个不同的名称可能变成同一个文件名，后写的会盖掉先写的。",
      en: "File names ignore case and leave some characters out; two names may become one, and the second report would replace the first.",
    },
  ),
  entry(
    "GR503",
    "missing-tally",
    { zh: "名单上的单位没有填报", en: "a unit on the register has handed in nothing" },
    {
      zh: "名单写明了应报的单位。少一个单位，汇总就不是全部的数；收集期间想先看其他问题，可以在“规则”里把这一条设为 warning。",
      en: "The register says who reports. With one missing, no sum is whole; while tallies are still coming in, the rule may be set to a warning.",
    },
    {
      example: {
        wrong: "名单: [云溪县教育局, 云溪县水利局]  # units/ 里只有教育局",
        right: "units/教育局.yaml\nunits/水利局.yaml",
      },
    },
  ),
  entry(
    "GR508",
    "not-read",
    { zh: "填报文件夹里有没有读取的文件", en: "a file among the tallies that was not read" },
    {
      zh: "交来的填报扩展名不对、还是 Excel 或 Word 的，程序读不了；悄悄跳过，就像没有交过一样。",
      en: "A tally handed in under another ending, or as a workbook or document, cannot be read; passed over in silence it would be as if it had never come.",
    },
    { severity: "warning", example: { wrong: "units/凤凰镇.yaml.txt", right: "units/凤凰镇.yaml" } },
  ),
  entry(
    "GR509",
    "circular-within",
    { zh: "单位的上级绕成了一圈", en: "units that are within one another in a circle" },
    {
      zh: "汇总按“上级”逐级相加；绕成一圈，谁的数也加不完，或者加了两遍。",
      en: "Sums follow “within” from level to level; in a circle they have no end, or count a unit twice.",
    },
    {
      example: {
        wrong: "- { 名称: 甲县, 上级: 乙市 }\n- { 名称: 乙市, 上级: 甲县 }",
        right: "- { 名称: 甲县, 上级: 乙市 }\n- { 名称: 乙市, 上级: 丙省 }",
      },
    },
  ),
  entry(
    "GR510",
    "mixed-parts",
    { zh: "汇总的填报年度或格式不同", en: "tallies of different years or forms cannot be added" },
    {
      zh: "不同年度的数相加没有意义；不同格式的表格项目也不同，同名的格含义未必一样。",
      en: "Figures of two years are no sum, and the tables of two forms do not have the same cells.",
    },
  ),
  entry(
    "GR511",
    "blank-part",
    { zh: "汇总的填报中有空白", en: "a tally to be added has a blank" },
    {
      zh: "空白是还不知道的数，当作 0 相加，合计就少了，而且看不出来。",
      en: "A blank is a figure not known yet. Taken for 0, it would make the sum too small and nobody would see it.",
    },
  ),
  entry(
    "GR512",
    "double-count",
    { zh: "本地区的数和所属单位的数一起相加", en: "an area is added together with units below it" },
    {
      zh: "范围是“本地区”的填报已经含有所属各单位；再加一遍，申请件数、信息处理费都会翻倍。",
      en: "The tally of an area already holds the units below it; adding them again doubles their requests and fees.",
    },
    {
      example: {
        wrong: "gov-report roll-up 县汇总.yaml 松陂镇.yaml --unit 某市 …  # 松陂镇已在县汇总之内",
        right: "gov-report roll-up 县汇总.yaml --unit 某市 …",
      },
    },
  ),
  entry(
    "GR513",
    "inexact-sum",
    { zh: "合计算不准", en: "a sum that cannot be exact" },
    {
      zh: "合计逐位相加，不取近似。大到超出精度的数，一定有哪一格填错了。",
      en: "Sums are exact to the last digit. One that is too large for that has a wrong figure in it.",
    },
  ),
  entry(
    "GR514",
    "register-table",
    { zh: "名单的表格读不了", en: "a register table that cannot be read" },
    {
      zh: "名单可以写成 CSV 表（名单: units.csv），第一行写列名。没有“名称”一列，或者引号不成对，就分不清哪一格是单位名称，宁可不读。",
      en: "A register may be a CSV table (register: units.csv) whose first line heads its columns. Without a name column, or with a quotation mark that is never closed, nobody can tell which field is a unit.",
    },
    {
      example: {
        wrong: "序号,类型\n1,乡镇",
        right: "名称,类型,代码,上级,截止\n凤凰镇人民政府,乡镇,990123101,云溪县人民政府,01-20",
      },
    },
  ),
  entry(
    "GR515",
    "register-too-long",
    { zh: "名单太长", en: "a register that is too long" },
    {
      zh: "全国的乡镇街道不到五万个；超过十万行的多半选错了文件。",
      en: "The whole country has fewer than fifty thousand townships; a list of more than a hundred thousand lines is most likely another file.",
    },
  ),
  entry(
    "GR607",
    "changed-after-publication",
    { zh: "公布以后内容又改动", en: "a published report that has changed" },
    {
      zh: "公布过的报告有人看过、引用过，不能悄悄换成另一份。用 gov-report publish 公布的，填报改动以后 validate 和 build 提醒（列出改了哪些），build --final 和 publish 不予通过；确需更正的，用 gov-report correct 另出一版。没有公布记录、只写了公布日期的，日期一到 build 就不予生成，输出文件夹里的文件原样不动；确需更正的加 --correct，旧文件另存为“旧版-…”。只换模板、格式或附表的不算。",
      en: "A published report has been read and quoted, and is not replaced by another in silence. Of one that gov-report publish has published, validate and build name what has changed, build --final and publish refuse it, and gov-report correct makes another version. Of one that has only a day of publication and no record, build refuses different figures or texts once the day has come and leaves the files as they are; --correct lets them through and keeps the old files beside as 旧版-…. Another template, format or annex is no change.",
    },
    {
      basis: { title: "《中华人民共和国政府信息公开条例》第六条" },
      example: {
        wrong: "licences: 13  # 公布的报告里是 12\npublished: 2026-01-20",
        right: "gov-report correct units/松陂镇.yaml --reason 行政许可漏计一件 --by 党政办",
      },
    },
  ),
  entry(
    "GR608",
    "carried-before-correction",
    {
      zh: "上年结转用的是上年报告更正前的数",
      en: "figures taken over from last year's report before it was corrected",
    },
    {
      zh: "上年的报告公布以后更正过，本年接着用的却是更正前的数，两份公开的报告就对不上了。两处都要看：本年的改过来，已公布的再更正；确实不用改的，豁免并说明理由。",
      en: "Last year's report was corrected after it was published, and this year's goes on from the figures it had before: the two no longer fit. Look at both; mend this year's, or correct it if it is published, or waive this with the reason.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR609",
    "sum-before-correction",
    { zh: "汇总里有更正以前的数", en: "a sum that holds figures from before a correction" },
    {
      zh: "单位的报告更正以后，上级的汇总如果没有重新汇总，用的还是旧数。汇总的来源记录（….parts.json）里写着每个单位计入多少，与更正前后的公布记录一对就知道。",
      en: "After a unit's report is corrected, a sum above it that is not made anew still holds the old figures. Its trace (….parts.json) says what each unit was counted with, and the records of publication what it was before and after.",
    },
    { severity: "warning" },
  ),
];

import type { CatalogueEntry } from "../core/rule.ts";
import { entry } from "./entry.ts";

/** What is read back from a published report: documents, and what was not understood in them. */
export const documents: readonly CatalogueEntry[] = [
  entry(
    "GR801",
    "document-not-readable",
    { zh: "不是读得了的报告文件", en: "a file that cannot be read as a report" },
    {
      zh: "能读的是 .docx、.xlsx、网页、Markdown 和纯文本。旧版 Word、Excel、WPS 和 PDF 要先另存；扫描件和图片里没有文字可读。按文件内容认，不看扩展名。",
      en: "What can be read is .docx, .xlsx, web pages, Markdown and plain text. Old Word, Excel and WPS files and PDF are to be saved anew; a scan has no text in it. A file is known by what it holds, not by its ending.",
    },
    {
      example: {
        wrong: "gov-report import 去年年报.doc",
        right: "gov-report import 去年年报.docx  # 用 Word 或 WPS 另存",
      },
    },
  ),
  entry(
    "GR802",
    "document-not-safe",
    { zh: "文件过大、加密或不合规，没有打开", en: "a file that is too large, encrypted or unsafe to open" },
    {
      zh: "压缩包展开后大得不合情理、带有 DOCTYPE、部件名重复的文件，正常的办公软件不会写出来；打开它们可能耗尽内存。",
      en: "No Office program writes archives that unfold beyond reason, parts with a DOCTYPE or one name twice; opening such a file may use up all memory.",
    },
  ),
  entry(
    "GR803",
    "document-untitled",
    { zh: "报告里没有找到单位、年度或单位类型", en: "a report whose unit, year or kind of unit was not found" },
    {
      zh: "填报要写明单位、类型和年度。标题里没有的，程序不猜；类型只从“某某镇”“某某局”这样的名称里认。",
      en: "A tally says which unit it is of, of which kind, and the year. What the title does not say is not guessed; the kind is taken from names such as 某某镇 and 某某局 only.",
    },
    {
      severity: "warning",
      example: {
        wrong: "gov-report import 年报.docx",
        right: "gov-report import 年报.docx --unit 云溪县教育局",
      },
    },
  ),
  entry(
    "GR804",
    "no-form-recognised",
    { zh: "没有认出年度报告", en: "a document that is no annual report" },
    {
      zh: "表格按行、栏的名称认，正文按各部分的标题认。一样也对不上的，不是年度报告，或者表格是图片。",
      en: "Tables are known by the names of their rows and columns, texts by the headings of the sections. Where none is found the document is no annual report, or its tables are pictures.",
    },
  ),
  entry(
    "GR805",
    "form-of-other-year",
    { zh: "报告的年度和表格的格式不符", en: "a report on the form of another year" },
    {
      zh: "每个年度用哪一版格式是规定好的。表格是别的格式的，或者标题里的年度写错了，或者沿用了旧表。",
      en: "Which form holds for a year is laid down. Where the tables are of another, the year in the title is wrong, or an old form was used again.",
    },
  ),
  entry(
    "GR806",
    "row-not-found",
    { zh: "报告里没有这一行、这一栏或这张表", en: "a row, column or table that the report has not" },
    {
      zh: "找不到的格留空，不当作 0：是报告里没有，还是名称改得认不出，要看原文。",
      en: "A cell that was not found is left blank and is not 0: whether the report has none or calls it something else only the document says.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR807",
    "not-understood",
    { zh: "报告里没有读懂的内容", en: "something in a report that was not understood" },
    {
      zh: "多出来的行、另附的表、没有归属的段落，都列出位置，不悄悄丢掉。",
      en: "Rows beyond the form, other tables, paragraphs that belong nowhere: each is told with its place, and nothing is dropped in silence.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR808",
    "unclear-figure",
    { zh: "格里写的不是数", en: "a cell that holds no figure" },
    {
      zh: "“若干”“详见附件”不是数，约数和少了单位的金额也不是；留空，由人看了原文再填。",
      en: "Words are no figure, nor is an approximate number or an amount in another unit; the cell is left blank for somebody who looks at the document.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR809",
    "read-by-position",
    { zh: "没有表头，按位置读的数", en: "figures that were told by their position" },
    {
      zh: "网页上的表常常缺一格表头。左右都对得上、中间恰好差这几栏的，按位置对应，但要人核对。",
      en: "Tables on pages often lack a header. Where its neighbours are known and just so many columns lie between them, position decides; somebody has to look.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR810",
    "sum-without-parts",
    { zh: "分项并成了一行", en: "rows that were printed as one sum" },
    {
      zh: "沿用旧表的，“其他处理”只有一行。合计为 0 的，各分项都是 0；不为 0 的，分不出来，留空。",
      en: "On the older form 其他处理 is one row. Where it is 0 so are its parts; otherwise they cannot be told from one another and are left blank.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR811",
    "text-before-headings",
    { zh: "第一个标题之前还有文字", en: "text before the first heading" },
    {
      zh: "“根据《条例》……编制本报告”常写在“一”之前，格式里没有它的位置；放在第一部分的开头，一字不改。",
      en: "The words by which a report opens often stand before the first heading, where the form has no place; they are put at the beginning of the first section, unchanged.",
    },
    { severity: "info" },
  ),
  entry(
    "GR812",
    "entry-form-changed",
    { zh: "填报表的格被删掉或移动过", en: "cells of an entry form that were deleted or moved" },
    {
      zh: "每个要填的格有自己的名称，插行、隐藏、改列宽都不影响；删掉的格没有数可读，剪切到别处的格不再站在自己的标题旁边，读出来的会是另一行的数，所以都留空。",
      en: "Every cell to be filled in has a name of its own, so that rows may be inserted or hidden. One that was deleted holds nothing, and one that was cut and pasted elsewhere stands beside another label: both are left blank.",
    },
  ),
  entry(
    "GR815",
    "picture-left-behind",
    { zh: "没有带入的图片", en: "a picture that was not taken over" },
    {
      zh: "Word 文件和网页里的 PNG、JPEG、SVG 图片随填报一起存下来；浮动的（如印章）、别的格式的、网页只写了地址的，列出位置，由人决定要不要。",
      en: "PNG, JPEG and SVG pictures within a Word file or a page are kept beside the tally. One that floats (a seal), of another kind, or only pointed at is told with its place, for somebody to decide.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR814",
    "no-entry-form",
    { zh: "不是填报表的 Excel 文件", en: "a workbook that is no entry form" },
    {
      zh: "填报表的每一格都有名称，程序按名称取数；别的表格里哪一格是哪一项，只能靠猜，所以不读。",
      en: "Every cell of an entry form has a name, by which its figure is read. In any other workbook it would be a guess, so it is not read.",
    },
  ),
  entry(
    "GR813",
    "day-instead-of-figure",
    { zh: "要填数的格里是日期", en: "a day where a figure belongs" },
    {
      zh: "在 Excel 里键入 3/5 或 3-5 会变成日期，存下来的是从 1900 年数起的天数，不是所填的数。",
      en: "Excel makes a day of 3/5 or 3-5 and keeps the number of days since 1900, which is not what was typed.",
    },
  ),
  entry(
    "GR820",
    "no-figure-table",
    { zh: "不是数据表", en: "a file that holds no table of figures" },
    {
      zh: "CSV、JSON 和数据工作簿按第一行的列名认：单位、年度，再加路径和数值（长表）或一格一列（宽表）。数据字典、名单和别的表不是数据。",
      en: "CSV, JSON and workbooks of data are known by the heads of their columns: unit and year, then path and value, or a column for each figure. A dictionary, a register or any other table holds no figures.",
    },
    {
      example: {
        wrong: "gov-report import open-data/dictionary.csv",
        right: "gov-report import open-data/figures.csv",
      },
    },
  ),
  entry(
    "GR821",
    "figure-unplaced",
    { zh: "数据表里有对不上的行或列", en: "a row or column of a table of figures that belongs nowhere" },
    {
      zh: "每个数要说清是哪个单位、哪一年、格式里的哪一格。说不清的、这一版格式里没有的、重复的，不猜，列出行号。",
      en: "A figure says of which unit, of which year and of which place on the form it is. What does not, what the form has not, and what is there twice is not guessed but told by its row.",
    },
  ),
  entry(
    "GR822",
    "unit-scattered",
    { zh: "同一单位的数没有排在一起", en: "figures of one unit that stand far apart" },
    {
      zh: "数据表可以很长，读的时候只留最近的两千个单位。排序打乱了的长表，先按单位、年度排好。",
      en: "A table of figures may be long, and only the last two thousand units are kept while it is read. One that was sorted otherwise is to be sorted by unit and year first.",
    },
  ),
  entry(
    "GR823",
    "figure-spoilt",
    { zh: "表格软件改坏的数或代码", en: "a figure or code that a spreadsheet has spoilt" },
    {
      zh: "十八位的代码会变成 1.13E+17，约数改了数值却没改原文；哪个对，数据里看不出来。",
      en: "A code of eighteen digits becomes 1.13E+17, and an approximate figure is changed while the words it was written in are not: which of the two is right the data does not say.",
    },
  ),
];

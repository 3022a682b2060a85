import type { CatalogueEntry } from "../core/rule.ts";
import { entry } from "./entry.ts";

/** Texts that the program composed or found missing, and those that two units share; the rest of GR3 are rules. */
export const prose: readonly CatalogueEntry[] = [
  entry(
    "GR301",
    "composed-problems",
    { zh: "“存在的主要问题及改进情况”由程序生成", en: "the section on problems was composed from figures" },
    {
      zh: "问题和改进情况要由本单位自己说明。程序只能从数据中看出结转、未审结等情况，千篇一律的文字会被认定为内容雷同、敷衍塞责。",
      en: "A unit has to name its own problems. Figures only show what is unfinished, and reports that read alike are held to be perfunctory.",
    },
    {
      severity: "warning",
      basis: {
        title:
          "国务院办公厅政府信息与政务公开办公室印发年度报告格式的通知；《中华人民共和国政府信息公开条例》第四十七条",
      },
      example: {
        wrong: "narrative: {}",
        right: "narrative:\n  problems: |\n    （一）存在的主要问题。部分政策解读形式单一……\n    （二）改进情况。……",
      },
    },
  ),
  entry(
    "GR302",
    "fee-not-stated",
    { zh: "没有说明信息处理费", en: "the processing fee is not stated" },
    {
      zh: "年度报告通常在第六部分说明收取信息处理费的情况，没有收取也应写明为0元。程序不替填报单位假定为0。",
      en: "Reports state in section 六 what was charged for processing, also when it was nothing. It is never assumed to be 0.",
    },
    {
      severity: "warning",
      basis: { title: "《政府信息公开信息处理费管理办法》" },
      example: { wrong: "activity: {}", right: "activity: { processingFee: 0 }" },
    },
  ),
  entry(
    "GR303",
    "composed-text",
    { zh: "一部分文字由程序按数据生成", en: "a text was composed from the figures" },
    {
      zh: "程序生成的文字只说数据说明的事项，没有数据的方面不写。考核、社会评议和责任追究等情况须由本单位补写。",
      en: "Composed text says what the figures say and no more. Appraisal, public review and accountability are for the unit to add.",
    },
    { severity: "info", basis: { title: "《中华人民共和国政府信息公开条例》第五十条" } },
  ),
  entry(
    "GR304",
    "section-without-text",
    { zh: "应有文字的部分没有文字", en: "a section of prose has no text" },
    {
      zh: "这一部分既没有填写，所用格式版本也没有可以生成的文字，印出来只有标题。",
      en: "Neither the unit nor the edition has words for this section, so only its heading would be printed.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR361",
    "same-as-other-unit",
    { zh: "文字与其他单位雷同", en: "a section says what another unit's says" },
    {
      zh: "同一段问题和措施出现在两个单位的报告里，至少有一份不是自己写的。开头的依据、期限不比；数字、标签和单位名称不参加比较。",
      en: "One text in two units' reports was not written by both. The opening paragraph, figures, tags and names are not compared.",
    },
    {
      severity: "warning",
      basis: {
        title: "《中华人民共和国政府信息公开条例》第四十七条；印发年度报告格式的通知关于明确责任的要求",
        says: "年度报告内容雷同、敷衍塞责的，要追究责任",
      },
      example: {
        wrong: "甲镇、乙镇：problems: 公开内容不够全面，更新不够及时……",
        right: "甲镇：problems: 村级公开栏有3个村未按季更新……",
      },
    },
  ),
];

import type { Diagnostic } from "../core/diagnostic.ts";
import type { Section } from "../core/form/edition.ts";
import type { RuleDoc } from "../core/rule.ts";

/** Section 五 was put together from figures. */
export function composedProblems(section: Section, file: string): Diagnostic {
  return {
    code: "GR301",
    severity: "warning",
    message: {
      zh: `“${section.heading}”没有填写，现由程序按数据生成`,
      en: `"${section.heading}" is not written; it was composed from the figures`,
    },
    file,
    help: {
      zh: `请在“正文”的“${section.name}”（narrative.${section.id}）中写明本单位存在的主要问题和改进措施`,
      en: `write the unit's own problems and improvements in narrative.${section.id}`,
    },
    related: [],
  };
}

/** 信息处理费 is neither given nor assumed. */
export function feeNotStated(section: Section, file: string): Diagnostic {
  return {
    code: "GR302",
    severity: "warning",
    message: {
      zh: `没有填报信息处理费，“${section.heading}”中未写金额`,
      en: `the processing fee is not given; "${section.heading}" states no amount`,
    },
    file,
    help: {
      zh: "请在“工作情况”中填“信息处理费”（activity.processingFee，单位：元）；没有收取的填 0",
      en: "give activity.processingFee in 元; 0 where none was charged",
    },
    related: [],
  };
}

export function composedText(section: Section, file: string): Diagnostic {
  return {
    code: "GR303",
    severity: "info",
    message: {
      zh: `“${section.heading}”没有填写，现由程序按数据生成`,
      en: `"${section.heading}" is not written; it was composed from the figures`,
    },
    file,
    help: {
      zh: `程序只写数据说明的事项；其余工作请在“正文”的“${section.name}”（narrative.${section.id}）中补写`,
      en: `only what the figures say is written; add the rest in narrative.${section.id}`,
    },
    related: [],
  };
}

export function noText(section: Section, file: string): Diagnostic {
  return {
    code: "GR304",
    severity: "warning",
    message: {
      zh: `“${section.heading}”没有文字`,
      en: `"${section.heading}" has no text`,
    },
    file,
    help: {
      zh: `请在“正文”的“${section.name}”（narrative.${section.id}）中填写`,
      en: `write it in narrative.${section.id}`,
    },
    related: [],
  };
}

/** What `gov-report explain` says of composed texts. */
export const proseDocs: readonly RuleDoc[] = [
  {
    code: "GR301",
    severity: "warning",
    name: "composed-problems",
    summary: { zh: "“存在的主要问题及改进情况”由程序生成", en: "the section on problems was composed from figures" },
    why: {
      zh: "问题和改进情况要由本单位自己说明。程序只能从数据中看出结转、未审结等情况，千篇一律的文字会被认定为内容雷同、敷衍塞责。",
      en: "A unit has to name its own problems. Figures only show what is unfinished, and reports that read alike are held to be perfunctory.",
    },
    basis: {
      title: "国务院办公厅政府信息与政务公开办公室印发年度报告格式的通知；《中华人民共和国政府信息公开条例》第四十七条",
    },
    example: {
      wrong: "narrative: {}",
      right: "narrative:\n  problems: |\n    （一）存在的主要问题。部分政策解读形式单一……\n    （二）改进情况。……",
    },
  },
  {
    code: "GR302",
    severity: "warning",
    name: "fee-not-stated",
    summary: { zh: "没有说明信息处理费", en: "the processing fee is not stated" },
    why: {
      zh: "年度报告通常在第六部分说明收取信息处理费的情况，没有收取也应写明为0元。程序不替填报单位假定为0。",
      en: "Reports state in section 六 what was charged for processing, also when it was nothing. It is never assumed to be 0.",
    },
    basis: { title: "《政府信息公开信息处理费管理办法》" },
    example: { wrong: "activity: {}", right: "activity: { processingFee: 0 }" },
  },
  {
    code: "GR303",
    severity: "info",
    name: "composed-text",
    summary: { zh: "一部分文字由程序按数据生成", en: "a text was composed from the figures" },
    why: {
      zh: "程序生成的文字只说数据说明的事项，没有数据的方面不写。考核、社会评议和责任追究等情况须由本单位补写。",
      en: "Composed text says what the figures say and no more. Appraisal, public review and accountability are for the unit to add.",
    },
    basis: { title: "《中华人民共和国政府信息公开条例》第五十条" },
  },
  {
    code: "GR304",
    severity: "warning",
    name: "section-without-text",
    summary: { zh: "应有文字的部分没有文字", en: "a section of prose has no text" },
    why: {
      zh: "这一部分既没有填写，所用格式版本也没有可以生成的文字，印出来只有标题。",
      en: "Neither the unit nor the edition has words for this section, so only its heading would be printed.",
    },
  },
];

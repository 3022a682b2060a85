import { severityOf } from "../catalogue/index.ts";
import type { Diagnostic } from "../core/diagnostic.ts";
import type { Charge, Section } from "../core/form/edition.ts";

/** Section 五 was put together from figures. */
export function composedProblems(section: Section, file: string): Diagnostic {
  return {
    code: "GR301",
    severity: severityOf("GR301"),
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

/** 信息处理费 or another charge is neither given nor assumed. */
export function feeNotStated(section: Section, file: string, { path, name }: Charge): Diagnostic {
  return {
    code: "GR302",
    severity: severityOf("GR302"),
    message: {
      zh: `没有填报${name}，“${section.heading}”中未写金额`,
      en: `${path} is not given; "${section.heading}" states no amount`,
    },
    file,
    help: {
      zh: `请在“工作情况”中填“${name}”（${path}，单位：元）；没有收取的填 0`,
      en: `give ${path} in 元; 0 where none was charged`,
    },
    related: [],
  };
}

export function composedText(section: Section, file: string): Diagnostic {
  return {
    code: "GR303",
    severity: severityOf("GR303"),
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
    severity: severityOf("GR304"),
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

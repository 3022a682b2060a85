import type { Text } from "../core/diagnostic.ts";
import { type UnitKind, unitKinds } from "../core/form/table.ts";
import { type OutputFormat, outputFormats, usualFormats } from "../core/formats.ts";
import { type ArgumentSpec, argument, flag, manyArguments, type OptionSpec, option, type ValuesOf } from "./command.ts";
import { type ReportFormat, reportFormats, type Target, targetsOf } from "./formats.ts";
import { listOf, oneOf, wholeNumber } from "./parsers.ts";

/** The argument of every command that reads tallies. */
export const pathsArgument: ArgumentSpec<readonly string[]> = manyArguments("[path...]", {
  zh: "填报文件、文件夹、工作区或通配符；不写就用当前工作区",
  en: "tallies, folders, workspaces or patterns; default: the workspace around the current folder",
});

/** Options of every command that reads tallies. */
export const inputOptions: Readonly<Record<keyof InputOptions, OptionSpec<string | undefined>>> = {
  previous: option("<path>", {
    zh: "上一年度的填报文件或文件夹",
    en: "last year's tallies: a file, a folder or a pattern",
  }),
  templates: option("<dir>", {
    zh: "自己的模板文件夹（其中有 <版式>/report.docx 等）",
    en: "a folder of your own templates (<edition>/report.docx …)",
  }),
};

export interface InputOptions {
  readonly previous?: string | undefined;
  readonly templates?: string | undefined;
}

/** Options of the commands whose verdict others rely on: what whoever runs them has laid down. */
export const policyOptions: {
  readonly policy: OptionSpec<string | undefined>;
  readonly noWaivers: OptionSpec<true | undefined>;
  readonly maxWaived: OptionSpec<number | undefined>;
} = {
  policy: option("<file>", {
    zh: "检查方针：锁定哪些规则、哪些可以豁免，在工作区的设定之上；要取自可信的地方",
    en: "a policy, from a trusted place, which goes before the workspace: what is locked, what may be waived",
  }),
  noWaivers: flag({ zh: "不承认任何豁免", en: "accept no waiver" }),
  maxWaived: option(
    "<n>",
    { zh: "豁免多于 n 条时以状态 1 结束", en: "end with status 1 when more findings are waived" },
    { parse: wholeNumber },
  ),
};

/** `--format` of the commands that name findings beside what they write. */
export const findingsOption: { readonly format: OptionSpec<readonly Target[] | undefined> } = {
  format: option(
    "<format[=file]>",
    {
      zh: `核对结果的形式：${reportFormats.join("、")}；可写多次，写入文件如 --format sarif=out.sarif，不写文件的显示出来`,
      en: `how findings are told: ${reportFormats.join(", ")}; may be repeated; to a file as in --format sarif=out.sarif, else shown`,
    },
    { parse: targetsOf(reportFormats) },
  ),
};

/** `--format` of the commands whose data has forms of its own: those, and those of the findings beside. */
export function dataFormat<const F extends string>(
  formats: readonly F[],
  about: Text,
): OptionSpec<readonly Target<F | ReportFormat>[] | undefined> {
  const more = reportFormats.filter((format) => !isAny(formats, format) && format !== "pretty" && format !== "json");
  const list = [formats.join("、"), formats.join(", ")];
  return option<readonly Target<F | ReportFormat>[]>(
    "<format[=file]>",
    {
      zh: `结果的形式：${list[0]}${about.zh}；可写多次，写入文件如 --format ${formats[0]}=文件名；核对发现的问题另可写成 ${more.join("、")}`,
      en: `${list[1]}${about.en}; may be repeated; to a file as in --format ${formats[0]}=FILE; findings also as ${more.join(", ")}`,
    },
    { parse: targetsOf([...formats, ...more]) },
  );
}

function isAny(values: readonly string[], value: string): boolean {
  return values.includes(value);
}

/** The workspace that what is to be filled in is made for. */
export const workspaceArgument: ArgumentSpec<string> = argument(
  "[path]",
  { zh: "工作区，取其年度、模板和名单", en: "the workspace whose year, templates and register are taken" },
  { standard: "." },
);

/** Whose and which year's a tally is that is yet to be written. */
export const kindOption: OptionSpec<UnitKind | undefined> = option(
  "<kind>",
  { zh: `单位类型：${unitKinds.join("、")}`, en: `kind of unit: ${unitKinds.join(", ")}` },
  { parse: oneOf(unitKinds) },
);
export const yearOption: OptionSpec<number | undefined> = option(
  "<year>",
  { zh: "报告年度，默认去年", en: "the report's year; last year by default" },
  { parse: wholeNumber },
);
export const keysOption: OptionSpec<"zh" | "en" | undefined> = option(
  "<lang>",
  { zh: "项目名用中文（zh）还是英文（en）", en: "write the keys in Chinese (zh) or English (en)" },
  { parse: oneOf(["zh", "en"]) },
);

export type PolicyFlags = Partial<ValuesOf<typeof policyOptions>>;

/** Options of the commands that make reports: what they are made as. */
export const formatOptions: {
  readonly to: OptionSpec<readonly OutputFormat[] | undefined>;
  readonly pdfWith: OptionSpec<string | undefined>;
} = {
  to: option(
    "<formats>",
    {
      zh: `生成哪些格式，用逗号分开：${outputFormats}；不写就是 ${usualFormats}`,
      en: `which formats: ${outputFormats}; default: ${usualFormats}`,
    },
    { parse: listOf(outputFormats) },
  ),
  pdfWith: option("<program>", {
    zh: "用什么生成 PDF：libreoffice（由 Word 生成）、chromium、chrome、edge（由网页生成），或者程序的路径；不写就用先找到的",
    en: "what makes PDF: libreoffice (of the Word file), chromium, chrome, edge (of the page), or a program's path; default: the first found",
  }),
};

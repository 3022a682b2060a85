import type { Lang, Text } from "../core/diagnostic.ts";
import type { CommandTable, TableArgument, TableOption } from "./command-table.ts";

const words = {
  name: { zh: "名称", en: "NAME" },
  synopsis: { zh: "用法", en: "SYNOPSIS" },
  description: { zh: "说明", en: "DESCRIPTION" },
  options: { zh: "各命令共有的选项", en: "OPTIONS OF EVERY COMMAND" },
  commands: { zh: "命令", en: "COMMANDS" },
  status: { zh: "退出状态", en: "EXIT STATUS" },
  environment: { zh: "环境变量", en: "ENVIRONMENT" },
  files: { zh: "文件", en: "FILES" },
  manual: { zh: "用户命令", en: "User Commands" },
} satisfies Record<string, Text>;

const summary: Text = {
  zh: "核对填报，生成政府信息公开工作年度报告",
  en: "checks disclosure tallies and writes the statutory yearly report",
};

const statuses: readonly (readonly [string, Text])[] = [
  ["0", { zh: "正常", en: "fine" }],
  ["1", { zh: "填报有错误", en: "the input has errors" }],
  ["2", { zh: "命令用法有误", en: "the command was used wrongly" }],
  ["3", { zh: "有文件读不了或写不了", en: "a file could not be read or written" }],
  ["70", { zh: "程序内部出错", en: "a fault of the program" }],
  ["130", { zh: "按 Ctrl-C 中止", en: "stopped with Ctrl-C" }],
];

const variables: readonly (readonly [string, Text])[] = [
  ["LC_ALL, LC_MESSAGES, LANG", { zh: "信息的语言", en: "the language of messages" }],
  ["NO_COLOR, FORCE_COLOR", { zh: "不用颜色；总用颜色", en: "no colours; colours in any case" }],
  ["GOV_REPORT_TRACE", { zh: "程序出错时列出详情", en: "prints the details of a fault" }],
];

const files: readonly (readonly [string, Text])[] = [
  [
    "gov-report.yaml",
    { zh: "工作区：填报在哪里，报告写到哪里", en: "a workspace: where the tallies are, where reports go" },
  ],
  ["out/manifest.json", { zh: "生成了什么，各是由什么生成的", en: "what was built, and of what" }],
];

interface ManPageOptions {
  readonly version: string;
  /** The day it is printed, YYYY-MM-DD. */
  readonly day: string;
  readonly lang: Lang;
}

/** The manual page, in roff, of the table that help is made of. */
export function manPage(table: CommandTable, { version, day, lang }: ManPageOptions): string {
  const { commands, options, own } = table;
  const heading = (text: Text): string => `.SH ${quoted(text[lang])}`;
  const item = (term: string, about: Text): string => `.TP\n${term}\n${plain(about[lang])}`;
  const listed = (list: readonly (readonly [string, Text])[]) => list.map(([term, about]) => item(bold(term), about));
  const optionItem = (option: TableOption): string => item(termOf(option), option.about);
  return `${[
    `.TH GOV\\-REPORT 1 "${day}" ${quoted(`gov-report ${version}`)} ${quoted(words.manual[lang])}`,
    // Chinese is not stretched to the margin, names are not broken.
    ".ad l\n.nh",
    heading(words.name),
    `gov\\-report \\- ${plain(summary[lang])}`,
    heading(words.synopsis),
    `.B gov\\-report\n.I ${lang === "zh" ? "命令" : "command"}\n[${lang === "zh" ? "选项" : "options"}]`,
    heading(words.description),
    plain(
      lang === "zh"
        ? "每个单位一份填报（YAML 或填报表），核对以后生成 Word、Excel、网页和 Markdown。“-”表示标准输入或标准输出。"
        : "One tally a unit (YAML, or an entry form) is checked, and becomes Word, Excel, a web page and Markdown. - stands for standard input or output.",
    ),
    heading(words.options),
    ...[...own, ...options].map(optionItem),
    heading(words.commands),
    ...commands.flatMap(({ name, about, arguments: args, options: specific }) => [
      `.SS ${quoted(["gov-report", name, ...args.map(argumentTerm)].join(" "))}`,
      plain(about[lang]),
      ...args.filter((one) => one.about[lang] !== "").map((one) => item(italic(one.value), one.about)),
      ...specific.map(optionItem),
    ]),
    heading(words.status),
    ...listed(statuses),
    heading(words.environment),
    ...listed(variables),
    heading(words.files),
    ...listed(files),
  ].join("\n")}\n`;
}

function argumentTerm({ value, optional }: TableArgument): string {
  return optional ? `[${value}]` : `<${value}>`;
}

/** `-o`, `--out` dir. */
function termOf({ long, short, value, optional }: TableOption): string {
  const names = [...(short === undefined ? [] : [short]), long].map(bold).join(", ");
  const taken = value === "" ? "" : ` ${italic(value)}`;
  return optional ? `${names}${taken === "" ? "" : ` [${italic(value)}]`}` : `${names}${taken}`;
}

function bold(text: string): string {
  return `\\fB${escaped(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${escaped(text)}\\fR`;
}

/** A line of text that roff takes for nothing else. */
function plain(text: string): string {
  return escaped(text).replace(/^[.']/, "\\&$&");
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', "\\(dq")}"`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-");
}

import { type Command, type CommanderError, Help } from "commander";
import type { Lang, Text } from "../core/diagnostic.ts";
import { columns } from "../print/width.ts";

const titles: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "Global Options:": "全局选项：",
};

/** What a value is, where help names it; what is not here is written as it stands: draw, i/n. */
const valueWords: Readonly<Record<string, string>> = {
  options: "选项",
  command: "命令",
  path: "路径",
  report: "报告",
  dir: "文件夹",
  text: "一行文字",
  file: "文件",
  formats: "格式",
  format: "格式",
  kinds: "种类",
  kind: "类型",
  name: "名称",
  year: "年度",
  years: "几年",
  date: "日期",
  n: "数",
  lang: "语言",
  id: "编号",
  tally: "填报",
  cell: "格",
  a: "填报甲",
  b: "填报乙",
  code: "编号",
  edition: "格式版本",
  program: "程序",
  scope: "范围",
};

const colour = /\u001b\[[0-9;]*m/g;

/** `--out <dir>` as --out <文件夹>. */
function inWords(term: string, lang: Lang): string {
  if (lang !== "zh") return term;
  return term.replace(/(?<=[<[])[a-z]+(?=(?:\.\.\.)?[>\]])/g, (word) => valueWords[word] ?? word);
}

/** Help pages and commander's own complaints in the user's language. */
export function speak(command: Command, lang: Lang): Command {
  const quiet = () => undefined;
  command.exitOverride().configureOutput({ outputError: quiet }).showSuggestionAfterError(true);
  const help = lang === "zh" ? "显示帮助" : "show this help";
  const notesOf = (description: string, notes: readonly string[]): string => {
    if (notes.length === 0) return description;
    return lang === "zh" ? `${description}（${notes.join("；")}）` : `${description} (${notes.join("; ")})`;
  };
  const [choices, standard] = lang === "zh" ? ["可选：", "默认："] : ["choices: ", "default: "];
  const plain = new Help();
  command.helpOption("-h, --help", help).configureHelp({
    displayWidth: (text) => columns(text.replace(colour, "")),
    commandUsage: (of) => inWords(plain.commandUsage(of), lang),
    subcommandTerm: (of) => inWords(plain.subcommandTerm(of), lang),
    optionTerm: (option) => inWords(plain.optionTerm(option), lang),
    argumentTerm: (argument) => inWords(`<${argument.name()}>`, lang).slice(1, -1),
    argumentDescription: ({ description, defaultValue }) =>
      notesOf(description, typeof defaultValue === "string" ? [standard + defaultValue] : []),
    styleTitle: (title) => (lang === "zh" ? (titles[title] ?? title) : title),
    optionDescription: ({ description, defaultValue, argChoices }) => {
      const notes = [
        ...(argChoices ? [choices + argChoices.join(", ")] : []),
        ...(typeof defaultValue === "string" ? [standard + defaultValue] : []),
      ];
      return notesOf(description, notes);
    },
  });
  return command;
}

/** What was wrong with the command line. */
export function usageText(error: CommanderError): Text {
  const en = error.message.replace(/^error: /, "").replaceAll("\n", " ");
  const named = /'([^']*)'/.exec(en)?.[1] ?? "";
  const hint = /\(Did you mean (.*)\?\)/.exec(en)?.[1];
  const withHint = (zh: string): Text => ({ zh: hint ? `${zh}（是不是想写 ${hint}？）` : zh, en });
  switch (error.code) {
    case "commander.unknownOption":
      return withHint(`没有这个选项：${named}`);
    case "commander.unknownCommand":
      return withHint(`没有这个命令：${named}`);
    case "commander.optionMissingArgument":
      return withHint(`选项后面缺少内容：${named}`);
    case "commander.missingMandatoryOptionValue":
      return withHint(`缺少选项：${named}`);
    case "commander.missingArgument":
      return withHint(`缺少参数：${named}`);
    case "commander.excessArguments":
      return withHint("参数太多了");
    case "commander.invalidArgument":
      return invalid(en);
    default:
      return withHint(en);
  }
}

/** commander puts option, value and what our parser said into one sentence. */
function invalid(en: string): Text {
  const option = /^option '([^']*)' argument '([^']*)' is invalid\. ?(.*)$/s.exec(en);
  const argument = /^command-argument value '([^']*)' is invalid for argument '([^']*)'\. ?(.*)$/s.exec(en);
  const [flags = "", value = "", expected = ""] = option
    ? option.slice(1)
    : [`<${argument?.[2]}>`, argument?.[1] ?? "", argument?.[3] ?? ""];
  const allowed = expected.replace(/^[^:]*: /, "").replace(/^Allowed choices are (.*)\.$/, "$1");
  return {
    zh: `${inWords(flags, "zh")} 不能是“${value}”；可以是 ${allowed}`,
    en: `${flags} cannot be "${value}"; it can be ${allowed}`,
  };
}

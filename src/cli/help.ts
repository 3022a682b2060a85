import type { Command, CommanderError } from "commander";
import type { Text } from "../core/diagnostic.ts";
import type { Lang } from "./language.ts";

const titles: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "Global Options:": "全局选项：",
};

/** Help pages and commander's own complaints in the user's language. */
export function speak(command: Command, lang: Lang): Command {
  const quiet = () => undefined;
  command.exitOverride().configureOutput({ outputError: quiet }).showSuggestionAfterError(true);
  const help = lang === "zh" ? "显示帮助" : "show this help";
  command.helpOption("-h, --help", help).configureHelp({
    styleTitle: (title) => (lang === "zh" ? (titles[title] ?? title) : title),
  });
  return command;
}

/** What was wrong with the command line. */
export function usageText(error: CommanderError): Text {
  const en = error.message.replace(/^error: /, "");
  const named = /'([^']*)'/.exec(en)?.[1] ?? "";
  const hint = /\(Did you mean (.*)\?\)/.exec(en)?.[1];
  const say = (zh: string): Text => ({ zh: hint ? `${zh}（是不是想写 ${hint}？）` : zh, en });
  switch (error.code) {
    case "commander.unknownOption":
      return say(`没有这个选项：${named}`);
    case "commander.unknownCommand":
      return say(`没有这个命令：${named}`);
    case "commander.optionMissingArgument":
      return say(`选项后面缺少内容：${named}`);
    case "commander.missingArgument":
      return say(`缺少参数：${named}`);
    case "commander.excessArguments":
      return say("参数太多了");
    case "commander.invalidArgument":
      return say(en.replace(/^.*?: /, ""));
    default:
      return say(en);
  }
}

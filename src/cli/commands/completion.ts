import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { commandTable } from "../command-table.ts";
import { completionScript, shells } from "../completion-scripts.ts";
import { exit } from "../exit.ts";
import { oneOf } from "../parsers.ts";

/** Prints what a shell has to load; `all` are the commands there are. */
export function completionCommand(all: () => Promise<readonly CommandEntry[]>): CommandEntry {
  return defineCommand({
    name: "completion",
    about: {
      zh: "按 Tab 键补全命令、选项和取值：输出给 bash、zsh、fish 或 PowerShell 的脚本",
      en: "completion of commands, options and values with Tab: the script for bash, zsh, fish or PowerShell",
    },
    arguments: [
      argument(
        "<shell>",
        {
          zh: `${shells.join("、")}；怎样载入写在脚本开头`,
          en: `${shells.join(", ")}; how to load it stands at the head of the script`,
        },
        { parse: oneOf(shells) },
      ),
    ],
    options: {},
    async run(io, [shell]) {
      io.out(completionScript(shell, commandTable(await all()), io.lang).trimEnd());
      return exit.fine;
    },
  });
}

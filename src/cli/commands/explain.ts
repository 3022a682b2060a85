import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";

export function explainCommand(io: Io): CommandEntry {
  const command = new Command("explain")
    .description(
      io.say({
        zh: "说明一条规则：为什么有、依据、正误示例；不写编号则列出全部",
        en: "say why a rule exists, its basis, a wrong and a right example; without a code, list them all",
      }),
    )
    .argument("[code]", io.say({ zh: "规则编号，如 GR201", en: "a rule's code, such as GR201" }));
  return {
    command,
    run: async (at, args) => (await import("../actions/explain.ts")).explain(at, args[0] as string | undefined),
  };
}

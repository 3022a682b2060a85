import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";

export function explainCellCommand(io: Io): CommandEntry {
  const command = new Command("explain-cell")
    .description(
      io.say({
        zh: "说明汇总数从哪里来：逐级列出各单位的数，并核对汇总以后有没有改过",
        en: "say where a figure of a sum comes from, level by level, and whether it was changed since",
      }),
    )
    .argument("<tally>", io.say({ zh: "roll-up 写出的填报文件", en: "a tally written by roll-up" }))
    .argument(
      "<cell>",
      io.say({
        zh: "哪一格，如 依申请公开.本年新收.自然人；写到行就是这一行的总计",
        en: "which cell, such as requests.received.naturalPerson; a row stands for its total",
      }),
    );
  return {
    command,
    run: async (at, args) =>
      (await import("../actions/explain-cell.ts")).explainCell(at, args[0] as string, args[1] as string),
  };
}

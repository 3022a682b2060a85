import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { type InputOptions, inputOptions } from "./input-options.ts";

export interface SummaryOptions extends InputOptions {
  readonly out: string;
  readonly unit?: string;
}

export function summaryCommand(io: Io): CommandEntry {
  const command = inputOptions(new Command("summary"), io)
    .description(
      io.say({
        zh: "汇总表（Excel）：一个单位一行，一格一列，带合计",
        en: "a workbook over all units: a row each, a column a cell, with totals",
      }),
    )
    .option("-o, --out <file>", io.say({ zh: "写入哪个文件", en: "the file to write" }), "summary.xlsx")
    .option("--unit <name>", io.say({ zh: "只列这个单位所属的各单位", en: "only the units below this one" }));
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/summary.ts")).summary(at, args[0] as readonly string[], options as SummaryOptions),
  };
}

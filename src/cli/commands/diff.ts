import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { oneOf } from "./parsers.ts";

export interface DiffOptions {
  readonly format: "pretty" | "markdown" | "json";
  readonly all?: boolean;
  readonly exitCode?: boolean;
}

export function diffCommand(io: Io): CommandEntry {
  const command = new Command("diff")
    .description(
      io.say({
        zh: "比较两份填报（两个年度，或更正前后）：逐格列出增减和幅度，逐句列出文字的不同",
        en: "compare two tallies (two years, or a tally and its correction): cell by cell, and text by sentence",
      }),
    )
    .argument("<a>", io.say({ zh: "前一份填报", en: "the earlier tally" }))
    .argument("<b>", io.say({ zh: "后一份填报", en: "the later tally" }))
    .option(
      "--format <format>",
      io.say({ zh: "pretty、markdown 或 json", en: "pretty, markdown or json" }),
      oneOf(["pretty", "markdown", "json"]),
      "pretty",
    )
    .option("--all", io.say({ zh: "相同的也列出", en: "list what is the same, too" }))
    .option("--exit-code", io.say({ zh: "有不同时以状态 1 结束", en: "end with status 1 where they differ" }));
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/diff.ts")).diff(at, args[0] as string, args[1] as string, options as DiffOptions),
  };
}

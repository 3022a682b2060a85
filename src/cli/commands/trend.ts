import { Command } from "commander";
import { trendYears } from "../../core/trend.ts";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { type InputOptions, inputOptions } from "./input-options.ts";
import { oneOf, yearCount } from "./parsers.ts";

export const trendFormats = ["pretty", "markdown", "json", "csv", "svg"] as const;

export interface TrendOptions extends InputOptions {
  readonly format: (typeof trendFormats)[number];
  readonly years: number;
}

export function trendCommand(io: Io): CommandEntry {
  const command = inputOptions(new Command("trend"), io)
    .description(
      io.say({
        zh: "历年主要数据对比：从各单位最近一年的填报往前数",
        en: "the main figures of each unit over the years, from its newest tally back",
      }),
    )
    .option(
      "--format <format>",
      io.say({
        zh: `结果的形式：${trendFormats.join("、")}（svg 是图，一次一个单位）`,
        en: `${trendFormats.join(", ")}; svg is a picture of one unit`,
      }),
      oneOf(trendFormats),
      "pretty",
    )
    .option(
      "--years <n>",
      io.say({ zh: "最多对比几个年度", en: "compare at most so many years" }),
      yearCount,
      trendYears.most,
    );
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/trend.ts")).trend(at, args[0] as readonly string[], options as TrendOptions),
  };
}

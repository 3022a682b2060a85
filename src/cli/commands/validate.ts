import { Command } from "commander";
import type { Io } from "../io.ts";
import type { Entry } from "./index.ts";
import { type InputOptions, inputOptions } from "./input-options.ts";
import { oneOf, wholeNumber } from "./parsers.ts";

export interface ValidateOptions extends InputOptions {
  readonly format: string;
  readonly maxWarnings?: number;
  readonly final?: boolean;
}

export function validateCommand(io: Io): Entry {
  const command = inputOptions(new Command("validate"), io)
    .description(io.say({ zh: "只核对，不生成报告", en: "check tallies without building anything" }))
    .option(
      "--format <format>",
      io.say({ zh: "结果的形式：pretty 或 json", en: "pretty or json" }),
      oneOf(["pretty", "json"]),
      "pretty",
    )
    .option("--final", io.say({ zh: "按正式发布核对：须有签批", en: "check as for publication: asks for sign-off" }))
    .option(
      "--max-warnings <n>",
      io.say({ zh: "警告多于 n 条时以状态 1 结束", en: "end with status 1 when there are more warnings" }),
      wholeNumber,
    );
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/validate.ts")).validate(at, args[0] as readonly string[], options as ValidateOptions),
  };
}

import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import { addTarget, reportFormats, type Target } from "../formats.ts";
import type { Io } from "../io.ts";
import { type InputOptions, inputOptions } from "./input-options.ts";
import { wholeNumber } from "./parsers.ts";

export interface ValidateOptions extends InputOptions {
  readonly format?: readonly Target[];
  readonly maxWarnings?: number;
  readonly final?: boolean;
  readonly fix?: boolean;
  readonly fixBlanks?: boolean;
  readonly fixTotals?: boolean;
  readonly dryRun?: boolean;
}

export function validateCommand(io: Io): CommandEntry {
  const command = inputOptions(new Command("validate"), io)
    .description(io.say({ zh: "只核对，不生成报告", en: "check tallies without building anything" }))
    .option(
      "--format <format[=file]>",
      io.say({
        zh: `结果的形式：${reportFormats.join("、")}；可写多次，除一种外都写明文件，如 --format sarif=out.sarif`,
        en: `${reportFormats.join(", ")}; may be repeated, all but one with a file: --format sarif=out.sarif`,
      }),
      addTarget,
    )
    .option("--final", io.say({ zh: "按正式发布核对：须有签批", en: "check as for publication: asks for sign-off" }))
    .option(
      "--max-warnings <n>",
      io.say({ zh: "警告多于 n 条时以状态 1 结束", en: "end with status 1 when there are more warnings" }),
      wholeNumber,
    )
    .option(
      "--fix",
      io.say({
        zh: "改正填报文件中不会有疑义的笔误（全角数字、12件、缺空格……）",
        en: "put slips right in the tallies that leave no doubt: full-width digits, 12件, a missing space …",
      }),
    )
    .option("--fix-blanks", io.say({ zh: "同时把没有填的格填为 0", en: "the same, and write 0 into blank cells" }))
    .option(
      "--fix-totals",
      io.say({ zh: "同时把写错的总计改为各项之和", en: "the same, and replace wrong totals by the computed ones" }),
    )
    .option(
      "--dry-run",
      io.say({ zh: "只显示将要改正的地方，不写入", en: "show what would be put right and write nothing" }),
    );
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/validate.ts")).validate(at, args[0] as readonly string[], options as ValidateOptions),
  };
}

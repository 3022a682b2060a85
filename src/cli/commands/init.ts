import { Command } from "commander";
import { type UnitKind, unitKinds } from "../../core/form/table.ts";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { oneOf, wholeNumber } from "./parsers.ts";

export interface InitOptions {
  readonly unit?: string;
  readonly kind: UnitKind;
  readonly year?: number;
  readonly keys?: "zh" | "en";
  readonly zeros?: boolean;
  readonly force?: boolean;
}

export function initCommand(io: Io): CommandEntry {
  const command = new Command("init")
    .description(
      io.say({
        zh: "新建工作区，或一份逐行注释的填报文件（路径以 .yaml 结尾时）",
        en: "start a workspace, or one commented tally (a path ending in .yaml)",
      }),
    )
    .argument("[path]", io.say({ zh: "文件夹或 .yaml 文件", en: "a folder, or a .yaml file" }), ".")
    .option("--unit <name>", io.say({ zh: "单位全称", en: "the unit's full name" }))
    .option(
      "--kind <kind>",
      io.say({ zh: `单位类型：${unitKinds.join("、")}`, en: `kind of unit: ${unitKinds.join(", ")}` }),
      oneOf(unitKinds),
      "township",
    )
    .option(
      "--year <year>",
      io.say({ zh: "报告年度，默认去年", en: "the report's year; last year by default" }),
      wholeNumber,
    )
    .option(
      "--keys <lang>",
      io.say({ zh: "项目名用中文（zh）还是英文（en）", en: "write the keys in Chinese (zh) or English (en)" }),
      oneOf(["zh", "en"]),
    )
    .option(
      "--zeros",
      io.say({
        zh: "每个数预填 0，逐项看过后才能用；不加则留空",
        en: "fill in 0 everywhere, to be looked at before use; otherwise blank",
      }),
    )
    .option("--force", io.say({ zh: "覆盖已有的文件", en: "replace files that exist" }));
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/init.ts")).init(at, args[0] as string, options as InitOptions),
  };
}

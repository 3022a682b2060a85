import { Command } from "commander";
import { type UnitKind, unitKinds } from "../../core/form/table.ts";
import type { Scope } from "../../core/tally.ts";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { type InputOptions, inputOptions } from "./input-options.ts";
import { oneOf, wholeNumber } from "./parsers.ts";

export interface RollUpFlags extends InputOptions {
  readonly unit: string;
  readonly kind: UnitKind;
  readonly out?: string;
  readonly scope: Scope;
  readonly within?: string;
  readonly year?: number;
  readonly expect?: string;
  readonly partial?: boolean;
  readonly keys?: "zh" | "en";
  readonly force?: boolean;
}

export function rollUpCommand(io: Io): CommandEntry {
  const command = inputOptions(new Command("roll-up"), io)
    .description(
      io.say({
        zh: "把所属各单位的填报相加，成为上一级单位的填报，并记下每一格的来源",
        en: "add the tallies of units up into one for the unit above them, each cell remembering its parts",
      }),
    )
    .requiredOption("--unit <name>", io.say({ zh: "汇总成哪个单位，写全称", en: "the unit the sum is for" }))
    .requiredOption(
      "--kind <kind>",
      io.say({ zh: `单位类型：${unitKinds.join("、")}`, en: `kind of unit: ${unitKinds.join(", ")}` }),
      oneOf(unitKinds),
    )
    .option(
      "-o, --out <file>",
      io.say({
        zh: "写入哪个文件；来源记录写在它旁边（….parts.json）。不写则只显示",
        en: "the file to write, with its trace beside it (….parts.json); without it the sum is only shown",
      }),
    )
    .option(
      "--scope <scope>",
      io.say({ zh: "统计范围：area 本地区，own 本级", en: "what the sum covers: area, or own" }),
      oneOf(["area", "own"]),
      "area",
    )
    .option("--within <name>", io.say({ zh: "它的上一级单位", en: "the unit above it" }))
    .option("--year <year>", io.say({ zh: "只汇总这一年度的", en: "add up this year's tallies only" }), wholeNumber)
    .option(
      "--expect <file>",
      io.say({
        zh: "写有名单的 gov-report.yaml；默认用工作区自己的",
        en: "a gov-report.yaml whose register says who is expected; the workspace's own by default",
      }),
    )
    .option(
      "--partial",
      io.say({ zh: "名单上的单位没有报齐也算成功", en: "succeed although units of the register are missing" }),
    )
    .option(
      "--keys <lang>",
      io.say({ zh: "项目名用中文（zh）还是英文（en）", en: "write the keys in Chinese (zh) or English (en)" }),
      oneOf(["zh", "en"]),
    )
    .option("--force", io.say({ zh: "覆盖改动过的文件", en: "replace a file that was changed by hand" }));
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/roll-up.ts")).rollUp(at, args[0] as readonly string[], options as RollUpFlags),
  };
}

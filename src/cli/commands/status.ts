import { Command, InvalidArgumentError } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { oneOf } from "./parsers.ts";

export const statusFormats = ["table", "markdown", "json", "csv"] as const;

export interface StatusOptions {
  readonly format: (typeof statusFormats)[number];
  readonly today?: string;
}

export function statusCommand(io: Io): CommandEntry {
  const command = new Command("status")
    .description(
      io.say({
        zh: "谁报了、谁通过、谁没报、谁逾期",
        en: "who has handed in, who is valid, who is missing, who is late",
      }),
    )
    .argument(
      "[dir]",
      io.say({ zh: "工作区；不写就用当前的", en: "a workspace; default: the one around the current folder" }),
    )
    .option(
      "--format <format>",
      io.say({ zh: `结果的形式：${statusFormats.join("、")}`, en: statusFormats.join(", ") }),
      oneOf(statusFormats),
      "table",
    )
    .option(
      "--today <date>",
      io.say({ zh: "按哪一天计算，默认今天", en: "the day to reckon from; today by default" }),
      day,
    );
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/status.ts")).status(at, args[0] as string | undefined, options as StatusOptions),
  };
}

function day(value: string): string {
  const stamp = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(stamp) && new Date(stamp).toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError(`${value}: 2026-01-31`);
}

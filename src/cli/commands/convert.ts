import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "./parsers.ts";

export interface ConvertFlags {
  readonly to?: string;
  readonly year?: number;
  readonly out?: string;
  readonly force?: boolean;
}

export function convertCommand(io: Io): CommandEntry {
  const command = new Command("convert")
    .description(
      io.say({
        zh: "把填报转为以后的格式：照搬得了的照搬，照搬不了的列出来，空格留给人填",
        en: "move a tally to a later form: carry what carries over, list what does not, leave the rest blank",
      }),
    )
    .argument("<tally>", io.say({ zh: "填报文件", en: "a tally" }))
    .option(
      "--to <edition>",
      io.say({ zh: "转为哪一版格式，默认下一版", en: "the edition to move to; the next one by default" }),
    )
    .option(
      "--year <year>",
      io.say({
        zh: "转换以后是哪一年度的；原年度不用新格式的，必须写明",
        en: "the year of the new tally; needed where the old year does not take the new form",
      }),
      wholeNumber,
    )
    .option(
      "-o, --out <file>",
      io.say({ zh: "写入哪个文件；不写则只显示", en: "the file to write; without it the tally is only shown" }),
    )
    .option("--force", io.say({ zh: "覆盖已有的文件", en: "replace a file that exists" }));
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/convert.ts")).convert(at, args[0] as string, options as ConvertFlags),
  };
}

import type { Command } from "commander";
import type { Io } from "../io.ts";

/** Options of every command that reads tallies. */
export interface InputOptions {
  readonly previous?: string;
  readonly templates?: string;
}

export function inputOptions(command: Command, io: Io): Command {
  return command
    .argument(
      "[path...]",
      io.say({
        zh: "填报文件、文件夹、工作区或通配符；不写就用当前工作区",
        en: "tallies, folders, workspaces or patterns; default: the workspace around the current folder",
      }),
    )
    .option(
      "--previous <path>",
      io.say({ zh: "上一年度的填报文件或文件夹", en: "last year's tallies: a file, a folder or a pattern" }),
    )
    .option(
      "--templates <dir>",
      io.say({
        zh: "自己的模板文件夹（其中有 <版式>/report.docx 等）",
        en: "a folder of your own templates (<edition>/report.docx …)",
      }),
    );
}

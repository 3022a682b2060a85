import { Command } from "commander";
import { type AnnexKind, annexKinds } from "../../core/form/annex.ts";
import { type Format, formats } from "../../core/report.ts";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { type InputOptions, inputOptions } from "./input-options.ts";
import { listOf, oneOf, partOf, positiveNumber, yearCount } from "./parsers.ts";

export interface BuildFlags extends InputOptions {
  readonly out?: string;
  readonly to?: readonly Format[];
  readonly annexes?: readonly AnnexKind[];
  readonly mdTables: "pipe" | "html";
  readonly final?: boolean;
  readonly draft?: boolean;
  readonly jobs?: number;
  readonly force?: boolean;
  /** A number of years, or as many as there may be. */
  readonly trend?: number | true;
  readonly shard?: { readonly index: number; readonly count: number };
}

export function buildCommand(io: Io): CommandEntry {
  const command = inputOptions(new Command("build"), io)
    .description(io.say({ zh: "核对并生成年度报告", en: "check tallies, then write the reports" }))
    .option("-o, --out <dir>", io.say({ zh: "输出文件夹", en: "output folder" }))
    .option(
      "--to <formats>",
      io.say({ zh: "生成哪些格式，用逗号分开：docx,xlsx,md", en: "which formats: docx,xlsx,md" }),
      listOf(formats),
    )
    .option(
      "--annexes <kinds>",
      io.say({
        zh: "法定表格之外另印附表：activity（工作情况里填了的数）；不写就按工作区的“附表”",
        en: "print annex tables beside the form: activity (the activity figures given); default: what the workspace says",
      }),
      listOf(annexKinds),
    )
    .option(
      "--md-tables <kind>",
      io.say({
        zh: "Markdown 的表：pipe（便于比较）或 html（保留合并单元格）",
        en: "Markdown tables: pipe, or html to keep merged cells",
      }),
      oneOf(["pipe", "html"]),
      "pipe",
    )
    .option(
      "--draft",
      io.say({
        zh: "有错误也生成，每页标明“草稿”并列出问题",
        en: "build in spite of errors; says 草稿 on every page and lists the findings",
      }),
    )
    .option(
      "--final",
      io.say({
        zh: "正式发布：须有签批，不得留有警告",
        en: "for publication: asks for sign-off and accepts no warning",
      }),
    )
    .option(
      "-j, --jobs <n>",
      io.say({
        zh: "同时用几个线程；不写就按电脑的核数，单位少时只用一个",
        en: "threads; default: as many as the machine has cores, and one for few units",
      }),
      positiveNumber,
    )
    .option(
      "--trend [years]",
      io.say({
        zh: "附历年主要数据对比（表和图），可写几个年度；往年的填报放在“上年”所指的位置",
        en: "add a table and charts of the main figures over the years; earlier tallies are looked for where last year's are",
      }),
      yearCount,
    )
    .option("--force", io.say({ zh: "没有变化的也重新生成", en: "build anew what has not changed, too" }))
    .option(
      "--shard <i/n>",
      io.say({
        zh: "分给几台机器生成：2/4 是四份中的第二份；最后用 gov-report merge-manifests 合并清单",
        en: "the i-th of n parts, for several machines; gov-report merge-manifests joins their manifests",
      }),
      partOf,
    );
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/build.ts")).build(at, args[0] as readonly string[], options as BuildFlags),
  };
}

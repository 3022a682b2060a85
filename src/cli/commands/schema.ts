import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";

export interface SchemaOptions {
  readonly templates?: string;
}

export function schemaCommand(io: Io): CommandEntry {
  const command = new Command("schema")
    .description(
      io.say({
        zh: "输出一个格式版本的 JSON Schema，供编辑器使用",
        en: "print the JSON Schema of an edition, for editors",
      }),
    )
    .argument(
      "[edition]",
      io.say({
        zh: "格式版本，默认最新；写 findings 输出核对结果（validate --format json）的，manifest 输出生成清单的 JSON Schema",
        en: "the edition, the newest by default; findings: the schema of what validate --format json prints; manifest: of manifest.json",
      }),
    )
    .option(
      "--templates <dir>",
      io.say({
        zh: "自己的模板文件夹，其中可有本地增加的表；不写就用当前工作区的",
        en: "a folder of your own templates, which may add tables; default: that of the workspace around",
      }),
    );
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/schema.ts")).schema(at, args[0] as string | undefined, options as SchemaOptions),
  };
}

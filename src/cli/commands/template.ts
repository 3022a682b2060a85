import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";
import { oneOf } from "./parsers.ts";

export interface TemplateOptions {
  readonly edition?: string;
  readonly force?: boolean;
}

export const templateVerbs = ["list", "draw", "copy", "check"] as const;
export type TemplateVerb = (typeof templateVerbs)[number];

export function templateCommand(io: Io): CommandEntry {
  const command = new Command("template")
    .description(
      io.say({
        zh: "模板：list 列出；draw 重新绘制；copy 复制一份供修改；check 检查修改后的模板",
        en: "templates: list them, draw the default ones anew, copy them for editing, check edited ones",
      }),
    )
    .argument("<list|draw|copy|check>", "", oneOf(templateVerbs))
    .argument("[dir]", io.say({ zh: "模板文件夹", en: "a folder of templates" }))
    .option("--edition <id>", io.say({ zh: "只处理一个格式版本", en: "one edition only" }))
    .option("--force", io.say({ zh: "覆盖已有的文件", en: "replace files that exist" }));
  return {
    command,
    run: async (at, args, options) =>
      (await import("../actions/template.ts")).template(
        at,
        args[0] as TemplateVerb,
        args[1] as string | undefined,
        options as TemplateOptions,
      ),
  };
}

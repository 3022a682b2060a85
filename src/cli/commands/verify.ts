import { Command } from "commander";
import type { CommandEntry } from "../command.ts";
import type { Io } from "../io.ts";

export function verifyCommand(io: Io): CommandEntry {
  const command = new Command("verify")
    .description(
      io.say({
        zh: "对照清单核对输出文件夹：缺少的、改动过的、多出来的文件",
        en: "set an output folder beside its manifest: missing, changed and unknown files",
      }),
    )
    .argument("[dir]", io.say({ zh: "输出文件夹", en: "the output folder" }), "out");
  return {
    command,
    run: async (at, args) => (await import("../actions/verify.ts")).verify(at, String(args[0])),
  };
}

export function mergeManifestsCommand(io: Io): CommandEntry {
  const command = new Command("merge-manifests")
    .description(
      io.say({
        zh: "分机生成（build --shard）之后，把各份清单合并成 manifest.json",
        en: "after build --shard: join the parts' manifests to manifest.json",
      }),
    )
    .argument("[dir]", io.say({ zh: "放着各份输出的文件夹", en: "the folder with the output of all parts" }), "out");
  return {
    command,
    run: async (at, args) => (await import("../actions/verify.ts")).mergeParts(at, String(args[0])),
  };
}

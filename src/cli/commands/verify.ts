import { resolve } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import type { Difference } from "../../pipeline/batch/verify.ts";
import { pad, visible } from "../../print/width.ts";
import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { exit } from "../exit.ts";
import { shown } from "../io.ts";

/** A table of what differs, on standard output; status 1 where anything does. */
export const verifyCommand: CommandEntry = defineCommand({
  name: "verify",
  about: {
    zh: "对照清单核对输出文件夹：缺少的、改动过的、多出来的文件",
    en: "set an output folder beside its manifest: missing, changed and unknown files",
  },
  arguments: [argument("[dir]", { zh: "输出文件夹", en: "the output folder" }, { standard: "out" })],
  options: {},
  async run(io, [folder]) {
    const { verifyFolder } = await import("../../pipeline/batch/verify.ts");
    const { same, differences } = verifyFolder(shown(io, resolve(io.cwd, folder)));
    for (const { name, what } of differences) io.out(`${pad(io.say(words[what]), 12)}${visible(name)}`);
    if (!io.quiet) {
      io.err(
        io.say({
          zh: `与清单相符 ${same} 个，不符 ${differences.length} 个`,
          en: `${same} as recorded, ${differences.length} not`,
        }),
      );
    }
    return differences.length > 0 ? exit.findings : exit.fine;
  },
});

const words: Record<Difference["what"], Text> = {
  missing: { zh: "缺少", en: "missing" },
  changed: { zh: "有改动", en: "changed" },
  unknown: { zh: "不在清单里", en: "unknown" },
};

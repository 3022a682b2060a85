import { resolve } from "node:path";
import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { exit } from "../exit.ts";
import { shown } from "../io.ts";
import { rootWords } from "../report.ts";

export const mergeManifestsCommand: CommandEntry = defineCommand({
  name: "merge-manifests",
  about: {
    zh: "分机生成（build --shard）之后，把各份清单合并成 manifest.json",
    en: "after build --shard: join the parts' manifests to manifest.json",
  },
  arguments: [
    argument(
      "[dir]",
      { zh: "放着各份输出的文件夹", en: "the folder with the output of all parts" },
      { standard: "out" },
    ),
  ],
  options: {},
  async run(io, [folder]) {
    const { mergeManifests } = await import("../../pipeline/batch/verify.ts");
    const { units, root } = mergeManifests(shown(io, resolve(io.cwd, folder)));
    if (!io.quiet) io.err(io.say({ zh: `已合并，共 ${units} 个单位`, en: `joined: ${units} units` }));
    if (!io.quiet) io.err(io.say(rootWords(root)));
    return exit.fine;
  },
});

import { resolve } from "node:path";
import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat } from "../input-options.ts";
import { shown } from "../io.ts";
import { rootWords } from "../report.ts";

const formats = ["pretty", "json"] as const;

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
  data: formats,
  options: { format: dataFormat(formats, { zh: "", en: "" }) },
  async run(io, [dir], { format: asked }) {
    const { mergeManifests } = await import("../../pipeline/batch/verify.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const folder = shown(io, resolve(io.cwd, dir));
    const { units, root } = mergeManifests(folder);
    await writeData(io, dataTargets(asked, { formats, usual: "pretty" }), [], (format, at) => {
      if (format === "json") return json(folder, units, root);
      const lines = [
        io.localize({ zh: `已合并，共 ${units} 个单位`, en: `joined: ${units} units` }),
        io.localize(rootWords(root)),
      ];
      if (at !== io) return lines.join("\n");
      // On the screen this is for people alone.
      if (!io.quiet) for (const line of lines) io.err(line);
      return "";
    });
    return exit.fine;
  },
});

/** For programs: the same words in every language. Entries may be added to this version; none is renamed or removed. */
function json(folder: string, units: number, root: string): string {
  return JSON.stringify({ schemaVersion: 1, folder, units, root: `sha256:${root}` }, null, 2);
}

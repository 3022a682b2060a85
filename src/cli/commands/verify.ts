import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import type { Text } from "../../core/diagnostic.ts";
import type { Difference, Verified } from "../../pipeline/batch/verify.ts";
import { pad, visible } from "../../print/width.ts";
import { argument, type CommandEntry, defineCommand, flag, manyArguments, option } from "../command.ts";
import { type ExitStatus, exit } from "../exit.ts";
import { inputOptions } from "../input-options.ts";
import { type Io, shown } from "../io.ts";

/** A table of what differs, on standard output; status 1 where anything does. */
export const verifyCommand: CommandEntry = defineCommand({
  name: "verify",
  about: {
    zh: "对照清单核对输出文件夹：缺少的、改动过的、多出来的文件",
    en: "set an output folder beside its manifest: missing, changed and unknown files",
  },
  arguments: [
    argument("[dir]", { zh: "输出文件夹", en: "the output folder" }, { standard: "out" }),
    manyArguments("[path...]", {
      zh: "填报文件或工作区，供 --tallies、--rebuild；不写就用当前工作区",
      en: "the tallies or their workspace, for --tallies and --rebuild; default: the workspace around the current folder",
    }),
  ],
  options: {
    ...inputOptions,
    root: option(
      "<hash>",
      { zh: "清单的总摘要应当是这个", en: "the root hash that the manifest must have" },
      { parse: rootHash },
    ),
    tallies: flag({
      zh: "同时核对填报文件：生成以后有没有改动",
      en: "the tallies, too: whether they have changed since",
    }),
    rebuild: flag({
      zh: "同时重新生成一遍，逐字节比较（不改动输出文件夹）",
      en: "build all anew, too, and compare byte for byte; the output folder is left alone",
    }),
  },
  async run(io, [dir, paths], options) {
    const verify = await import("../../pipeline/batch/verify.ts");
    const folder = shown(io, resolve(io.cwd, dir));
    const files = verify.verifyFolder(folder);
    let status = tell(io, files, words.files);
    if (options.root !== undefined && options.root !== files.root) {
      io.out(io.say({ zh: `总摘要是 sha256:${files.root}`, en: `the root hash is sha256:${files.root}` }));
      status = exit.findings;
    }
    if (!options.tallies && !options.rebuild) return status;
    const { inputsOf, runOf } = await import("../inputs.ts");
    for (const job of inputsOf(io, paths, options).jobs) {
      const run = runOf(io, job, options, { out: dir });
      if (options.tallies && tell(io, verify.verifyTallies(folder, run), words.tallies)) status = exit.findings;
      if (options.rebuild && tell(io, await verify.verifyRebuild(folder, run), words.rebuild)) status = exit.findings;
    }
    return status;
  },
});

function rootHash(value: string): string {
  const hash = /^(?:sha256:)?([0-9a-f]{64})$/.exec(value)?.[1];
  if (hash === undefined) throw new InvalidArgumentError(`${value}: sha256:…`);
  return hash;
}

function tell(io: Io, { same, differences }: Verified, kinds: Kinds): ExitStatus {
  for (const { name, what } of differences) io.out(`${pad(io.say(kinds[what]), 12)}${visible(name)}`);
  if (!io.quiet) io.err(io.say(kinds.counts(same, differences.length)));
  return differences.length > 0 ? exit.findings : exit.fine;
}

type Kinds = Readonly<Record<Difference["what"], Text>> & { counts(same: number, others: number): Text };

const files: Kinds = {
  missing: { zh: "缺少", en: "missing" },
  changed: { zh: "有改动", en: "changed" },
  unknown: { zh: "不在清单里", en: "unknown" },
  otherwise: { zh: "内容不同", en: "otherwise" },
  counts: (same, others) => ({
    zh: `与清单相符 ${same} 个，不符 ${others} 个`,
    en: `${same} as recorded, ${others} not`,
  }),
};
const words: Readonly<Record<"files" | "tallies" | "rebuild", Kinds>> = {
  files,
  tallies: {
    ...files,
    unknown: { zh: "没有生成过", en: "not built" },
    counts: (same, others) => ({
      zh: `填报与生成时相同 ${same} 份，不同 ${others} 份`,
      en: `tallies: ${same} as they were built from, ${others} not`,
    }),
  },
  rebuild: {
    ...files,
    missing: { zh: "生成不出", en: "not made" },
    counts: (same, others) => ({
      zh: `重新生成：逐字节相同 ${same} 个，不同 ${others} 个`,
      en: `built anew: ${same} the same byte for byte, ${others} not`,
    }),
  },
};

import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import type { Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Difference, Verified } from "../../pipeline/batch/verify.ts";
import { pad, visible } from "../../print/width.ts";
import { argument, type CommandEntry, defineCommand, flag, manyArguments, option } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat, inputOptions } from "../input-options.ts";
import { shown } from "../io.ts";

const formats = ["pretty", "json"] as const;

/** A table of what differs, on standard output; status 1 where anything does. */
export const verifyCommand: CommandEntry = defineCommand({
  name: "verify",
  about: {
    zh: "对照清单核对输出文件夹，对照记录核对公布过的报告：缺少的、改动过的、多出来的文件",
    en: "set an output folder beside its manifest, or published reports beside their records: missing, changed and unknown files",
  },
  arguments: [
    argument(
      "[dir]",
      { zh: "输出文件夹，或公布报告的文件夹", en: "the output folder, or that of published reports" },
      { standard: "out" },
    ),
    manyArguments("[path...]", {
      zh: "填报文件或工作区，供 --tallies、--rebuild；不写就用当前工作区",
      en: "the tallies or their workspace, for --tallies and --rebuild; default: the workspace around the current folder",
    }),
  ],
  data: formats,
  options: {
    ...inputOptions,
    root: option(
      "<hash>",
      {
        zh: "清单（或全部公布记录）的总摘要应当是这个",
        en: "the root hash that the manifest, or the records, must have",
      },
      { parse: rootHash },
    ),
    format: dataFormat(formats, { zh: "", en: "" }),
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
    const { publishedRoot, verifyPublished } = await import("../../pipeline/publication/verify-published.ts");
    const folder = shown(io, resolve(io.cwd, dir));
    const published = publishedRoot(resolve(io.cwd, dir)) !== undefined;
    if (published && (options.tallies || options.rebuild)) throw new UsageError(notRebuilt);
    const checks: Check[] = [];
    const files = published ? verifyPublished(resolve(io.cwd, dir)) : verify.verifyFolder(folder);
    checks.push({ kind: published ? "published" : "files", ...files });
    if (options.tallies || options.rebuild) {
      const { inputsOf, runOf } = await import("../inputs.ts");
      for (const job of inputsOf(io, paths, options).jobs) {
        const run = runOf(io, job, options, { out: dir });
        if (options.tallies) checks.push({ kind: "tallies", ...verify.verifyTallies(folder, run) });
        if (options.rebuild) checks.push({ kind: "rebuild", ...(await verify.verifyRebuild(folder, run)) });
      }
    }
    const otherRoot = options.root !== undefined && options.root !== files.root;
    const status = otherRoot || checks.some(({ differences }) => differences.length > 0) ? exit.findings : exit.fine;
    const { dataTargets, writeData } = await import("../output.ts");
    const root = { zh: `总摘要是 sha256:${files.root}`, en: `the root hash is sha256:${files.root}` };
    await writeData(io, dataTargets(options.format, { formats, usual: "pretty" }), [], (format, at) => {
      if (format === "json") return json(folder, checks, otherRoot);
      const lines: string[] = [];
      // On the screen, what is counted stands below what it counts.
      const out = at === io ? io.out : (line: string) => void lines.push(line);
      const count = at === io ? io.err : out;
      for (const [i, { kind, same, differences }] of checks.entries()) {
        const kinds = words[kind];
        for (const { name, what } of differences) out(`${pad(io.localize(kinds[what]), 12)}${visible(name)}`);
        if (!io.quiet) count(io.localize(kinds.counts(same, differences.length)));
        if (i === 0 && otherRoot) out(io.localize(root));
      }
      return lines.join("\n");
    });
    return status;
  },
});

/** One comparison, as it is printed. */
interface Check extends Verified {
  readonly kind: keyof typeof words;
}

/** For programs: the same words in every language. Entries may be added to this version; none is renamed or removed. */
function json(folder: string, checks: readonly Check[], otherRoot: boolean): string {
  return JSON.stringify(
    {
      schemaVersion: 1,
      folder,
      agrees: !otherRoot && checks.every(({ differences }) => differences.length === 0),
      ...(checks[0]?.root !== undefined && { root: `sha256:${checks[0].root}` }),
      checks: checks.map(({ kind, same, differences }) => ({ kind, same, differences })),
    },
    null,
    2,
  );
}

const notRebuilt: Text = {
  zh: "--tallies 和 --rebuild 只用于输出文件夹：公布过的报告对照的是公布记录",
  en: "--tallies and --rebuild are for output folders: what was published is set beside its records",
};

function rootHash(value: string): string {
  const hash = /^(?:sha256:)?([0-9a-f]{64})$/.exec(value)?.[1];
  if (hash === undefined) throw new InvalidArgumentError(`${value}: sha256:…`);
  return hash;
}

type Kinds = Readonly<Record<Difference["what"], Text>> & { counts(same: number, others: number): Text };

const files: Kinds = {
  missing: { zh: "缺少", en: "missing" },
  changed: { zh: "有改动", en: "changed" },
  unknown: { zh: "不在清单里", en: "unknown" },
  otherwise: { zh: "内容不同", en: "otherwise" },
  rechained: { zh: "记录被改写", en: "re-chained" },
  counts: (same, others) => ({
    zh: `与清单相符 ${same} 个，不符 ${others} 个`,
    en: `${same} as recorded, ${others} not`,
  }),
};
const words: Readonly<Record<"files" | "published" | "tallies" | "rebuild", Kinds>> = {
  files,
  published: {
    ...files,
    unknown: { zh: "不在记录里", en: "foreign" },
    counts: (same, others) => ({
      zh: `与公布记录相符 ${same} 个，不符 ${others} 个`,
      en: `${same} as they were published, ${others} not`,
    }),
  },
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

import { resolve } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { type Difference, mergeManifests, verifyFolder } from "../../pipeline/batch/verify.ts";
import { pad, visible } from "../../print/width.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { shown } from "../shown.ts";

const words: Record<Difference["what"], Text> = {
  missing: { zh: "缺少", en: "missing" },
  changed: { zh: "有改动", en: "changed" },
  unknown: { zh: "不在清单里", en: "unknown" },
};

/** A table of what differs, on standard output; status 1 where anything does. */
export async function verify(io: Io, folder: string): Promise<ExitStatus> {
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
}

export async function mergeParts(io: Io, folder: string): Promise<ExitStatus> {
  const units = mergeManifests(shown(io, resolve(io.cwd, folder)));
  if (!io.quiet) io.err(io.say({ zh: `已合并，共 ${units} 个单位`, en: `joined: ${units} units` }));
  return exit.fine;
}

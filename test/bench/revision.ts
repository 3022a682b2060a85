import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";
import { program } from "./batch.ts";
import type { Sample } from "./child.ts";
import { writeWorkspace } from "./generate.ts";
import { race } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { type Line, within } from "./table.ts";

/** The last one before the program was rearranged: what is slower than this has to say why. */
export const baselineRevision = "defb098";

/**
 * What the commands take beside those of an earlier revision, over the same tallies and in turn. The earlier one is taken out
 * of the repository, installed and compiled once. Throws where the repository does not have it.
 */
export function revisionLines(scratch: string, revision: string, units: number, rounds: number): readonly Line[] {
  const programs: Readonly<Record<string, string>> = { now: program, before: programAt(revision) };
  const workspace = join(scratch, "revisions");
  mkdirSync(workspace, { recursive: true });
  writeWorkspace(workspace, { edition: benchEdition(benchSession([])), year, count: units });
  let runs = 0;
  const commands: Readonly<Record<string, () => readonly string[]>> = {
    "build, one thread": () => ["build", workspace, "-j", "1", "-o", join(scratch, `out-${runs++}`)],
    "build, two threads": () => ["build", workspace, "-j", "2", "-o", join(scratch, `out-${runs++}`)],
    validate: () => ["validate", workspace],
    status: () => ["status", workspace],
    summary: () => ["summary", workspace, "-o", join(scratch, `summary-${runs++}.xlsx`)],
    "roll-up": () => [
      "roll-up",
      workspace,
      "-o",
      join(scratch, `sum-${runs++}.yaml`),
      "--unit",
      "某市",
      "--kind",
      "prefecture",
    ],
  };
  return Object.entries(commands).map(([name, args]) => {
    const found = race(["now", "before"], rounds, (one) => spent([programs[one] ?? "", ...args(), "--quiet"], scratch));
    const [now, before] = [found.get("now"), found.get("before")];
    if (!now || !before) throw new Error(`${name} did not run`);
    const pair = { ours: now.ms, baseline: before.ms, ratio: 1 / before.ratio, cpuRatio: 1 / (before.cpuRatio ?? 1) };
    return within(`${name}, ${units.toLocaleString("en")} units : ${revision}`, pair, 1);
  });
}

/** Milliseconds by the clock, and of all threads together, as the process itself counts them when it ends. */
function spent(args: readonly string[], scratch: string): Sample {
  const file = join(scratch, "spent");
  rmSync(file, { force: true });
  const options = `--import=${pathToFileURL(join(import.meta.dirname, "rss.js")).href}`;
  const env = { ...process.env, NODE_OPTIONS: options, GOV_REPORT_BENCH_RSS: file };
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  const cpu = Number(readFileSync(file, "utf8").trim().split(" ")[1]);
  return { wall, cpu };
}

/** The program of an earlier revision, installed and compiled in a folder of its own. */
function programAt(revision: string): string {
  const root = packageRoot();
  const folder = join(root, "node_modules/.cache/revisions", revision);
  if (!existsSync(folder)) {
    const beside = `${folder}.tmp`;
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    const archive = join(beside, "revision.tar");
    execFileSync("git", ["archive", "-o", archive, revision], { cwd: root });
    execFileSync("tar", ["-xf", archive], { cwd: beside });
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: beside,
      stdio: ["ignore", "ignore", "inherit"],
    });
    execFileSync(process.execPath, [".build/compile.mjs"], { cwd: beside, stdio: ["ignore", "ignore", "inherit"] });
    renameSync(beside, folder);
  }
  return join(folder, "bin/gov-report.js");
}

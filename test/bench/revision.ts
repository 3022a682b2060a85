import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";
import { program } from "./batch.ts";
import { writeWorkspace } from "./generate.ts";
import { race, spent } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { type Line, type Pair, within, withinBoth } from "./table.ts";

/** The last one before the program was rearranged: what is slower than this has to say why. */
export const baselineRevision = "defb098";

/** Of an earlier revision's time, by the clock and of all cores, what a build may take: the goal is two fifths. */
const ofBefore = 0.6;

/**
 * What the commands take beside those of an earlier revision, over the same tallies and in turn; with `full`, a country's
 * build in one round. The earlier one is taken out of the repository, installed and compiled once. Throws where the
 * repository does not have it.
 */
export function revisionLines(scratch: string, revision: string, full: boolean, rounds: number): readonly Line[] {
  const programs: Readonly<Record<string, string>> = { now: program, before: programAt(revision) };
  const compare = (
    name: string,
    units: number,
    times: number,
    args: (workspace: string) => readonly string[],
  ): Pair => {
    const workspace = workspaceOf(scratch, units);
    const found = race(["now", "before"], times, (one) =>
      spent([programs[one] ?? "", ...args(workspace), "--quiet"], scratch),
    );
    const [now, before] = [found.get("now"), found.get("before")];
    if (!now || !before) throw new Error(`${name} did not run`);
    return { ours: now.ms, baseline: before.ms, ratio: 1 / before.ratio, cpuRatio: 1 / (before.cpuRatio ?? 1) };
  };
  const named = (name: string, units: number): string => `${name}, ${units.toLocaleString("en")} units : ${revision}`;
  const small = full ? 4_000 : 1_000;
  let runs = 0;
  const build = (jobs: number) => (workspace: string) => {
    return ["build", workspace, "-j", String(jobs), "-o", join(scratch, `out-${runs++}`)];
  };
  const builds = [
    { name: "build, one thread", units: small, times: rounds, args: build(1) },
    { name: "build, two threads", units: small, times: rounds, args: build(2) },
    ...(full ? [{ name: "build, two threads", units: 40_000, times: 1, args: build(2) }] : []),
  ];
  const others: Readonly<Record<string, (workspace: string) => readonly string[]>> = {
    validate: (workspace) => ["validate", workspace],
    status: (workspace) => ["status", workspace],
    summary: (workspace) => ["summary", workspace, "-o", join(scratch, `summary-${runs++}.xlsx`)],
    "roll-up": (workspace) => {
      return [
        "roll-up",
        workspace,
        "-o",
        join(scratch, `sum-${runs++}.yaml`),
        "--unit",
        "某市",
        "--kind",
        "prefecture",
      ];
    },
  };
  return [
    ...builds.map(({ name, units, times, args }) => {
      return withinBoth(named(name, units), compare(name, units, times, args), ofBefore);
    }),
    ...Object.entries(others).map(([name, args]) => within(named(name, small), compare(name, small, rounds, args), 1)),
  ];
}

/** Two threads beside one: what a second core is good for. */
export function threadLines(scratch: string, units: number, rounds: number): readonly Line[] {
  const workspace = workspaceOf(scratch, units);
  let runs = 0;
  const found = race(["2", "1"], rounds, (jobs) =>
    spent([program, "build", workspace, "-j", jobs, "-o", join(scratch, `threads-${runs++}`), "--quiet"], scratch),
  );
  const [two, one] = [found.get("2"), found.get("1")];
  if (!two || !one) throw new Error("the threads did not run");
  const pair = { ours: two.ms, baseline: one.ms, ratio: 1 / one.ratio, cpuRatio: 1 / (one.cpuRatio ?? 1) };
  return [within(`build of ${units.toLocaleString("en")} units by two threads : by one`, pair, 0.6)];
}

function workspaceOf(scratch: string, units: number): string {
  const workspace = join(scratch, `units-${units}`);
  if (existsSync(workspace)) return workspace;
  mkdirSync(workspace);
  writeWorkspace(workspace, { edition: benchEdition(benchSession([])), year, count: units });
  return workspace;
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

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";
import { writeWorkspace } from "./generate.ts";
import { wall } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { digits, type Line } from "./table.ts";

export const program: string = join(packageRoot(), "bin/gov-report.js");

interface Run {
  readonly seconds: number;
  /** MiB at most. */
  readonly memory: number;
}

/** A batch as a user runs it, in a process of its own. */
function build(workspace: string, scratch: string): Run {
  return command(["build", workspace], scratch);
}

function command(args: readonly string[], scratch: string): Run {
  const file = join(scratch, "rss");
  rmSync(file, { force: true });
  const options = `--import=${pathToFileURL(join(import.meta.dirname, "rss.js")).href}`;
  const env = { ...process.env, NODE_OPTIONS: options, GOV_REPORT_BENCH_RSS: file };
  const ms = wall([program, ...args, "--quiet"], env);
  const peaks = readFileSync(file, "utf8").trim().split("\n").map(Number.parseFloat);
  return { seconds: ms / 1000, memory: peaks.reduce((sum, peak) => sum + peak, 0) / 1024 };
}

/** Thousands of units, three formats; the largest only when asked for. */
export function batchLines(scratch: string, full: boolean): readonly Line[] {
  const edition = benchEdition(benchSession([]));
  const run = (count: number): { readonly first: Run; readonly again: () => Run } => {
    const workspace = join(scratch, `workspace-${count}`);
    mkdirSync(workspace, { recursive: true });
    writeWorkspace(workspace, { edition, year, count });
    return { first: build(workspace, scratch), again: () => build(workspace, scratch) };
  };
  const small = run(4000);
  const data = command(["export", join(scratch, "workspace-4000"), "-o", join(scratch, "data")], scratch);
  const exported = batchLine(4000, data, undefined, "as open data");
  if (!full) return [batchLine(4000, small.first, undefined), exported];
  const large = run(40_000);
  const again = large.again();
  const memory = large.first.memory / small.first.memory;
  return [
    batchLine(4000, small.first, undefined),
    exported,
    batchLine(40_000, large.first, 120),
    {
      what: "peak memory of 40,000 units : of 4,000",
      ours: `${digits(large.first.memory)} MiB`,
      baseline: `${digits(small.first.memory)} MiB`,
      ratio: `${digits(memory)}×`,
      bar: "≤ 1.3×, ≤ 350 MiB",
      met: memory <= 1.3 && large.first.memory <= 350 ? "yes" : "no",
    },
    {
      what: "second run of 40,000 units, nothing changed",
      ours: `${digits(again.seconds)} s`,
      baseline: "–",
      ratio: "–",
      bar: "≤ 10 s",
      met: again.seconds <= 10 ? "yes" : "no",
    },
  ];
}

function batchLine(
  count: number,
  { seconds, memory }: Run,
  bar: number | undefined,
  made: string = "three formats",
): Line {
  return {
    what: `${count.toLocaleString("en")} units, ${made}, peak ${digits(memory)} MiB`,
    ours: `${digits(seconds)} s`,
    baseline: "–",
    ratio: `${digits((seconds * 1000) / count)} ms a unit`,
    bar: bar === undefined ? "–" : `≤ ${bar} s`,
    met: bar === undefined ? "–" : seconds <= bar ? "yes" : "no",
  };
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/pipeline/workspace/folders.ts";
import { writeWorkspace } from "./generate.ts";
import { type Spent, spent } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { digits, type Line } from "./table.ts";

export const program: string = join(packageRoot(), "bin/gov-report.js");

/** A batch as a user runs it, in a process of its own. */
function build(workspace: string, scratch: string): Spent {
  return spent([program, "build", workspace, "--quiet"], scratch);
}

/** Thousands of units, three formats; the largest only when asked for. */
export function batchLines(scratch: string, full: boolean): readonly Line[] {
  const edition = benchEdition(benchSession([]));
  const run = (count: number): { readonly first: Spent; readonly again: () => Spent } => {
    const workspace = join(scratch, `workspace-${count}`);
    mkdirSync(workspace, { recursive: true });
    writeWorkspace(workspace, { edition, year, count });
    return { first: build(workspace, scratch), again: () => build(workspace, scratch) };
  };
  const small = run(4000);
  const data = spent(
    [program, "export", join(scratch, "workspace-4000"), "-o", join(scratch, "data"), "--quiet"],
    scratch,
  );
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
      ours: `${digits(again.wall / 1000)} s, CPU ${digits(again.cpu / 1000)} s`,
      baseline: "–",
      ratio: "–",
      bar: "≤ 8 s",
      met: again.wall <= 8_000 ? "yes" : "no",
    },
  ];
}

function batchLine(
  count: number,
  { wall, cpu, memory }: Spent,
  bar: number | undefined,
  made: string = "three formats",
): Line {
  const seconds = wall / 1000;
  return {
    what: `${count.toLocaleString("en")} units, ${made}, peak ${digits(memory)} MiB`,
    ours: `${digits(seconds)} s`,
    baseline: "–",
    ratio: `${digits(wall / count)} ms a unit`,
    cpuRatio: `${digits(cpu / count)} ms a unit`,
    bar: bar === undefined ? "–" : `≤ ${bar} s`,
    met: bar === undefined ? "–" : seconds <= bar ? "yes" : "no",
  };
}

import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sample, Task } from "./child.ts";
import { median } from "./median.ts";

/** How one contender did: the medians of its processes, and of its ratios to the first, each taken within one round. */
export interface Result {
  readonly ms: number;
  /** This one's time ÷ the first one's. */
  readonly ratio: number;
  /** The same of the time that all cores spent; steadier where others are at work. Absent for whole programs. */
  readonly cpuRatio?: number;
}

/** Runs contenders in turn, the order turned round each time, so that a machine's moods strike all of them alike. */
export function race(
  names: readonly string[],
  rounds: number,
  run: (name: string) => Sample,
): ReadonlyMap<string, Result> {
  const samples = new Map(names.map((name) => [name, [] as Sample[]]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) samples.get(name)?.push(run(name));
  }
  const first = samples.get(names[0] ?? "") ?? [];
  return new Map(
    names.map((name) => {
      const own = samples.get(name) ?? [];
      const ratio = (kind: keyof Sample) =>
        median(own.map((one, round) => one[kind] / (first[round]?.[kind] ?? Number.NaN)));
      return [name, { ms: median(own.map(({ wall }) => wall)), ratio: ratio("wall"), cpuRatio: ratio("cpu") }];
    }),
  );
}

/** What a unit takes a contender in a fresh process. */
export function inFreshProcess(task: Task): Sample {
  const script = join(import.meta.dirname, "child.js");
  const { stdout, status } = spawnSync(process.execPath, ["--expose-gc", script, JSON.stringify(task)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${task.contender} ended with ${status}`);
  return JSON.parse(stdout);
}

/** What a whole process takes: milliseconds by the clock, of all threads together, and the most memory in MiB. */
export interface Spent extends Sample {
  readonly memory: number;
}

/** Runs a program to its end; of its own time and memory it gives account itself (rss.ts). Its output is not kept. */
export function spent(args: readonly string[], scratch: string): Spent {
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
  const [rss = 0, cpu = 0] = readFileSync(file, "utf8").trim().split(" ").map(Number);
  return { wall, cpu, memory: rss / 1024 };
}

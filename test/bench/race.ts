import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Task } from "./child.ts";
import { median } from "./median.ts";

/** How one contender did: the median of its processes, and of its ratios to the first, each taken within one round. */
export interface Result {
  readonly ms: number;
  /** This one's time ÷ the first one's. */
  readonly ratio: number;
}

/** Runs contenders in turn, the order turned round each time, so that a machine's moods strike all of them alike. */
export function race(
  names: readonly string[],
  rounds: number,
  run: (name: string) => number,
): ReadonlyMap<string, Result> {
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) times.get(name)?.push(run(name));
  }
  const first = times.get(names[0] ?? "") ?? [];
  return new Map(
    names.map((name) => {
      const own = times.get(name) ?? [];
      const ratios = own.map((ms, round) => ms / (first[round] ?? Number.NaN));
      return [name, { ms: median(own), ratio: median(ratios) }];
    }),
  );
}

/** Milliseconds a unit takes a contender in a fresh process. */
export function inFreshProcess(task: Task): number {
  const script = join(import.meta.dirname, "child.js");
  const { stdout, status } = spawnSync(process.execPath, ["--expose-gc", script, JSON.stringify(task)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${task.contender} ended with ${status}`);
  return JSON.parse(stdout).ms;
}

/** Milliseconds from starting a process to its end. */
export function wall(args: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  return ms;
}

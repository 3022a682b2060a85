import { join } from "node:path";
import { contenders } from "./contenders.ts";
import { median } from "./median.ts";

/** What the parent asks of one fresh process. */
export interface Task {
  readonly contender: string;
  readonly files: readonly string[];
  /** Output goes to new folders below it. */
  readonly scratch: string;
  /** Seconds before anything counts. */
  readonly warm: number;
  readonly rounds: number;
  /** Seconds a round should take. */
  readonly round: number;
}

/** Milliseconds a unit takes: by the clock on the wall, and of all cores together. */
export interface Sample {
  readonly wall: number;
  readonly cpu: number;
}

async function measure({ contender, files, scratch, warm, rounds, round }: Task): Promise<Sample> {
  const make = contenders[contender];
  if (!make) throw new Error(`no contender is called ${contender}`);
  const work = await make(files);
  const most = files.length > 0 ? files.length : Number.POSITIVE_INFINITY;
  let folders = 0;
  // Emptying a folder makes the next files dear, so none is ever emptied.
  const time = async (units: number): Promise<Sample> => {
    const folder = join(scratch, `${process.pid}-${folders++}`);
    globalThis.gc?.();
    const before = process.cpuUsage();
    const start = performance.now();
    await work(units, folder);
    const wall = (performance.now() - start) / units;
    const { user, system } = process.cpuUsage(before);
    return { wall, cpu: (user + system) / 1000 / units };
  };
  const until = performance.now() + warm * 1000;
  let each = await time(1);
  while (performance.now() < until) each = await time(atMost(200 / each.wall));
  const units = atMost((round * 1000) / each.wall);
  const found: Sample[] = [];
  for (let i = 0; i < rounds; i++) found.push(await time(units));
  return { wall: median(found.map(({ wall }) => wall)), cpu: median(found.map(({ cpu }) => cpu)) };

  function atMost(units: number): number {
    return Math.max(1, Math.min(most, Math.round(units)));
  }
}

const task: Task = JSON.parse(process.argv[2] ?? "{}");
process.stdout.write(JSON.stringify(await measure(task)));

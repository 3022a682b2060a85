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

async function measure({ contender, files, scratch, warm, rounds, round }: Task): Promise<number> {
  const make = contenders[contender];
  if (!make) throw new Error(`no contender is called ${contender}`);
  const work = await make(files);
  const most = files.length > 0 ? files.length : Number.POSITIVE_INFINITY;
  let folders = 0;
  /** Milliseconds a unit. Emptying a folder makes the next files dear, so none is ever emptied. */
  const time = async (units: number): Promise<number> => {
    const folder = join(scratch, `${process.pid}-${folders++}`);
    globalThis.gc?.();
    const start = process.hrtime.bigint();
    await work(units, folder);
    return Number(process.hrtime.bigint() - start) / 1e6 / units;
  };
  const until = performance.now() + warm * 1000;
  let each = await time(1);
  while (performance.now() < until) each = await time(atMost(200 / each));
  const units = atMost((round * 1000) / each);
  const found: number[] = [];
  for (let i = 0; i < rounds; i++) found.push(await time(units));
  return median(found);

  function atMost(units: number): number {
    return Math.max(1, Math.min(most, Math.round(units)));
  }
}

const task: Task = JSON.parse(process.argv[2] ?? "{}");
process.stdout.write(JSON.stringify({ ms: await measure(task) }));

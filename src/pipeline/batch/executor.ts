import { join } from "node:path";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { Tinypool } from "tinypool";
import type { OpenSession } from "../unit/session.ts";
import { emptyResult, type UnitResult, unpackResult } from "../unit/unit-result.ts";
import { packageRoot } from "../workspace/folders.ts";
import {
  type ChunkBuilder,
  makeChunkBuilder,
  type RunConfig,
  type SuspectQuery,
  type UnitTask,
} from "./chunk-builder.ts";
import type { WorkerMessage } from "./worker.ts";

/** Those who do the work of a batch: this thread alone, or several. */
export interface Executor {
  /** How many units are handed over at a time. */
  readonly stretch: number;
  /** How many stretches may be begun before the first is done. */
  readonly ahead: number;
  readonly build: ChunkBuilder;
  close(): Promise<void>;
}

export function inlineExecutor(session: OpenSession, config: RunConfig): Executor {
  return { stretch: 1, ahead: 1, build: makeChunkBuilder(session, config), close: async () => undefined };
}

/** A thread takes so many units at a time: enough that handing them over costs nothing, few enough to lose. */
const unitsAtATime = 20;

/**
 * MiB a thread may use: far more than the largest file takes. The engine lets a heap grow to four times what is alive before
 * it clears up, to less than twice where it knows of a bound. The young part is the engine's own choice, which it would halve.
 */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 48 };

/** Threads that each open the session for themselves. One that dies loses only what it had not finished. */
export async function threadPoolExecutor(
  session: OpenSession,
  config: RunConfig,
  jobs: number,
  filename: string = join(packageRoot(), "dist", "worker.js"),
): Promise<Executor> {
  const { Tinypool } = await import("tinypool");
  // A dead thread may keep its place; there are never more than `jobs` at work.
  const pool = new Tinypool({
    filename,
    name: "work",
    minThreads: 0,
    maxThreads: jobs * 4 + 8,
    idleTimeout: 60_000,
    resourceLimits,
  });
  // A thread's last words may come when it has been given up; what matters has been said on its own line.
  pool.on("error", () => undefined);
  const slots = semaphore(jobs);
  let lost = false;
  return {
    stretch: unitsAtATime,
    ahead: jobs + 2,
    build: async function* build(units, ask) {
      const free = await slots();
      const done = new Map<string, UnitResult>();
      try {
        for (let attempt = 0; attempt < attempts && done.size < units.length; attempt++) {
          const left = units.filter(({ file }) => !done.has(file));
          const order = { session: session.options, config, units: left };
          const whole = await dispatch(pool, order, askFor(units, left, ask), (one) => done.set(one.file, one));
          if (!whole) lost = true;
        }
      } finally {
        free();
      }
      for (const { file } of units) {
        const outcome = done.get(file);
        yield outcome ?? { ...emptyResult(file), fault: new Error("a worker thread stopped while it built this unit") };
      }
    },
    // The pool would wait for ever for one that is gone.
    close: async () => {
      const closed = pool.destroy();
      if (!lost) await closed;
    },
  };
}

/** A stretch whose thread has died is tried once more. */
const attempts = 2;

/** The question of a second attempt is about fewer units than that of the first. */
function askFor(all: readonly UnitTask[], left: readonly UnitTask[], ask: SuspectQuery): SuspectQuery {
  return async (texts) => {
    const byFile = new Map(left.map(({ file }, i) => [file, texts[i]]));
    const answers = await ask(all.map(({ file }) => byFile.get(file)));
    return all.flatMap(({ file }, i) => (byFile.has(file) ? [answers[i]] : []));
  };
}

const aMoment = 500;

/** Hands units to a thread and hears it out; false where it did not come to the end. */
async function dispatch(
  pool: Tinypool,
  order: object,
  ask: SuspectQuery,
  done: (one: UnitResult) => void,
): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const heard = receive(port1, ask, done);
  const ran = pool.run({ ...order, port: port2 }, { transferList: [port2] }).catch(() => port1.close());
  // Of a thread that simply ends the pool hears nothing; one that has said all settles at once.
  const whole = await heard;
  if (whole) await ran;
  // Until the pool has noticed that a thread is gone, it would hand it the next attempt.
  else await new Promise((noticed) => setTimeout(noticed, aMoment));
  return whole;
}

/** True when the thread came to the end of its work. */
function receive(port: MessagePort, ask: SuspectQuery, done: (one: UnitResult) => void): Promise<boolean> {
  return new Promise((over) => {
    port.on("message", (word: WorkerMessage) => {
      if ("texts" in word) ask(word.texts).then((answer) => port.postMessage(answer));
      else if ("outcome" in word) done(unpackResult(word.outcome));
      else {
        over(true);
        port.close();
      }
    });
    port.on("close", () => over(false));
  });
}

/** So many may go on at a time; who comes first goes first. */
function semaphore(count: number): () => Promise<() => void> {
  let free = count;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    return release;
  };
}

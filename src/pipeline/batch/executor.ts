import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { InstallationError } from "../../core/errors.ts";
import { failedResult, type UnitResult, unpackResult } from "../unit/unit-result.ts";
import { packageRoot } from "../workspace/folders.ts";
import type { ChunkWork, SuspectQuery, Task, WorkSpec } from "./chunk-work.ts";
import type { Glimpse, GlimpseAll } from "./glimpse.ts";
import type { WorkerInput, WorkerMessage } from "./worker.ts";

/** Does the work of a batch chunk by chunk: in this thread, or in several. */
export interface Executor<T extends Task> {
  /** Units in a chunk. */
  readonly chunkSize: number;
  /** How many chunks may be begun before the first is done. */
  readonly ahead: number;
  readonly work: ChunkWork<T>;
  close(): Promise<void>;
}

/** Several threads, which can look at tallies before there is work to do on them. */
export interface ThreadPool<T extends Task> extends Executor<T> {
  readonly glimpseAll: GlimpseAll;
}

/** Below this many units threads cost more than they bring. */
const fewUnits = 400;

/** As many threads as are asked for; else as the machine has, and one for few units. */
export function threadsFor(units: number, requested: number | undefined): number {
  return requested ?? (units < fewUnits ? 1 : availableParallelism());
}

export function inlineExecutor<T extends Task>(work: ChunkWork<T>, units = 1): Executor<T> {
  return { chunkSize: units, ahead: 1, work, close: async () => undefined };
}

/** Enough units that handing them over costs nothing, few enough to lose. */
const chunkSize = 20;

/** So many headers are looked at in one go. */
const glimpsed = 200;

/** What makes PDF takes seconds to start: it is given more at a time. */
export const pdfChunkSize = 60;

/**
 * MiB a thread may use: far more than the largest file takes. The engine lets a heap grow to four times what is alive before
 * it clears up, to less than twice where it knows of a bound. Of what a unit leaves behind next to nothing is alive after it:
 * a young part of a quarter of the engine's own choice costs no time, and each thread 30 MiB less.
 */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 12 };

/** A chunk whose thread has died is tried once more. */
const attempts = 2;

interface PoolOptions {
  /** Units in a chunk. */
  readonly units?: number;
  /** What a thread is started from. */
  readonly filename?: string;
}

/**
 * Threads that each open the session for themselves, started as they are needed. One that dies loses only what it had not
 * finished, and another follows it. One that cannot start ends the run: so would the next. Throws `InstallationError`.
 */
export function threadPoolExecutor<T extends Task>(
  workerData: WorkSpec,
  jobs: number,
  { units = chunkSize, filename = join(packageRoot(), "dist", "worker.js") }: PoolOptions = {},
): ThreadPool<T> {
  const threads = new Set<Thread>();
  const acquire = semaphore(jobs);
  let closed = false;
  const take = (): Thread => {
    const idle = [...threads].find((thread) => !thread.busy);
    if (idle) return idle;
    const thread = new Thread(startWorker(filename, { workerData, resourceLimits }), filename);
    threads.add(thread);
    return thread;
  };
  return {
    chunkSize: units,
    ahead: jobs + 2,
    work: async function* (units, ask) {
      const done = new Map<string, UnitResult>();
      const release = await acquire();
      try {
        for (let attempt = 0; attempt < attempts && done.size < units.length && !closed; attempt++) {
          const unfinished = units.filter(({ file }) => !done.has(file));
          const thread = take();
          const survived = await thread.run(unfinished, askFor(units, unfinished, ask), (one) =>
            done.set(one.file, one),
          );
          if (!survived) threads.delete(thread);
        }
      } finally {
        release();
      }
      for (const { file } of units) {
        const fault = new Error("a worker thread stopped while it worked on this unit");
        yield done.get(file) ?? failedResult(file, fault);
      }
    },
    glimpseAll: async (files, hashOnly, found) => {
      const part = async (some: readonly string[]): Promise<void> => {
        const release = await acquire();
        try {
          const thread = take();
          const glimpses = closed ? undefined : await thread.glimpse(some, hashOnly);
          // Of a thread that has died nothing is known: whoever asks looks for himself.
          if (!glimpses) threads.delete(thread);
          for (const [i, one] of (glimpses ?? []).entries()) found(some[i] ?? "", one);
        } finally {
          release();
        }
      };
      const parts = Array.from({ length: Math.ceil(files.length / glimpsed) }, (_, i) =>
        part(files.slice(i * glimpsed, (i + 1) * glimpsed)),
      );
      await Promise.all(parts);
    },
    close: async () => {
      closed = true;
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

/**
 * Files inside the single executable are there for its first thread alone. What stands there beside worker.js makes them a
 * thread's own and goes on with it (.build/thread.cjs).
 */
function startWorker(filename: string, options: WorkerOptions): Worker {
  const within = filename.replace(/\.\w+$/, ".cjs");
  if (!existsSync(within)) return new Worker(filename, options);
  const execArgv = ["--experimental-vfs", "--no-warnings"];
  return new Worker(readFileSync(within, "utf8"), { ...options, eval: true, execArgv });
}

/** One worker thread, which works on one chunk at a time. */
class Thread {
  busy = false;
  #started = false;
  #failure: unknown;
  /** Hears every message of the chunk at hand. */
  #onMessage: (message: WorkerMessage) => void = () => undefined;
  #onExit: () => void = () => undefined;

  readonly #worker: Worker;
  readonly #filename: string;

  constructor(worker: Worker, filename: string) {
    this.#worker = worker;
    this.#filename = filename;
    worker.on("message", (message: WorkerMessage) => {
      this.#started = true;
      this.#onMessage(message);
    });
    worker.on("error", (error) => {
      this.#failure = error;
    });
    // A thread that has died is taken by nobody any more.
    worker.on("exit", () => {
      this.busy = true;
      this.#onExit();
    });
  }

  /** False where the thread died before it had done all. */
  run(units: readonly Task[], ask: SuspectQuery, onResult: (result: UnitResult) => void): Promise<boolean> {
    this.busy = true;
    return new Promise((resolve, reject) => {
      this.#onExit = () => (this.#started ? resolve(false) : reject(this.#startError()));
      this.#onMessage = (message) => {
        if ("texts" in message) ask(message.texts).then((suspects) => this.#post({ suspects }), reject);
        else if ("result" in message) onResult(unpackResult(message.result));
        else if ("end" in message) {
          this.busy = false;
          resolve(true);
        }
      };
      this.#post({ units });
    });
  }

  /** What the thread sees of some tallies; undefined where it died over them. */
  glimpse(files: readonly string[], hashOnly: boolean): Promise<readonly Glimpse[] | undefined> {
    this.busy = true;
    return new Promise((resolve, reject) => {
      this.#onExit = () => (this.#started ? resolve(undefined) : reject(this.#startError()));
      this.#onMessage = (message) => {
        if (!("glimpses" in message)) return;
        this.busy = false;
        resolve(message.glimpses);
      };
      this.#post({ files, hashOnly });
    });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(input: WorkerInput): void {
    this.#worker.postMessage(input);
  }

  #startError(): InstallationError {
    const reason = this.#failure instanceof Error ? this.#failure.message : "exit";
    return new InstallationError({
      zh: `工作线程 ${this.#filename} 无法启动（${reason}）；程序可能没有装完整，请重新安装，或者加 --jobs 1 不用线程`,
      en: `the worker thread ${this.#filename} cannot start (${reason}); the program may be incomplete: install it again, or add --jobs 1 to do without threads`,
    });
  }
}

/** The question of a second attempt is about fewer units than that of the first. */
function askFor(all: readonly Task[], unfinished: readonly Task[], ask: SuspectQuery): SuspectQuery {
  return async (texts) => {
    const byFile = new Map(unfinished.map(({ file }, i) => [file, texts[i]]));
    const answers = await ask(all.map(({ file }) => byFile.get(file)));
    return all.flatMap(({ file }, i) => (byFile.has(file) ? [answers[i]] : []));
  };
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

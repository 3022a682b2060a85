import type { UnitResult } from "../unit/unit-result.ts";
import type { Task } from "./chunk-work.ts";
import type { Executor } from "./executor.ts";

/** Begins chunks of files in their order, a few ahead of the one whose results are passed on; after a signal no further one. */
export async function* inChunks(
  files: readonly string[],
  { ahead, chunkSize }: Pick<Executor<Task>, "ahead" | "chunkSize">,
  begin: (chunk: readonly string[]) => Promise<readonly UnitResult[]>,
  signal?: AbortSignal,
): AsyncGenerator<UnitResult> {
  const begun: Promise<readonly UnitResult[]>[] = [];
  for (let at = 0; at < files.length || begun.length > 0; ) {
    while (begun.length < ahead && at < files.length && !signal?.aborted) {
      const chunk = begin(files.slice(at, at + chunkSize));
      // Where an earlier chunk ends the run, nobody asks any more what became of this one.
      chunk.catch(() => undefined);
      begun.push(chunk);
      at += chunkSize;
    }
    const next = begun.shift();
    if (!next) return;
    yield* await next;
  }
}

/** A place in an order: it has come once all before it are passed on. */
export interface Turn {
  readonly come: Promise<void>;
  readonly pass: () => void;
}

/** Hands out turns: what chunks ask of one another is answered in path order, whichever has been read first. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  next(): Turn {
    const come = this.#last.then(() => undefined);
    let pass = (): void => undefined;
    const passed = new Promise<void>((release) => {
      pass = release;
    });
    this.#last = Promise.all([come, passed]);
    return { come, pass };
  }
}

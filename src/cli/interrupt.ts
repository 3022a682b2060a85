/**
 * Runs something long that Ctrl-C asks once for an orderly end; a second one ends the program at once, as the system
 * does it. However the run ends, an error included, Ctrl-C is the system's again afterwards.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once("SIGINT", abort);
  try {
    return await run(stop.signal);
  } finally {
    process.off("SIGINT", abort);
  }
}

/** Lets what is waiting, a signal above all, have its turn. */
export function breathe(): Promise<void> {
  return new Promise((next) => setImmediate(next));
}

/** Ctrl-C asks once for an orderly end; a second one ends the program at once, as the system does it. */
export function onInterrupt(): { readonly signal: AbortSignal; done(): void } {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once("SIGINT", abort);
  return { signal: stop.signal, done: () => void process.off("SIGINT", abort) };
}

/** Lets what is waiting, a signal above all, have its turn. */
export function breathe(): Promise<void> {
  return new Promise((next) => setImmediate(next));
}

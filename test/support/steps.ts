import { type Profiler, Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/** What makes a count inexact: optimised code counts nothing, and code that was thrown away has forgotten what it counted. */
const inexact = ["opt", "maglev", "sparkplug", "flush-bytecode"];

/**
 * How many blocks of the program's own code (and of what it imports) each piece of work runs through: the same on a busy
 * machine as on an idle one. What goes on inside a pattern, a sort, a copy is one step: see `processorSeconds`.
 */
export function stepsOf(...works: readonly (() => void)[]): readonly number[] {
  for (const flag of inexact) setFlagsFromString(`--no-${flag}`);
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  try {
    return works.map((work) => {
      work();
      return countSteps(session);
    });
  } finally {
    session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
    for (const flag of inexact) setFlagsFromString(`--${flag}`);
  }
}

/** The steps since the last count. */
function countSteps(session: Session): number {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (_, { result }) => {
    scripts = result;
  });
  return scripts
    .filter(({ url }) => /\/src\/|\/node_modules\/(?!.*vitest)/.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((all, { count }) => all + count, 0);
}

/**
 * How much more there is to do for three times the size: 3 where the work grows with the size, 9 where it grows with its
 * square. What is built only once is built beforehand.
 */
export function growth(size: number, work: (size: number) => void): number {
  work(size);
  const [first = 0, second = 0] = stepsOf(
    () => work(size),
    () => work(3 * size),
  );
  if (first < size / 100) throw new Error(`only ${first} steps were counted for a size of ${size}`);
  return second / first;
}

/**
 * The processor's time that a piece of work takes: others on the machine hardly change it. Only for what `stepsOf` cannot see,
 * and with a bound a hundred times as high as what is usual.
 */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

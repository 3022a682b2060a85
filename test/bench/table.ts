/** One line of the result: a target, and how near it we are. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly baseline: string;
  readonly ratio: string;
  /** The same by CPU time. */
  readonly cpuRatio?: string;
  readonly bar: string;
  readonly met: "yes" | "no" | "–";
}

/** Ours and something else, each in milliseconds, and their ratio as it was measured round by round. */
export interface Pair {
  readonly ours: number;
  readonly baseline: number;
  readonly ratio: number;
  readonly cpuRatio?: number;
}

/** How many times faster than something we are; without a bar it is only shown. */
export function faster(what: string, pair: Pair, bar?: number): Line {
  if (bar === undefined) return shown(what, pair, "× faster");
  return line(what, pair, "× faster", `≥ ${bar}×`, pair.ratio >= bar);
}

/** How many times as long as something we take; without a bar it is only shown. */
export function within(what: string, pair: Pair, bar?: number): Line {
  if (bar === undefined) return shown(what, pair, "×");
  return line(what, pair, "×", `≤ ${bar}×`, pair.ratio <= bar);
}

/** The same where the time of all cores has to stay below the bar as well. */
export function withinBoth(what: string, pair: Pair, bar: number): Line {
  const { ratio, cpuRatio = ratio } = pair;
  return line(what, pair, "×", `≤ ${bar}×, CPU too`, Math.max(ratio, cpuRatio) <= bar);
}

function shown(what: string, pair: Pair, times: string): Line {
  return { ...line(what, pair, times, "–", true), met: "–" };
}

/** How long ours takes, in milliseconds; what stands beside it only shows by how much. */
export function below(what: string, pair: Pair, most: number): Line {
  return line(what, pair, "×", `≤ ${most} ms`, pair.ours <= most);
}

function line(what: string, { ours, baseline, ratio, cpuRatio }: Pair, times: string, bar: string, met: boolean): Line {
  return {
    what,
    ours: digits(ours),
    baseline: digits(baseline),
    ratio: digits(ratio) + times,
    ...(cpuRatio === undefined ? {} : { cpuRatio: digits(cpuRatio) + times }),
    bar,
    met: met ? "yes" : "no",
  };
}

/** Three digits are all that a benchmark can mean. */
export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export function markdownTable(lines: readonly Line[]): string {
  const rows = lines.map((one) => [one.what, one.ours, one.baseline, one.ratio, one.cpuRatio ?? "–", one.bar, one.met]);
  const head = ["what", "ours, ms", "baseline, ms", "ratio", "by CPU time", "bar", "met"];
  const rule = ["---", "---:", "---:", "---:", "---:", "---:", "---"];
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** One line of the result: a target, and how near it we are. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly baseline: string;
  readonly ratio: string;
  readonly bar: string;
  readonly met: "yes" | "no" | "–";
}

/** How many times faster than something we are. */
export function faster(what: string, ours: number, baseline: number, ratio: number, bar: number): Line {
  return line(what, ours, baseline, `${digits(ratio)}× faster`, `≥ ${bar}×`, ratio >= bar);
}

/** How many times as long as something we take. */
export function within(what: string, ours: number, baseline: number, ratio: number, bar: number): Line {
  return line(what, ours, baseline, `${digits(ratio)}×`, `≤ ${bar}×`, ratio <= bar);
}

function line(what: string, ours: number, baseline: number, ratio: string, bar: string, met: boolean): Line {
  return { what, ours: digits(ours), baseline: digits(baseline), ratio, bar, met: met ? "yes" : "no" };
}

/** Three digits are all that a benchmark can mean. */
export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export function markdownTable(lines: readonly Line[]): string {
  const rows = lines.map((one) => [one.what, one.ours, one.baseline, one.ratio, one.bar, one.met]);
  const head = ["what", "ours, ms", "baseline, ms", "ratio", "bar", "met"];
  const rule = ["---", "---:", "---:", "---:", "---:", "---"];
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { recallOf } from "../support/made-copies.ts";
import { program } from "./batch.ts";
import { writeWorkspace } from "./generate.ts";
import { type Spent, spent } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { digits, type Line } from "./table.ts";

/** MiB that a command over a country may take. */
const most = 350;

/** Seconds that a summary may take beyond checking the same units. */
const drawing = 60;

/** What the other commands take that go over all units, each in a process of its own: 4,000 of them, or a country's. */
export function commandLines(scratch: string, full: boolean): readonly Line[] {
  const count = full ? 40_000 : 4_000;
  const workspace = join(scratch, `commands-${count}`);
  mkdirSync(workspace, { recursive: true });
  writeWorkspace(workspace, { edition: benchEdition(benchSession([])), year, count });
  const out = join(scratch, `commands-out-${count}`);
  const run = (...args: readonly string[]): Spent => spent([program, ...args, "--quiet"], scratch);
  run("build", workspace, "-o", out, "--to", "md");
  const validated = run("validate", workspace);
  const others: readonly (readonly [name: string, ...args: string[]])[] = [
    ["status", workspace],
    ["roll-up", workspace, "--unit", "全国", "--kind", "other", "-o", join(scratch, `sum-${count}.yaml`)],
    ["trend", workspace],
    ["verify", out],
    ["export", workspace, "-o", join(scratch, `data-${count}`)],
  ];
  const summary = run("summary", workspace, "-o", join(scratch, `summary-${count}.xlsx`));
  return [
    commandLine("validate", count, validated),
    commandLine("summary", count, summary, validated.wall / 1000 + drawing),
    ...others.map(([name, ...args]) => commandLine(name, count, run(name, ...args))),
  ];
}

function commandLine(name: string, count: number, { wall, cpu, memory }: Spent, bar?: number): Line {
  const [seconds, inTime] = [wall / 1000, bar === undefined || wall / 1000 <= bar];
  return {
    what: `${name}, ${count.toLocaleString("en")} units, peak ${digits(memory)} MiB`,
    ours: `${digits(seconds)} s, CPU ${digits(cpu / 1000)} s`,
    baseline: "–",
    ratio: `${digits(wall / count)} ms a unit`,
    bar: `≤ ${most} MiB${bar === undefined ? "" : `, ≤ ${digits(bar)} s`}`,
    met: memory <= most && inTime ? "yes" : "no",
  };
}

/** How well copied texts are found by their sketches, over ten thousand made pairs. */
export function copyTable(): string {
  const pairs = 10_000;
  const { found, pairs: alike, strays, units } = recallOf(pairs, benchEdition(benchSession([])));
  return [
    "| copied texts | |",
    "| --- | ---: |",
    `| pairs that share seven parts of ten of a section | ${alike} of ${pairs} |`,
    `| of them found (bar ≥ 0.99) | ${(found / alike).toFixed(4)} |`,
    `| texts of one's own looked at closely in vain | ${((100 * strays) / units).toFixed(2)} % |`,
  ].join("\n");
}

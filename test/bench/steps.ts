import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../src/check/index.ts";
import { runRules } from "../../src/check/run.ts";
import { computeFigures } from "../../src/core/figures.ts";
import type { Tally } from "../../src/core/tally.ts";
import { composeProse } from "../../src/model/compose.ts";
import { copyComparer, suspectFinder, textSamplesOf } from "../../src/pipeline/unit/copies.ts";
import { readSource } from "../../src/pipeline/workspace/read-source.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { writeTallies } from "./generate.ts";
import { benchEdition, benchSession, year } from "./reports.ts";

const textual = rules.filter(({ code }) => code.startsWith("GR3"));
const numeric = rules.filter(({ code }) => !code.startsWith("GR3"));

/** What checking costs a tally, step by step, as a Markdown table: `small` and `large` runs beside each other. */
export function stepTable(scratch: string, small: number, large: number): string {
  const folder = join(scratch, "steps");
  mkdirSync(folder, { recursive: true });
  const editions = benchSession([]).editions;
  const files = writeTallies(folder, { edition: benchEdition(benchSession([])), year, count: large });
  measure(files.slice(0, 400), editions); // warms the engine up
  const few = measure(files.slice(0, small), editions);
  const many = measure(files, editions);
  const rows = Object.keys(many).map((step) => `| ${step} | ${shown(few[step])} | ${shown(many[step])} |`);
  return [`| ms a tally | ${small} tallies | ${large} tallies |`, "| --- | ---: | ---: |", ...rows].join("\n");
}

function shown(ms: number | undefined): string {
  return (ms ?? 0).toFixed(3);
}

type Steps = Record<string, number>;

function measure(files: readonly string[], editions: ReturnType<typeof benchSession>["editions"]): Steps {
  const spent: Steps = {};
  const time = <T>(step: string, work: () => T): T => {
    const start = performance.now();
    const result = work();
    spent[step] = (spent[step] ?? 0) + performance.now() - start;
    return result;
  };
  const [suspectOf, compare] = [suspectFinder(files.length), copyComparer(editions)];
  for (const file of files) {
    const tally: Tally | undefined = time("reading", () => {
      const source = readSource(file).value;
      return source && readTally(source, editions).value;
    });
    const edition = tally && editions.get(tally.edition);
    if (!tally || !edition) throw new Error(`${file} cannot be read`);
    const figures = time("arithmetic", () => computeFigures(tally, edition));
    const { value: prose } = time("texts expanded or composed", () => composeProse({ tally, edition, figures }));
    const input = { tally, edition, figures, ...(prose && { prose }) };
    time("arithmetic", () => runRules(numeric, input));
    time("text rules", () => runRules(textual, input));
    time("copying", () => {
      const texts = textSamplesOf(tally, edition);
      const suspect = texts && suspectOf(file, texts);
      if (suspect !== undefined) compare(tally, edition, suspect);
    });
  }
  spent["all"] = Object.values(spent).reduce((sum, ms) => sum + ms, 0);
  return Object.fromEntries(Object.entries(spent).map(([step, ms]) => [step, ms / files.length]));
}

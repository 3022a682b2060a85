import { mkdirSync } from "node:fs";
import { writeWorkspace } from "./generate.ts";
import { benchEdition, benchSession, year } from "./reports.ts";

// A workspace to try things on: node test/bench/run.mjs make <folder> <count> [seed]
const [folder, count, seed] = process.argv.slice(2);
if (folder === undefined || !(Number(count) > 0)) {
  process.stderr.write("make <folder> <count> [seed]\n");
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  const edition = benchEdition(benchSession([]));
  writeWorkspace(folder, { edition, year, count: Number(count), seed: Number(seed ?? 1) });
}

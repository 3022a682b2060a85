import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { batchLines, program } from "./batch.ts";
import { madeTally, writeTallies } from "./generate.ts";
import { inFreshProcess, type Result, race, wall } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { faster, type Line, markdownTable, within } from "./table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: "boolean", default: false }, processes: { type: "string", default: "5" } },
});
const processes = Number(values.processes);
const scratch = mkdtempSync(join(tmpdir(), "gov-report-bench-"));

function measured(names: readonly string[], files: readonly string[], round: number): ReadonlyMap<string, Result> {
  return race(names, processes, (contender) =>
    inFreshProcess({ contender, files, scratch, warm: 1, rounds: 6, round }),
  );
}

const nobody: Result = { ms: Number.NaN, ratio: Number.NaN };

function word(): readonly Line[] {
  const found = measured(["docx stamped", "docx objects", "docxtemplater"], [], 0.25);
  const of = (name: string): Result => found.get(name) ?? nobody;
  const ours = of("docx stamped").ms;
  const objects = of("docx objects");
  const templater = of("docxtemplater");
  return [
    faster("Word file stamped : from `docx` objects", ours, objects.ms, objects.ratio, 30),
    faster("Word file stamped : by docxtemplater", ours, templater.ms, templater.ratio, 20),
  ];
}

function workbook(): readonly Line[] {
  const found = measured(["xlsx stamped", "exceljs"], [], 0.25);
  const baseline = found.get("exceljs") ?? nobody;
  const ours = found.get("xlsx stamped")?.ms ?? Number.NaN;
  return [faster("workbook stamped : by `exceljs` anew", ours, baseline.ms, baseline.ratio, 10)];
}

function path(): readonly Line[] {
  const edition = benchEdition(benchSession([]));
  const files = writeTallies(join(scratch, "path"), { edition, year, count: 600 });
  const found = measured(["path stamped", "path objects", "path bare"], files, 0.6);
  const of = (name: string): Result => found.get(name) ?? nobody;
  const ours = of("path stamped").ms;
  const objects = of("path objects");
  const bare = of("path bare");
  return [
    faster("whole path, three formats : `docx` + `exceljs` objects", ours, objects.ms, objects.ratio, 12),
    within("whole path, three formats : bare YAML parse + deflate + write", ours, bare.ms, 1 / bare.ratio, 2),
  ];
}

function cold(): readonly Line[] {
  const edition = benchEdition(benchSession([]));
  const tally = join(scratch, "one.yaml");
  writeFileSync(tally, madeTally(edition, year, 30).text);
  let runs = 0;
  const commands: Readonly<Record<string, () => readonly string[]>> = {
    node: () => ["-e", "0"],
    version: () => [program, "--version"],
    unit: () => [program, "build", tally, "-o", join(scratch, `one-${runs++}`)],
  };
  const found = race(Object.keys(commands), 15, (name) => wall(commands[name]?.() ?? []));
  const of = (name: string): Result => found.get(name) ?? nobody;
  const node = of("node").ms;
  return [
    within("`gov-report --version`, cold : `node -e 0`", of("version").ms, node, of("version").ratio, 1.5),
    within("one unit, three formats, cold : `node -e 0`", of("unit").ms, node, of("unit").ratio, 5),
  ];
}

const sections: Readonly<Record<string, () => readonly Line[]>> = {
  word,
  workbook,
  path,
  batch: () => {
    const folder = join(scratch, "batch");
    mkdirSync(folder);
    return batchLines(folder, values.full);
  },
  cold,
};

const unknown = positionals.filter((name) => !(name in sections));
if (unknown.length > 0 || !(processes > 0)) {
  process.stderr.write(`sections: ${Object.keys(sections).join(", ")}; --full, --processes n\n`);
  process.exitCode = 2;
} else {
  const chosen = positionals.length > 0 ? positionals : Object.keys(sections);
  try {
    // Cold starts first and batches last: what thousands of new files leave behind would weigh on the rest.
    const order = ["cold", "word", "workbook", "path", "batch"].filter((name) => chosen.includes(name));
    const lines = new Map(order.map((name) => [name, sections[name]?.() ?? []]));
    const all = Object.keys(sections).flatMap((name) => lines.get(name) ?? []);
    process.stdout.write(`${markdownTable(all)}\n\n${machine()}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model ?? process.arch;
  return `Node ${process.version}, ${availableParallelism()} cores (${model}), ${memory} GiB, ${process.platform}; ${processes} processes a line.`;
}

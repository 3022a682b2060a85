import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkBaselines } from "./baselines/same.ts";
import { batchLines, program } from "./batch.ts";
import { bundleTable } from "./bundle.ts";
import { commandLines, copyTable } from "./commands.ts";
import { madeTally, writeTallies } from "./generate.ts";
import { inFreshProcess, type Result, race, spent } from "./race.ts";
import { benchEdition, benchSession, year } from "./reports.ts";
import { baselineRevision, revisionLines, threadLines } from "./revision.ts";
import { stepTable } from "./steps.ts";
import { below, faster, type Line, markdownTable, type Pair, within } from "./table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    revision: { type: "string", default: baselineRevision },
    full: { type: "boolean", default: false },
    processes: { type: "string", default: "5" },
  },
});
const processes = Number(values.processes);
const scratch = mkdtempSync(join(tmpdir(), "gov-report-bench-"));

/** Long enough for the compiler of the engine to be done, with theirs as with ours. */
interface Pace {
  readonly warm: number;
  readonly round: number;
}

function measured(names: readonly string[], files: readonly string[], pace: Pace): ReadonlyMap<string, Result> {
  return race(names, processes, (contender) => inFreshProcess({ contender, files, scratch, rounds: 6, ...pace }));
}

/** The first contender of a race and another one. */
function against(found: ReadonlyMap<string, Result>, name: string): Pair {
  const baseline = found.get(name);
  const [ours] = found.values();
  if (!baseline || !ours) throw new Error(`${name} did not run`);
  return { ...baseline, ours: ours.ms, baseline: baseline.ms };
}

/** The same the other way round: how many times as long as the other one ours takes. */
function times({ ours, baseline, ratio, cpuRatio }: Pair): Pair {
  return { ours, baseline, ratio: 1 / ratio, ...(cpuRatio === undefined ? {} : { cpuRatio: 1 / cpuRatio }) };
}

function word(): readonly Line[] {
  const peers = ["docx objects", "docxtemplater", "easy-template-x", "docx-templates"];
  const found = measured(["docx stamped", ...peers], [], { warm: 2, round: 0.3 });
  return [
    faster("Word file stamped : from `docx` objects", against(found, "docx objects"), 80),
    faster("Word file stamped : by docxtemplater", against(found, "docxtemplater"), 45),
    faster("Word file stamped : by easy-template-x", against(found, "easy-template-x")),
    faster("Word file stamped : by docx-templates", against(found, "docx-templates")),
  ];
}

function workbook(): readonly Line[] {
  const found = measured(["xlsx stamped", "exceljs"], [], { warm: 2, round: 0.3 });
  return [faster("workbook stamped : by `exceljs` anew", against(found, "exceljs"), 40)];
}

function page(): readonly Line[] {
  const pace = { warm: 2, round: 0.3 };
  return [
    below(
      "web page stamped : its Markdown",
      times(against(measured(["html stamped", "md stamped"], [], pace), "md stamped")),
      0.5,
    ),
    below(
      "fragment stamped : its Markdown",
      times(against(measured(["fragment stamped", "md stamped"], [], pace), "md stamped")),
      0.5,
    ),
  ];
}

function path(): readonly Line[] {
  const edition = benchEdition(benchSession([]));
  const files = writeTallies(join(scratch, "path"), { edition, year, count: 600 });
  const found = measured(["path stamped", "path bare", "path floor"], files, { warm: 8, round: 1 });
  const [bare, floor] = ["path bare", "path floor"].map((name) => times(against(found, name)));
  return [
    ...(bare ? [within("whole path, three formats : bare `yaml.parse` + deflate + write", bare, 2.5)] : []),
    ...(floor ? [within("whole path, three formats : YAML by events + deflate + write", floor)] : []),
  ];
}

function cold(): readonly Line[] {
  const edition = benchEdition(benchSession([]));
  const tally = join(scratch, "one.yaml");
  writeFileSync(tally, madeTally(edition, year, 30).text);
  let runs = 0;
  const commands: Readonly<Record<string, () => readonly string[]>> = {
    version: () => [program, "--version"],
    unit: () => [program, "build", tally, "--quiet", "-o", join(scratch, `one-${runs++}`)],
  };
  return [
    ["`gov-report --version`, cold : `node -e 0`", "version", 1.2] as const,
    ["one unit, three formats, cold : `node -e 0`", "unit", 4.5] as const,
  ].map(([what, name, bar]) => {
    const found = race([name, "node"], 15, (one) => {
      return spent(commands[one]?.() ?? ["-e", "0"], scratch);
    });
    return within(what, times(against(found, "node")), bar);
  });
}

const sections: Readonly<Record<string, () => readonly Line[]>> = {
  word,
  workbook,
  page,
  path,
  batch: () => {
    const folder = join(scratch, "batch");
    mkdirSync(folder);
    return batchLines(folder, values.full);
  },
  cold,
  threads: () => threadLines(scratch, values.full ? 4_000 : 2_000, processes),
  commands: () => commandLines(scratch, values.full),
  before: () => revisionLines(scratch, values.revision, values.full, processes),
};

/** Sections with a table of their own, run when they are named. */
const tables: Readonly<Record<string, () => string | Promise<string>>> = {
  validate: () => stepTable(scratch, 1_000, values.full ? 10_000 : 3_000),
  bundle: () => bundleTable(200),
  copies: copyTable,
};

const unknown = positionals.filter((name) => !(name in sections || name in tables));
if (unknown.length > 0 || !(processes > 0)) {
  process.stderr.write(
    `sections: ${[...Object.keys(sections), ...Object.keys(tables)].join(", ")}; --full, --processes n, --revision r\n`,
  );
  process.exitCode = 2;
} else {
  // An earlier revision is installed only where it is asked for.
  const chosen = positionals.length > 0 ? positionals : Object.keys(sections).filter((name) => name !== "before");
  try {
    // Cold starts first and batches last: what thousands of new files leave behind would weigh on the rest.
    const order = ["cold", "word", "workbook", "page", "path", "threads", "before", "batch", "commands"].filter(
      (name) => chosen.includes(name),
    );
    if (chosen.some((name) => ["word", "workbook", "path"].includes(name))) await checkBaselines();
    const lines = new Map(order.map((name) => [name, sections[name]?.() ?? []]));
    const all = Object.keys(sections).flatMap((name) => lines.get(name) ?? []);
    if (all.length > 0) process.stdout.write(`${markdownTable(all)}\n\n`);
    for (const [name, table] of Object.entries(tables)) {
      if (positionals.includes(name)) process.stdout.write(`${await table()}\n\n`);
    }
    process.stdout.write(`${machine()}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model ?? process.arch;
  return `Node ${process.version}, ${availableParallelism()} cores (${model}), ${memory} GiB, ${process.platform}; ${processes} processes a line.`;
}

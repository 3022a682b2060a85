// npm run samples: builds every valid sample and prints one summary of it; all that the program says is a command away.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const workspaces = ["county", "real", "cases", "chain", "extra", "illustrated", "trend", "province"];

/** The end of a run as lines: where to look first, how many reports there are and where, what was found, by code. */
export function summaryOf(outputs, { units, failed, diagnostics }) {
  const folders = new Map();
  for (const file of outputs) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
  const codes = new Map();
  for (const finding of diagnostics) {
    const { code } = finding;
    const { count = 0, example = finding } = codes.get(code) ?? {};
    codes.set(code, { count: count + 1, example });
  }
  const first = [".docx", ".xlsx", ".md"].map((ending) => outputs.find((file) => file.endsWith(ending)));
  const found = [...codes].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  return [
    "先看这几个 · look at these first:",
    ...first.filter((file) => file !== undefined).map((file) => `  ${file}`),
    "",
    `生成 ${units - failed} 份报告，${outputs.length} 个文件；${failed} 份有误 · ${units - failed} reports in ${outputs.length} files; ${failed} not built`,
    ...[...folders].map(([folder, count]) => `  ${String(count).padStart(4)}  ${folder}`),
    "",
    `核对发现 ${diagnostics.length} 条，按规则 · ${diagnostics.length} findings, by rule:`,
    ...found.flatMap(([code, { count, example }]) => [
      `  ${String(count).padStart(4)}  ${code} ${example.message.zh} · ${example.message.en}`,
      `        ${placeOf(example)}`,
    ]),
    "",
    "逐条看 · one by one: node bin/gov-report.js validate samples/county",
    "一条规则的道理 · why a rule: node bin/gov-report.js explain GR301",
  ];
}

function placeOf({ file, place: { start } = {} }) {
  return start ? `${file}:${start.line}:${start.column}` : file;
}

function build() {
  const folder = mkdtempSync(join(tmpdir(), "gov-report-samples-"));
  try {
    const findings = join(folder, "findings.json");
    const args = ["build", ...workspaces.map((name) => `samples/${name}`), "--force", "--format", `json=${findings}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/gov-report.js", ...args], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    if (status !== 0) process.stderr.write(stderr);
    const outputs = stdout.split(/\r?\n/).filter((line) => line !== "");
    if (status === 0 || status === 1) {
      for (const line of summaryOf(outputs, JSON.parse(readFileSync(findings, "utf8")))) console.log(line);
    }
    return status ?? 70;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = build();

import { appendFileSync, statSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../core/diagnostic.ts";
import type { Source } from "../core/text/source.ts";
import { catalogue } from "../pipeline/catalogue.ts";
import { putFiles } from "../pipeline/workspace/start.ts";
import type { RuleSetting } from "../print/exceptions.ts";
import { type Counts, type FileReport, fileReport, type Run, type Who, worst } from "../print/findings.ts";
import { githubReport } from "../print/github.ts";
import { jsonReport } from "../print/json.ts";
import { junitReport } from "../print/junit.ts";
import { sarifReport } from "../print/sarif.ts";
import { styler } from "../print/style.ts";
import { summaryLimit, summaryReport } from "../print/summary.ts";
import type { ReportFormat, Target } from "./formats.ts";
import type { Io } from "./io.ts";
import { isShown, show } from "./report.ts";
import { version } from "./version.ts";

/** What was found in one file. */
interface FileFindings {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
  readonly who?: Who;
  /** What people are told elsewhere and programs only here: a file that could not be read, a fault of ours. */
  readonly trouble?: readonly Diagnostic[];
}

/** Takes what is found, file by file, and has said all of it at the end. */
export interface Reporter {
  add(part: FileFindings): void;
  end(counts: Counts, rules: readonly RuleSetting[]): void;
}

/** More than this many faults of one file fill a screen and help nobody. */
const shownPerFile = 100;

export function openReporters(io: Io, targets: readonly Target[]): Reporter {
  const machines = targets.filter(({ format }) => format !== "pretty");
  const people = targets.filter(({ format }) => format === "pretty").map(({ file }) => forPeople(io, file));
  const reporters = machines.length > 0 ? [...people, forMachines(io, machines)] : people;
  return {
    add: (part) => {
      for (const reporter of reporters) reporter.add(part);
    },
    end: (counts, rules) => {
      for (const reporter of reporters) reporter.end(counts, rules);
    },
  };
}

/** On the screen at once; into a file at the end. */
function forPeople(io: Io, file: string | undefined): Reporter {
  const lines: string[] = [];
  const plain: Io = { ...io, style: { out: styler(false), err: io.style.err }, out: (line) => void lines.push(line) };
  const at = file === undefined ? io : plain;
  return {
    add: ({ file: name, diagnostics, sources }) => {
      const all = diagnostics.filter((diagnostic) => isShown(io, diagnostic));
      const shown = worst(all, shownPerFile);
      for (const diagnostic of shown) show(at, "out", diagnostic, sources);
      const rest = all.length - shown.length;
      if (rest > 0) {
        at.out(
          io.say({
            zh: `${name}：另有 ${rest} 条没有显示；--format json 给出全部\n`,
            en: `${name}: ${rest} more are not shown; --format json gives them all\n`,
          }),
        );
      }
    },
    end: () => {
      if (file !== undefined) put(io, file, lines.join("\n"));
    },
  };
}

function forMachines(io: Io, targets: readonly Target[]): Reporter {
  const files: FileReport[] = [];
  return {
    add: ({ file, diagnostics, sources, who, trouble = [] }) => {
      files.push(fileReport(file, [...diagnostics, ...trouble], sources, who));
    },
    end: (counts, rules) => {
      const run: Run = { files, counts, version, rules };
      const summarised = targets.some(({ format }) => format === "github") && appendSummary(io, run);
      for (const { format, file } of targets) {
        const text = machineReport(format, run, io, summarised);
        if (file !== undefined) put(io, file, `${text}\n`);
        else if (text !== "") io.out(text);
      }
    },
  };
}

function machineReport(format: ReportFormat, run: Run, { lang, cwd }: Io, summarised: boolean): string {
  const base = fromRepository(cwd);
  switch (format) {
    case "github":
      return githubReport(run, { lang, base, summarised });
    case "sarif":
      return sarifReport(run, { lang, base, docs: catalogue });
    case "junit":
      return junitReport(run, lang);
    default:
      return jsonReport(run);
  }
}

/** The current folder as seen from the repository's root, where CI says which that is: it shows paths from there. */
function fromRepository(cwd: string): string {
  const root = process.env["GITHUB_WORKSPACE"];
  if (!root) return "";
  const way = relative(root, cwd).split(sep);
  return way[0] === ".." ? "" : way.join("/");
}

/** Adds to the summary of the CI job; false where there is none or it is full. */
function appendSummary(io: Io, run: Run): boolean {
  const path = process.env["GITHUB_STEP_SUMMARY"];
  if (!path) return false;
  try {
    const text = summaryReport(run, io.lang, summaryLimit - (statSync(path, { throwIfNoEntry: false })?.size ?? 0));
    appendFileSync(path, text);
    return text !== "";
  } catch {
    io.err(
      io.say({
        zh: "作业摘要无法写入（GITHUB_STEP_SUMMARY）",
        en: "the job summary cannot be written (GITHUB_STEP_SUMMARY)",
      }),
    );
    return false;
  }
}

function put({ cwd }: Io, file: string, text: string): void {
  const path = resolve(cwd, file);
  putFiles(dirname(path), [{ name: basename(path), bytes: new TextEncoder().encode(text) }], true);
}

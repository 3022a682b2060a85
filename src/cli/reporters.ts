import { appendFileSync, statSync } from "node:fs";
import { relative, sep } from "node:path";
import type { Diagnostic } from "../core/diagnostic.ts";
import { FileError, UsageError } from "../core/errors.ts";
import type { Source } from "../core/text/source.ts";
import { catalogue } from "../pipeline/catalogue.ts";
import { conciseReport } from "../print/concise.ts";
import type { RuleSetting } from "../print/exceptions.ts";
import {
  type Counts,
  type FileReport,
  failedRun,
  fileReport,
  type Run,
  type RunFailure,
  type Who,
  worst,
} from "../print/findings.ts";
import { githubReport } from "../print/github.ts";
import { gitlabReport } from "../print/gitlab.ts";
import { jsonReport } from "../print/json.ts";
import { junitReport } from "../print/junit.ts";
import { sarifReport } from "../print/sarif.ts";
import { styler } from "../print/style.ts";
import { summaryLimit, summaryReport } from "../print/summary.ts";
import type { ReportFormat, Target } from "./formats.ts";
import type { Io } from "./io.ts";
import { writeOneFile } from "./output.ts";
import { isShown, show } from "./report.ts";
import { version } from "./version.ts";

/** What was found in one file. */
export interface FileFindings {
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
          io.localize({
            zh: `${name}：另有 ${rest} 条没有显示；--format json 给出全部\n`,
            en: `${name}: ${rest} more are not shown; --format json gives them all\n`,
          }),
        );
      }
    },
    end: () => {
      if (file !== undefined) writeOneFile(io, file, lines.join("\n"), true);
    },
  };
}

function forMachines(io: Io, targets: readonly Target[]): Reporter {
  const files: FileReport[] = [];
  return {
    add: ({ file, diagnostics, sources, who, trouble = [] }) => {
      files.push(fileReport(file, [...diagnostics, ...trouble], sources, who));
    },
    end: (counts, rules) => writeReports(io, { files, counts, version, rules }, targets),
  };
}

function writeReports(io: Io, run: Run, targets: readonly Target[]): void {
  const summarised = targets.some(({ format }) => format === "github") && appendSummary(io, run);
  for (const { format, file } of targets) {
    const text = machineReport(format, run, io, summarised);
    if (file !== undefined) writeOneFile(io, file, text === "" ? "" : `${text}\n`, true);
    else if (text !== "") io.out(text);
  }
}

/**
 * Says in every report that was asked for why there was no run: a job that goes on with them must not take it for one that
 * found nothing. What may be a tally, or was to hold two reports, is left alone.
 */
export function reportFailure(io: Io, failure: RunFailure, targets: readonly Target[]): void {
  const files = targets.map(({ file }) => file);
  for (const target of targets) {
    const { format, file } = target;
    if (format === "pretty" || (file === undefined && format !== "github")) continue;
    if (file !== undefined && (precious.test(file) || files.filter((one) => one === file).length > 1)) continue;
    try {
      writeReports({ ...io, out: io.err }, failedRun(failure, version), [target]);
    } catch (error) {
      if (!(error instanceof FileError || error instanceof UsageError)) throw error;
      // What went wrong first is said already.
    }
  }
}

/** Names of tallies, of documents and of tables. */
const precious = /\.(?:ya?ml|xlsx|docx|html?|md|csv)$/i;

function machineReport(format: ReportFormat, run: Run, { lang, cwd }: Io, summarised: boolean): string {
  const base = fromRepository(cwd);
  switch (format) {
    case "github":
      return githubReport(run, { lang, base, summarised });
    case "sarif":
      return sarifReport(run, { lang, base, docs: catalogue });
    case "junit":
      return junitReport(run, lang);
    case "gitlab":
      return gitlabReport(run, { lang, base });
    case "concise":
      return conciseReport(run, lang);
    default:
      return jsonReport(run);
  }
}

/** The current folder as seen from the repository's root, where CI says which that is: it shows paths from there. */
function fromRepository(cwd: string): string {
  const root = process.env["GITHUB_WORKSPACE"] ?? process.env["CI_PROJECT_DIR"];
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
      io.localize({
        zh: "作业摘要无法写入（GITHUB_STEP_SUMMARY）",
        en: "the job summary cannot be written (GITHUB_STEP_SUMMARY)",
      }),
    );
    return false;
  }
}

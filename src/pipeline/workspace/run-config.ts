import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Severities } from "../../check/run.ts";
import { UsageError } from "../../core/errors.ts";
import type { AnnexKind } from "../../core/form/annex.ts";
import { type Format, formats, linkedFormats, type OutputFormat, usualFormats } from "../../core/formats.ts";
import { isAmong, type Policy } from "../../core/policy.ts";
import type { Correction } from "../../core/report.ts";
import type { LocalDeadline, Workspace } from "../../core/workspace.ts";
import type { Job } from "./inputs.ts";

/**
 * What all reports of a run are made to. Each of it can change what stands in a report, so the cache key is made of all of
 * it: whatever cannot belongs into `RunConfig`. Plain data, as a thread is given it.
 */
export interface ReportConfig {
  readonly draft: boolean;
  /** For publication: sign-off is asked for, and no warning is accepted. */
  readonly final: boolean;
  readonly severities: Severities;
  /** What whoever runs the checks has laid down. */
  readonly policy: Policy | undefined;
  readonly noWaivers: boolean;
  /** An approval has to be bound to what it approved: as the policy has it, and whatever is published. */
  readonly sealed: boolean;
  readonly deadlines: readonly LocalDeadline[] | undefined;
  /** Last year's tallies were given: a unit without one has not been compared, and that is said. */
  readonly previousGiven: boolean;
  /** What is printed beside the form. */
  readonly annexes: readonly AnnexKind[];
  /** Over how many years a report compares its main figures, this one among them; not at all without it. */
  readonly trend: number | undefined;
  readonly markdownTables: "pipe" | "html";
  /** A companion (解读) is made beside each report. */
  readonly companion: boolean;
  /** What a web page links to beside it; nothing where none is built. */
  readonly linked: readonly OutputFormat[];
}

/** What units are checked with that nothing is built of. */
export function checkedOnly(
  checks: Pick<ReportConfig, "severities" | "deadlines" | "policy" | "previousGiven">,
): ReportConfig {
  return {
    ...{ draft: false, final: false, noWaivers: false, sealed: false, annexes: [], trend: undefined },
    ...{ markdownTables: "pipe", companion: false, linked: [], ...checks },
  };
}

/** What a thread needs to build units. */
export interface BuildConfig {
  readonly report: ReportConfig;
  /** A folder of the clerk's own templates; the key holds their bytes, not where they are. */
  readonly templates: string | undefined;
  readonly formats: readonly Format[];
  /** Where the reports that PDF is made of are put, and in which format; only in a run that makes PDF. */
  readonly staged?: { readonly format: Format; readonly folder: string };
  /** Output folder. */
  readonly out: string;
  /** Also replaces reports that were published, whose old files are kept beside. */
  readonly correct: boolean;
  /** Of the one report of the run, where it corrects one that was published. */
  readonly correction: Correction | undefined;
}

/** Part of a batch that is shared among machines. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** One run, with every default settled: which tallies, made to what, where to and how. */
export interface RunConfig extends BuildConfig {
  readonly files: readonly string[];
  readonly previous: readonly string[];
  /** The folder of what was published. */
  readonly published: string;
  /** Where the register comes from. */
  readonly workspace: Workspace | undefined;
  /** Only some tallies of the workspace were asked for. */
  readonly partial: boolean;
  /** What looks like a tally beside them and was not read. */
  readonly unread: readonly string[];
  /** Where the paths in the manifest start from. */
  readonly base: string;
  /** Threads; by default as many as the machine has, and one for few units. */
  readonly jobs: number | undefined;
  /** Builds also what has not changed. */
  readonly force: boolean;
  /** The day of the run, YYYY-MM-DD, as far as a date of publication has come; without it, every one has. */
  readonly today: string | undefined;
  readonly shard: Shard | undefined;
  /** That PDF is wanted, too, and the program that is to make it, by name or path; the first that is found where none is named. */
  readonly pdf: { readonly with: string | undefined } | undefined;
}

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What was asked for beside the tallies, on the command line as a rule. */
export type RunRequest = Optional<
  Omit<ReportConfig, "deadlines" | "previousGiven" | "linked"> &
    Omit<RunConfig, "report" | "files" | "workspace" | "partial" | "unread" | "formats" | "pdf"> & {
      readonly formats: readonly OutputFormat[];
      readonly pdfWith: string;
    }
>;

/** Settles a run: as asked for, else as its workspace has it, else as is usual. Paths that were asked for are from `cwd`. */
export function resolveRun(job: Job, request: RunRequest = {}, cwd: string = process.cwd()): RunConfig {
  const { workspace } = job;
  const previous = request.previous ?? job.previous;
  const out = request.out ?? (workspace ? folderOf(workspace, "out") : "out");
  const published = request.published ?? publishedOf(workspace);
  const wanted = request.formats ?? workspace?.formats ?? usualFormats;
  const own = workspace?.templates === undefined ? undefined : join(workspace.folder, workspace.templates);
  return {
    report: {
      draft: request.draft ?? false,
      final: request.final ?? false,
      severities: request.severities ?? severitiesOf(workspace, request.policy),
      policy: request.policy,
      noWaivers: request.noWaivers ?? false,
      sealed: request.sealed ?? request.policy?.sealed ?? false,
      deadlines: workspace?.deadlines,
      previousGiven: previous.length > 0 || (workspace?.previous ?? []).length > 0,
      annexes: request.annexes ?? workspace?.annexes ?? [],
      trend: request.trend ?? workspace?.trend,
      markdownTables: request.markdownTables ?? "pipe",
      companion: request.companion ?? false,
      linked: wanted.includes("html") ? linkedFormats(wanted) : [],
    },
    templates: request.templates ?? own,
    formats: formats.filter((format) => wanted.includes(format)),
    pdf: wanted.includes("pdf") ? { with: request.pdfWith } : undefined,
    out: resolve(cwd, out),
    published: resolve(cwd, published),
    correct: request.correct ?? false,
    correction: request.correction,
    files: job.files,
    previous,
    workspace,
    partial: job.partial ?? false,
    unread: job.unread ?? [],
    base: request.base ?? workspace?.folder ?? dirname(resolve(cwd, out)),
    jobs: request.jobs,
    force: request.force ?? false,
    today: request.today,
    shard: request.shard,
  };
}

/** The folder of what was published from a workspace, or from no workspace at all. */
export function publishedOf(workspace: Workspace | undefined): string {
  return workspace ? folderOf(workspace, "published") : "published";
}

/** A folder to write to that a workspace names: below itself. Whoever sends a workspace has no say about other folders. */
function folderOf({ folder, ...paths }: Workspace, which: "out" | "published"): string {
  const name = which === "out" ? "输出" : "公布";
  const path = resolve(folder, paths[which]);
  const real = (one: string): string => (existsSync(one) ? realpathSync(one) : one);
  const outside = (from: string, to: string): boolean => {
    const way = relative(from, to);
    return isAbsolute(way) || way.split(sep)[0] === "..";
  };
  if (!outside(folder, path) && !(existsSync(path) && outside(real(folder), real(path)))) return path;
  throw new UsageError({
    zh: `工作区的“${name}”写的是 ${paths[which]}，在工作区之外；要写到那里，请用 -o 写明`,
    en: `the workspace's ${which} is ${paths[which]}, which lies outside of it; to write there, name it with -o`,
  });
}

/** The policy's own severities, and those of the workspace that it has left open. */
export function severitiesOf(workspace: Workspace | undefined, policy: Policy | undefined): Severities {
  const overruled = overruledCodes(workspace, policy);
  const own = Object.entries(workspace?.rules ?? {}).filter(([code]) => !overruled.includes(code));
  return { ...Object.fromEntries(own), ...policy?.rules };
}

/** The codes whose severity a workspace sets in vain. */
export function overruledCodes(workspace: Workspace | undefined, policy: Policy | undefined): readonly string[] {
  if (!policy) return [];
  return Object.keys(workspace?.rules ?? {}).filter(
    (code) => isAmong(code, policy.locked) || policy.rules[code] !== undefined,
  );
}

import { existsSync, lstatSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Checked, compareText, type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Policy } from "../../core/policy.ts";
import type { Source } from "../../core/text/source.ts";
import type { Workspace } from "../../core/workspace.ts";
import { readRegisterTable } from "../../tally/register-table.ts";
import { readWorkspace } from "../../tally/workspace.ts";
import { tallyPatterns } from "./look-alikes.ts";
import { readLongSource } from "./read-source.ts";
import { standardTally } from "./standard-input.ts";
import { glob, leadsOut, outsidePattern, type Stray, statsOf, strayFinding } from "./walk.ts";

export const workspaceFile = "gov-report.yaml";

/** Tallies that are built together, with the workspace they belong to. */
export interface Job {
  readonly workspace: Workspace | undefined;
  /** Paths of the tallies, sorted. */
  readonly files: readonly string[];
  /** Paths of last year's tallies. */
  readonly previous: readonly string[];
  /** Only some tallies of the workspace: then nobody is missing from it. */
  readonly partial?: true;
  /** What looks like a tally beside them and was not read. */
  readonly unread?: readonly string[];
  /** What whoever runs the checks has laid down. */
  readonly policy?: Policy;
}

export interface Inputs {
  readonly jobs: readonly Job[];
  /** Faults of workspace files, and those files. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** Where paths are from, and the workspace file (an absolute path) that was named instead of those that lie around. */
export interface Place {
  readonly cwd: string;
  readonly config?: string | undefined;
}

/**
 * What the paths on the command line stand for: tallies, folders of tallies, workspaces, patterns. Without any, the
 * workspace around the current folder. A path that yields nothing is an error: a run that checks nothing must not pass.
 */
export function findInputs(paths: readonly string[], { cwd, config }: Place): Inputs {
  if (paths.length === 0) {
    const file = config ?? workspaceAround(cwd);
    if (file === undefined) {
      throw new UsageError({
        zh: `当前文件夹及其上级都没有 ${workspaceFile}；请在命令后写出填报文件或文件夹，或先运行 gov-report init`,
        en: `no ${workspaceFile} here or above; name the tallies or their folder, or run gov-report init first`,
      });
    }
    return collect([workspaceJob(file, cwd)]);
  }
  const files: string[] = [];
  const found: Found[] = [];
  const strays: Stray[] = [];
  if (paths.includes("-")) {
    if (paths.length > 1) {
      throw new UsageError({
        zh: "“-”（标准输入）是一份填报，不能再写别的路径",
        en: "- (standard input) is one tally and goes with no other path",
      });
    }
    return collect(byWorkspace([resolve(cwd, standardTally())], { cwd, config }));
  }
  for (const path of paths) {
    const target = resolve(cwd, path);
    const stat = statsOf(target);
    if (stat?.isDirectory()) {
      const own = join(target, workspaceFile);
      if (config === undefined && existsSync(own)) found.push(workspaceJob(own, cwd));
      else files.push(...matching(tallyPatterns, target, path, strays));
    } else if (stat && (basename(target) === workspaceFile || target === config)) found.push(workspaceJob(target, cwd));
    else files.push(...(exists(target) ? [target] : matching([toSlashes(path)], cwd, path, strays)));
  }
  if (strays.length > 0)
    found.push({ diagnostics: strays.map((stray) => strayFinding(stray, shownPath(stray.path, cwd))) });
  if (files.length > 0) found.unshift(...byWorkspace(files, { cwd, config }));
  return collect(found);
}

/** A workspace as it stands, be it that nobody has handed in anything yet; a folder that is none, as any other path. */
export function findWorkspace(path: string | undefined, { cwd, config }: Place): Inputs {
  const file = config ?? (path === undefined ? workspaceAround(cwd) : join(resolve(cwd, path), workspaceFile));
  if (file === undefined || !existsSync(file)) return findInputs(path === undefined ? [] : [path], { cwd });
  return collect([workspaceJob(file, cwd, false, (patterns, at, _, strays) => glob(patterns, at, ignored, strays))]);
}

/** One file by the rules of the workspace it lies in, be it that it is not on the disk yet. */
export function findFile(path: string, cwd: string): Inputs {
  return collect(byWorkspace([path], { cwd }));
}

interface Found {
  readonly job?: Job;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources?: readonly Source[];
}

function collect(found: readonly Found[]): Inputs {
  return {
    jobs: found.flatMap(({ job }) => (job ? [job] : [])),
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
    sources: found.flatMap(({ sources }) => sources ?? []),
  };
}

/** Files named one by one are still built by the rules of the workspace they lie in. */
function byWorkspace(files: readonly string[], { cwd, config }: Place): readonly Found[] {
  const groups = new Map<string, string[]>();
  for (const file of new Set(files)) {
    const workspace = config ?? workspaceAround(dirname(file)) ?? "";
    groups.set(workspace, [...(groups.get(workspace) ?? []), file]);
  }
  return [...groups].map(([workspace, group]) => {
    const shown = group.map((file) => shownPath(file, cwd)).sort(compareText);
    if (workspace === "") return { job: { workspace: undefined, files: shown, previous: [] }, diagnostics: [] };
    const { job, ...found } = workspaceJob(workspace, cwd, true);
    return job ? { job: { ...job, files: shown, partial: true }, ...found } : found;
  });
}

function workspaceJob(file: string, cwd: string, filesNamed = false, find: typeof matching = matching): Found {
  const folder = dirname(file);
  const path = shownPath(file, cwd);
  const { value: workspace, diagnostics, sources } = openWorkspace(path, folder, cwd);
  if (!workspace || hasErrors(diagnostics)) return { diagnostics, sources };
  const strays: Stray[] = [];
  const outside = [...workspace.units, ...workspace.previous].filter(leadsOut);
  const within = (patterns: readonly string[]) => patterns.filter((pattern) => !leadsOut(pattern));
  const own = within(workspace.units);
  const files = filesNamed || own.length === 0 ? [] : find(own, folder, path, strays);
  const earlier = within(workspace.previous);
  const previous = earlier.length > 0 ? glob(earlier, folder, ignored, strays) : [];
  const shown = (list: readonly string[]) => list.map((file) => shownPath(file, cwd)).sort(compareText);
  const passedOver = [
    ...outside.map((pattern) => outsidePattern(pattern, path)),
    ...strays.map((stray) => strayFinding(stray, shownPath(stray.path, cwd))),
  ];
  return {
    job: {
      workspace,
      files: shown(files),
      previous: shown(previous),
      unread: shown(strays.filter(({ what }) => what === "ending" || what === "office").map((one) => one.path)),
    },
    diagnostics: [...diagnostics, ...passedOver],
    sources,
  };
}

/** A workspace file, and the table that its register may lie in. */
function openWorkspace(
  path: string,
  folder: string,
  cwd: string,
): Checked<Workspace> & { readonly sources: readonly Source[] } {
  const { value: source, diagnostics: unread } = readLongSource(path);
  if (!source) return { value: undefined, diagnostics: unread, sources: [] };
  const { value, diagnostics } = readWorkspace(source, folder);
  const name = basename(path);
  const workspace = value && { ...value, ...(name !== workspaceFile && { file: name }) };
  const { registerTable } = workspace ?? {};
  if (!workspace || !registerTable) return { value: workspace, diagnostics, sources: [source] };
  const file = resolve(folder, registerTable.path);
  const { value: table, diagnostics: absent } = readLongSource(shownPath(file, cwd));
  const { value: register, diagnostics: found } = table
    ? readRegisterTable(table)
    : { value: undefined, diagnostics: [] };
  return {
    value: { ...workspace, ...(register && { register }) },
    diagnostics: [...diagnostics, ...absent.map((one) => ({ ...one, span: registerTable.span })), ...found],
    sources: [source, ...(table ? [table] : [])],
  };
}

/** Also a link that leads nowhere: reading it says so. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function matching(patterns: readonly string[], folder: string, named: string, strays: Stray[]): readonly string[] {
  const files = glob(patterns, folder, ignored, strays);
  if (files.length > 0) return files;
  // On Windows it is a slash; elsewhere it belongs to a file's name, of which there is none.
  if (named.includes("\\")) {
    const right = named.replaceAll("\\", "/");
    throw new UsageError({
      zh: `${named}：路径里用了反斜杠“\\”，没有找到文件；请用正斜杠，写成 "${right}"`,
      en: `${named}: nothing found; the path has backslashes where slashes are needed: write "${right}"`,
    });
  }
  if (patterns[0] === named && !/[*?[{]/.test(named)) {
    throw new UsageError({ zh: `没有这个文件或文件夹：${named}`, en: `no such file or folder: ${named}` });
  }
  throw new UsageError({
    zh: `${named}：没有找到填报文件（${patterns.join("、")}）`,
    en: `${named}: no tallies found (${patterns.join(", ")})`,
  });
}

/** Never tallies. */
const ignored = ["**/node_modules/**", "**/.git/**", `**/${workspaceFile}`];

/** The workspace that a file or folder lies in, where there is one that can be read. */
export function workspaceOf(path: string, config?: string): Workspace | undefined {
  const file = config ?? workspaceAround(path);
  return file === undefined ? undefined : openWorkspace(file, dirname(file), dirname(file)).value;
}

/** The workspace file in the nearest folder at or above `start` that has one. */
export function workspaceAround(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const file = join(folder, workspaceFile);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

/** As a person would write it: relative where it lies below the current folder, with forward slashes. */
function shownPath(file: string, cwd: string): string {
  const way = relative(cwd, file);
  return toSlashes(way.startsWith("..") ? file : way);
}

function toSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

/** The tallies one path stands for: a file, a folder or a pattern. */
export function filesAt(path: string, cwd: string): readonly string[] {
  const target = resolve(cwd, path);
  const stat = statsOf(target);
  const single = () => (exists(target) ? [target] : matching([toSlashes(path)], cwd, path, []));
  const found = stat?.isDirectory() ? matching(tallyPatterns, target, path, []) : single();
  return found.map((file) => shownPath(file, cwd)).sort(compareText);
}

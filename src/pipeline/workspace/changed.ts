import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type Job, workspaceFile } from "./inputs.ts";
import { isTally } from "./look-alikes.ts";
import { readSource } from "./read-source.ts";

/** Files that differ from a revision, as absolute paths: in the work tree, in what is staged, and those that git does not know yet. */
export function changedSince(revision: string, cwd: string): ReadonlySet<string> {
  const root = git(cwd, ["rev-parse", "--show-toplevel"], notHere).trim();
  const from = baseOf(revision, cwd);
  const known = git(cwd, ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", from, "--"], unknown(revision));
  // From the root: below the current folder alone, `ls-files` would miss what lies beside it.
  const fresh = git(root, ["ls-files", "--others", "--exclude-standard", "-z"], notHere);
  return new Set(`${known}${fresh}`.split("\0").flatMap((name) => (name === "" ? [] : [resolve(root, name)])));
}

/** Where this branch left the revision; what changed there since is not this branch's. Before the first commit, everything is new. */
function baseOf(revision: string, cwd: string): string {
  const asked = spawnSync("git", ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], {
    cwd,
    encoding: "utf8",
  });
  if (asked.status !== 0) {
    const unborn = spawnSync("git", ["rev-parse", "--verify", "--quiet", "HEAD"], { cwd }).status !== 0;
    if (revision === "HEAD" && unborn) return emptyTree;
    throw new UsageError(unknown(revision)(""));
  }
  const commit = asked.stdout.trim();
  const base = spawnSync("git", ["merge-base", commit, "HEAD"], { cwd, encoding: "utf8" });
  return base.status === 0 ? base.stdout.trim() : commit;
}

/** The same in every repository of git. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

type Words = (said: string) => { readonly zh: string; readonly en: string };

const notHere: Words = (said) => ({
  zh: `--changed 要在 git 仓库里用${said === "" ? "" : `（${said}）`}`,
  en: `--changed needs a git repository${said === "" ? "" : ` (${said})`}`,
});

function unknown(revision: string): Words {
  return () => ({
    zh: `--changed：没有这个版本：${revision}；要比较的版本写成 --changed=版本，路径写在前面`,
    en: `--changed: no such revision: ${revision}; write it as --changed=REVISION, and paths before it`,
  });
}

function git(cwd: string, args: readonly string[], words: Words): string {
  const { status, stdout, stderr, error } = spawnSync("git", args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status === 0) return stdout;
  throw new UsageError(words(error ? error.message : (stderr.trim().split("\n")[0] ?? "")));
}

/** What else a run follows from: a change of it concerns every tally. */
export interface Shared {
  readonly templates: string | undefined;
  readonly policy: string | undefined;
}

/** Which of last year's files belongs to a tally. */
export type LastYearOf = (tally: string) => readonly string[];

/**
 * The tallies of a job that changed, whose texts, pictures or last year's tally did, or all of them where the workspace file,
 * its register, templates or the policy changed.
 */
export function onlyChanged(
  job: Job,
  changed: ReadonlySet<string>,
  cwd: string,
  { templates, policy }: Shared,
  earlierOf: LastYearOf,
): Job {
  const real = (path: string): string => {
    const full = resolve(cwd, path);
    return existsSync(dirname(full)) ? join(realpathSync(dirname(full)), basename(full)) : full;
  };
  const { workspace } = job;
  const below = (folder: string) => {
    const root = `${existsSync(folder) ? realpathSync(folder) : folder}${sep}`;
    return [...changed].some((path) => path.startsWith(root));
  };
  const shared = [
    ...(workspace ? [join(workspace.folder, workspace.file ?? workspaceFile)] : []),
    ...(workspace?.registerTable ? [join(workspace.folder, workspace.registerTable.path)] : []),
    ...(policy === undefined ? [] : [policy]),
  ];
  if (shared.some((path) => changed.has(real(path)))) return job;
  if (templates !== undefined && below(resolve(cwd, templates))) return job;
  const earlier = new Set(job.previous.map(real));
  const folders = new Set([...earlier].map((path) => dirname(path)));
  // Whose it was, a tally of last year that is gone does not say any more.
  const gone = [...changed].some((path) => isTally(path) && folders.has(dirname(path)) && !existsSync(path));
  if (gone) return job;
  const anyEarlier = [...changed].some((path) => earlier.has(path));
  const beside = [...changed].filter((path) => !isTally(path) && existsSync(path));
  const names = (file: string): boolean => {
    const near = beside.filter((path) => !relative(dirname(real(file)), path).startsWith(".."));
    const text = near.length === 0 ? "" : (readSource(file).value?.text ?? "");
    return near.some((path) => text.includes(basename(path)));
  };
  const files = job.files.filter(
    (file) =>
      changed.has(real(file)) || (anyEarlier && earlierOf(file).some((one) => changed.has(real(one)))) || names(file),
  );
  return files.length === job.files.length ? job : { ...job, files, partial: true };
}

import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { FileError, UsageError } from "../../core/errors.ts";
import type { Editions } from "../../core/form/edition.ts";
import { guessHeader, peekPlain } from "../../tally/shape/peek.ts";
import type { RunFindings } from "../unit/unit-result.ts";
import { knownEditions } from "../workspace/editions.ts";
import { findFile, findWorkspace, type Inputs, type Job, workspaceAround, workspaceFile } from "../workspace/inputs.ts";
import { type UnsavedTexts, withUnsaved } from "../workspace/read-source.ts";
import { resolveRun } from "../workspace/run-config.ts";
import { LiveFiles } from "./live-files.ts";
import { LiveRun } from "./live-run.ts";

/** A workspace of which some file is open. */
export interface LiveWorkspace {
  readonly folder: string;
  /** The path of its own file. */
  readonly file: string;
  /** Its tallies as they were last understood; absent where it never could be. */
  readonly run: LiveRun | undefined;
  /** Faults of the workspace file. */
  readonly found: RunFindings;
  /** Why nothing in it can be checked. */
  readonly refusal: Text | undefined;
}

/** The workspaces of open files, and the files that lie in none. */
export class LiveWorkspaces {
  readonly #cwd: string;
  readonly #today: () => string;
  readonly #unsaved: UnsavedTexts;
  readonly #known: LiveFiles;
  readonly #workspaces = new Map<string, LiveWorkspace>();
  /** Files that are no tallies of their workspace, or have none. */
  readonly #alone = new Map<string, LiveRun>();
  readonly #editions = new Map<string, Editions>();

  constructor({ cwd, today, unsaved }: { cwd: string; today: () => string; unsaved: UnsavedTexts }) {
    this.#cwd = cwd;
    this.#today = today;
    this.#unsaved = unsaved;
    this.#known = new LiveFiles(unsaved);
  }

  get all(): Iterable<LiveWorkspace> {
    return this.#workspaces.values();
  }

  /** The workspace a file lies in. */
  around(path: string): LiveWorkspace | undefined {
    const file = workspaceAround(dirname(path));
    if (file === undefined) return undefined;
    const folder = dirname(file);
    return this.#workspaces.get(folder) ?? this.reload(folder);
  }

  /** Reads a workspace, or reads it anew. Where it can no longer be understood, its tallies are checked as before. */
  reload(folder: string): LiveWorkspace {
    const file = join(folder, workspaceFile);
    const before = this.#workspaces.get(folder)?.run;
    this.#alone.clear();
    this.#editions.clear();
    const opened = this.#tried(() => {
      const inputs = withUnsaved(this.#unsaved, () => findWorkspace(folder, { cwd: this.#cwd }));
      const [job] = inputs.jobs;
      return { inputs, run: job && this.#run(job) };
    });
    const { inputs, run } = "refusal" in opened ? { inputs: nothing, run: undefined } : opened;
    const workspace: LiveWorkspace = {
      ...{ folder, file, run: run ?? before },
      found: { diagnostics: inputs.diagnostics, sources: inputs.sources },
      refusal: "refusal" in opened ? opened.refusal : undefined,
    };
    this.#workspaces.set(folder, workspace);
    return workspace;
  }

  /** Follows files that other programs have written, made or removed. */
  filesChanged(paths: readonly string[]): void {
    for (const workspace of [...this.#workspaces.values()]) {
      if (paths.some((path) => concernsAll(path, workspace, this.#unsaved))) this.reload(workspace.folder);
    }
    for (const path of paths) {
      this.forget(path);
      for (const { run } of this.#workspaces.values()) run?.touch(path);
    }
  }

  close(folder: string): void {
    this.#workspaces.delete(folder);
  }

  forget(path: string): void {
    this.#alone.delete(path);
  }

  /** The run that a file is checked in; undefined where it is no tally. */
  runOf(path: string, text: string): LiveRun | undefined {
    const workspace = this.around(path);
    if (workspace?.file === path) return undefined;
    if (workspace?.run?.has(path)) return workspace.run;
    if (!workspace?.run?.hasBefore(path) && !looksLikeTally(text)) return undefined;
    const known = this.#alone.get(path) ?? this.#runAlone(path);
    this.#alone.set(path, known);
    return known;
  }

  /** The editions that a file may follow. */
  editionsFor(path: string): Editions {
    return this.around(path)?.run?.editions ?? this.#editionsOf(undefined);
  }

  #runAlone(path: string): LiveRun {
    const opened = this.#tried(() => {
      const [job] = withUnsaved(this.#unsaved, () => findFile(path, this.#cwd)).jobs;
      return { run: job && this.#run(job) };
    });
    const run = "refusal" in opened ? undefined : opened.run;
    return run ?? this.#run({ workspace: undefined, files: [path], previous: [] });
  }

  #run(job: Job): LiveRun {
    const { templates } = resolveRun(job, {}, this.#cwd);
    const surroundings = { cwd: this.#cwd, today: this.#today(), unsaved: this.#unsaved, known: this.#known };
    return new LiveRun(job, { ...surroundings, editions: this.#editionsOf(templates) });
  }

  #editionsOf(templates: string | undefined): Editions {
    const known = this.#editions.get(templates ?? "") ?? knownEditions(templates);
    this.#editions.set(templates ?? "", known);
    return known;
  }

  /** What a command would be refused for is a refusal here; anything else is a fault of ours. */
  #tried<T extends object>(work: () => T): T | { readonly refusal: Text } {
    try {
      return work();
    } catch (error) {
      if (error instanceof UsageError || error instanceof FileError) return { refusal: error.text };
      throw error;
    }
  }
}

/** Whether a file may change which tallies a workspace has and how they are checked. Reports that are built or published change nothing. */
function concernsAll(path: string, { folder, file, run }: LiveWorkspace, unsaved: UnsavedTexts): boolean {
  if (path === file) return !unsaved.has(path);
  if (!isBelow(path, folder)) return false;
  const known = run?.has(path) || run?.hasBefore(path);
  if (known) return !unsaved.has(path) && !existsSync(path);
  const made = run && (isBelow(path, run.config.out) || isBelow(path, run.config.published));
  if (made) return path.endsWith(".json");
  return !/\.(?:txt|md|png|jpe?g|svg)$/i.test(path);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

const nothing: Inputs = { jobs: [], diagnostics: [], sources: [] };

/** Any other YAML file is no business of ours. */
function looksLikeTally(text: string): boolean {
  const { unit, year } = peekPlain(text) ?? guessHeader(text);
  return unit !== undefined && year !== undefined && /^(?:unit|单位)["']?[ \t　]*[:：]/m.test(text);
}

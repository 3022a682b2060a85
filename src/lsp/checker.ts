import { severityOf } from "../catalogue/index.ts";
import type { Diagnostic } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";
import type { Editions } from "../core/form/edition.ts";
import type { LiveRun } from "../pipeline/live/live-run.ts";
import { type LiveWorkspace, LiveWorkspaces } from "../pipeline/live/live-workspaces.ts";
import type { Examined } from "../pipeline/unit/inspect.ts";
import { failedResult, troubleOf } from "../pipeline/unit/unit-result.ts";
import type { Desk, OpenFile } from "./desk.ts";
import { findingsByFile, type Shown } from "./findings.ts";

/** A tally that is open, with what was found in the text it has now. */
export interface CheckedFile {
  readonly file: OpenFile;
  readonly run: LiveRun;
  readonly examined: Examined;
  /** What was last understood of it, a few keys ago perhaps: its figures, not where they stand now. */
  readonly understood: Examined["subject"];
}

export interface CheckerOptions {
  readonly desk: Desk;
  readonly shown: Shown;
  readonly today: () => string;
  /** Told of what goes wrong on our side. */
  readonly fault: (error: unknown, path?: string) => void;
}

/** Milliseconds of quiet after a key before the file is checked, and before the others are, which it may concern. */
const ownPause = 150;
const othersPause = 700;
/** And before files that others have changed are looked at. */
const noticePause = 100;

/** Keeps the findings of all open files up to date. */
export class Checker {
  readonly workspaces: LiveWorkspaces;
  readonly #desk: Desk;
  readonly #shown: Shown;
  readonly #fault: CheckerOptions["fault"];
  readonly #checked = new Map<string, CheckedFile>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #learning = new WeakSet<LiveRun>();
  readonly #noticed = new Set<string>();
  #others: NodeJS.Timeout | undefined;
  #noticing: NodeJS.Timeout | undefined;

  constructor({ desk, shown, today, fault }: CheckerOptions) {
    this.#desk = desk;
    this.#shown = shown;
    this.#fault = fault;
    this.workspaces = new LiveWorkspaces({ cwd: desk.cwd, today, unsaved: desk.unsaved });
  }

  opened(file: OpenFile): void {
    this.#later(file.uri, 0);
  }

  changed(file: OpenFile): void {
    this.#later(file.uri, ownPause);
  }

  closed(file: OpenFile): void {
    clearTimeout(this.#waiting.get(file.uri));
    this.#waiting.delete(file.uri);
    this.#checked.delete(file.uri);
    this.#shown.remove(file.uri);
    this.workspaces.forget(file.path);
    // What the others see is what is on the disk from here on.
    this.#touch(file.path);
    const around = this.workspaces.around(file.path);
    if (around) this.#closeEmpty(around);
    this.#othersLater();
  }

  /** Files were written, made, moved or removed by whomever; many at once are looked at once. */
  filesChanged(paths: readonly string[]): void {
    for (const path of paths) this.#noticed.add(path);
    clearTimeout(this.#noticing);
    this.#noticing = setTimeout(() => {
      try {
        const changed = [...this.#noticed];
        this.#noticed.clear();
        this.workspaces.filesChanged(changed);
        this.#checkAll();
      } catch (error) {
        this.#fault(error);
      }
    }, noticePause);
  }

  /** What was found in a file as it is now; undefined where it is no tally. */
  fresh(uri: string): CheckedFile | undefined {
    const file = this.#desk.at(uri);
    if (!file) return undefined;
    const known = this.#checked.get(uri);
    if (known && known.file.version === file.version && known.file.text === file.text) return known;
    this.#check(uri);
    return this.#checked.get(uri);
  }

  /** The editions that a file may follow, be it a tally or not. */
  editionsFor(path: string): Editions {
    return this.workspaces.editionsFor(path);
  }

  #later(uri: string, pause: number): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.set(
      uri,
      setTimeout(() => this.#check(uri), pause),
    );
  }

  #othersLater(): void {
    clearTimeout(this.#others);
    this.#others = setTimeout(() => this.#checkAll(), othersPause);
  }

  #checkAll(): void {
    for (const { uri } of this.#desk.all) this.#later(uri, 0);
  }

  #check(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    const file = this.#desk.at(uri);
    if (!file) return;
    try {
      const known = this.#checked.get(uri);
      const same = known !== undefined && known.file.text === file.text;
      this.#touch(file.path);
      const workspace = this.workspaces.around(file.path);
      if (workspace?.file === file.path) this.#checkWorkspace(workspace, file, same);
      else this.#checkTally(file, workspace);
      if (!same) this.#othersLater();
    } catch (error) {
      this.#fault(error, file.path);
    }
  }

  #touch(path: string): void {
    for (const { run } of this.workspaces.all) run?.touch(path);
  }

  #checkTally(file: OpenFile, workspace: LiveWorkspace | undefined): void {
    const run = this.workspaces.runOf(file.path, file.text);
    if (!run) {
      // A text that a tally draws in, or nothing of ours: what others found in it stands.
      this.#checked.delete(file.uri);
      this.#shown.set(file.uri, new Map());
      return;
    }
    const examined = this.#examine(run, file);
    const understood = examined.subject ?? this.#checked.get(file.uri)?.understood;
    this.#checked.set(file.uri, { file, run, examined, understood });
    this.#shown.set(file.uri, findingsByFile(examined.diagnostics, examined.sources, this.#desk));
    if (workspace) this.#showWorkspace(workspace);
    if (workspace?.run === run) this.#learn(workspace, run);
  }

  /** A fault of ours in one file is told with it, and nothing else is held up. */
  #examine(run: LiveRun, { path }: OpenFile): Examined {
    try {
      return run.examine(path);
    } catch (error) {
      if (!(error instanceof FileError)) this.#fault(error, path);
      return { file: path, diagnostics: troubleOf(failedResult(path, error)), sources: [] };
    }
  }

  #checkWorkspace(workspace: LiveWorkspace, file: OpenFile, same: boolean): void {
    const known = this.#texts.get(workspace.folder);
    this.#texts.set(workspace.folder, file.text);
    if (known === file.text || same) this.#showWorkspace(workspace);
    else this.#reload(workspace.folder);
  }

  /** What each workspace file said when it was last read. */
  readonly #texts = new Map<string, string>();

  #reload(folder: string): void {
    const workspace = this.workspaces.reload(folder);
    this.#showWorkspace(workspace);
    this.#checkAll();
  }

  #showWorkspace({ file, run, found, refusal }: LiveWorkspace): void {
    const whole = run?.found ?? { diagnostics: [], sources: [] };
    const refused: readonly Diagnostic[] = refusal ? [refusedWorkspace(file, refusal)] : [];
    const diagnostics = [...refused, ...found.diagnostics, ...whole.diagnostics];
    const sources = [...found.sources, ...whole.sources];
    this.#shown.set(this.#desk.uriOf(file), findingsByFile(diagnostics, sources, this.#desk));
  }

  /** Reads the other tallies of a workspace while nothing else is to be done. */
  #learn(workspace: LiveWorkspace, run: LiveRun): void {
    if (this.#learning.has(run)) return;
    this.#learning.add(run);
    const steps = run.learn();
    const next = (): void => {
      const current = [...this.workspaces.all].find(({ folder }) => folder === workspace.folder);
      if (current?.run !== run) return;
      try {
        const { done, value } = steps.next();
        if (value) {
          this.#showWorkspace(current);
          this.#checkAll();
        }
        if (!done) setImmediate(next);
      } catch (error) {
        this.#fault(error, workspace.file);
      }
    };
    setImmediate(next);
  }

  /** A workspace of which nothing is open any more is forgotten, and nothing is shown of it. */
  #closeEmpty({ folder, file }: LiveWorkspace): void {
    const used = [...this.#desk.all].some(({ path }) => this.workspaces.around(path)?.folder === folder);
    if (used) return;
    this.#shown.remove(this.#desk.uriOf(file));
    this.#texts.delete(folder);
    this.workspaces.close(folder);
  }
}

function refusedWorkspace(file: string, message: Diagnostic["message"]): Diagnostic {
  const code = "GR100";
  return { code, severity: severityOf(code), message, file, related: [] };
}

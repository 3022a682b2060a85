/*
 * A run whose tallies are being written: each is checked as `validate` would check it among the others, again and again. Of
 * the others only who they are and a few numbers of their texts are kept, read once; a keystroke costs the reading of one
 * tally and of its last year's.
 */
import { basename, resolve } from "node:path";
import { FileError } from "../../core/errors.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import type { UnitSums } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import type { Edit } from "../../core/text/edits.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { allFindings, type ExamineTask, forExamining } from "../batch/chunk-examiner.ts";
import { type Examination, tasksOf } from "../batch/examine-units.ts";
import { publishedBefore } from "../batch/validate-all.ts";
import { copyComparer, textSamplesOf } from "../unit/copies.ts";
import { type FixOptions, fixText } from "../unit/fix.ts";
import { type Copies, type Examined, type ExamineOptions, type FindCopies, noCopies } from "../unit/inspect.ts";
import { examine } from "../unit/inspect-file.ts";
import { readPicture } from "../unit/pictures.ts";
import { publishedFacts } from "../unit/published-facts.ts";
import type { RunFindings } from "../unit/unit-result.ts";
import type { Job } from "../workspace/inputs.ts";
import { nameAll } from "../workspace/names.ts";
import { type UnsavedTexts, withUnsaved } from "../workspace/read-source.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { openRecords } from "../workspace/records.ts";
import { type RunConfig, resolveRun } from "../workspace/run-config.ts";
import { planUnits, type UnitPlan } from "../workspace/units.ts";
import { LiveCopies } from "./live-copies.ts";
import type { LiveFiles } from "./live-files.ts";

/** What a run stands in. */
export interface LiveSurroundings {
  readonly editions: Editions;
  /** The paths of the job are from here. */
  readonly cwd: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Looked at whenever something is read. */
  readonly unsaved: UnsavedTexts;
  /** What is known of files, whichever run reads them. */
  readonly known: LiveFiles;
}

/** So many are read at once, before anything else is said. */
const fewFiles = 300;
/** Files read before others have their turn. */
const headersAtOnce = 25;
const textsAtOnce = 3;

/** How tallies are checked. */
interface Validation {
  readonly options: (file: string) => ExamineOptions;
  readonly examine: (file: string) => Examined;
}

export class LiveRun {
  readonly config: RunConfig;
  readonly editions: Editions;
  readonly #unsaved: UnsavedTexts;
  readonly #known: LiveFiles;
  /** Paths as the job has them, by absolute path. */
  readonly #files: ReadonlyMap<string, string>;
  readonly #previous: ReadonlyMap<string, string>;
  readonly #copies = new LiveCopies();
  readonly #sums = new Map<string, UnitSums | undefined>();
  #units: UnitPlan | undefined;
  #validation: Validation | undefined;
  #headersRead = false;

  constructor(job: Job, { editions, cwd, today, unsaved, known }: LiveSurroundings) {
    this.config = resolveRun(job, { today }, cwd);
    this.editions = editions;
    this.#unsaved = unsaved;
    this.#known = known;
    const byPath = (files: readonly string[]) => new Map(files.map((file) => [resolve(cwd, file), file]));
    this.#files = byPath(job.files);
    this.#previous = byPath(job.previous);
  }

  /** Whether a file is one of its tallies. */
  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Whether a file is one of last year's. */
  hasBefore(path: string): boolean {
    return this.#previous.has(path);
  }

  /** What is wrong with the run as a whole, as far as its tallies have been looked at. */
  get found(): RunFindings {
    return { diagnostics: this.#units?.diagnostics ?? [], sources: this.#units?.sources ?? [] };
  }

  /** Checks one of its tallies: among the others once they are known, else as if it were named alone. */
  examine(path: string): Examined {
    return this.#read(() => {
      const file = this.#files.get(path) ?? path;
      return this.#validationFor(file).examine(file);
    });
  }

  /** What `validate --fix` would put right in one of its tallies as it is now. */
  repair(path: string, wanted: FixOptions): readonly Edit[] {
    return this.#read(() => {
      const file = this.#files.get(path) ?? path;
      const source = readTallyFile(file, this.editions).value;
      const { severities, final, previous } = this.#validationFor(file).options(file);
      const options = { severities, final, previous, readPicture };
      return source ? fixText(source, { editions: this.editions }, options, wanted).edits : [];
    });
  }

  /** Takes notice that a file says something else. */
  touch(path: string): void {
    const file = this.#files.get(path) ?? this.#previous.get(path);
    if (file === undefined || !this.#validation) return;
    this.#read(() => {
      const before = JSON.stringify(this.#known.known(file));
      if (JSON.stringify(this.#peek(file)) !== before) this.#forget();
      else {
        for (const area of this.#sums.keys()) {
          if (this.#units?.below(area)?.files.some(([below]) => below === file)) this.#sums.delete(area);
        }
      }
      if (this.#files.has(path) && !this.#unsaved.has(path)) this.#takeTexts(file);
    });
  }

  /** Reads the other tallies, a few at a time; each step leaves more known, and those yielded as true leave findings to be told anew. */
  *learn(): Generator<boolean> {
    let read = 0;
    for (const file of [...this.#files.values(), ...this.#previous.values()]) {
      this.#read(() => this.#peek(file));
      if (++read % headersAtOnce === 0) yield false;
    }
    this.#headersRead = true;
    this.#read(() => this.#plan());
    yield true;
    for (const file of this.#files.values()) {
      this.#read(() => this.#takeTexts(file));
      if (++read % textsAtOnce === 0) yield false;
    }
    yield true;
  }

  #read<T>(work: () => T): T {
    return withUnsaved(this.#unsaved, work);
  }

  #validationFor(file: string): Validation {
    const few = this.#files.size + this.#previous.size <= fewFiles;
    return this.#validation ?? (this.#headersRead || few ? this.#plan() : this.#alone(file));
  }

  #forget(): void {
    this.#validation = undefined;
    this.#units = undefined;
    this.#sums.clear();
  }

  #plan(): Validation {
    const { editions, config } = this;
    this.#forget();
    const seen = config.files.map((file) => [file, this.#peek(file)] as const);
    const names = nameAll(seen, editions);
    const units = planUnits(names.who, editions, { ...config, severities: config.report.severities });
    this.#units = units;
    this.#validation = this.#prepare({ names, units, previous: config.previous }, (tally, edition) =>
      this.#copiesIn(tally, edition),
    );
    return this.#validation;
  }

  /** As `validate` checks a file that is named alone; last year's is looked for by the name of the file. */
  #alone(file: string): Validation {
    const { editions, config } = this;
    const names = nameAll([[file, this.#peek(file)]], editions);
    const options = { ...config, files: [file], partial: true, severities: config.report.severities };
    const previous = config.previous.filter((other) => basename(other) === basename(file));
    return this.#prepare({ names, units: planUnits(names.who, editions, options), previous });
  }

  /** The check of one tally as a batch does it, with what is settled about it beforehand. */
  #prepare(run: Pick<Examination, "names" | "units" | "previous">, copies?: FindCopies): Validation {
    const { editions, config } = this;
    const records = openRecords(config.published);
    const factsOf = (file: string) => publishedFacts(records, file, run.names.who.get(file));
    const published = publishedBefore(config, run.names);
    const taskOf = tasksOf(this, { ...run, factsOf, published }, (file) => this.#peek(file));
    const optionsOf = (task: ExamineTask): ExamineOptions => {
      const options = forExamining(this, config, [task]);
      const { units } = run;
      const parts = (file: string) => this.#sumsFor(file, units);
      return { ...options, units: { ...units, parts }, ...(copies && { copies }) };
    };
    return {
      options: (file) => optionsOf(taskOf(file)),
      examine: (file) => {
        const task = taskOf(file);
        const { failure } = task.facts;
        if (failure) throw new FileError(failure.file, failure.text);
        const examined = examine(file, { editions }, optionsOf(task));
        return { ...examined, diagnostics: allFindings(examined, task) };
      },
    };
  }

  /** An area's sums are kept until one of its units says something else. */
  #sumsFor(file: string, units: UnitPlan): UnitSums | undefined {
    if (!this.#sums.has(file)) this.#sums.set(file, units.parts(file));
    return this.#sums.get(file);
  }

  #copiesIn(tally: Tally, edition: Edition): Copies {
    const texts = textSamplesOf(tally, edition);
    this.#copies.set(tally.file, texts);
    const suspect = texts && this.#copies.suspect(tally.file, texts);
    return suspect === undefined ? noCopies : copyComparer(this.editions)(tally, edition, suspect);
  }

  #takeTexts(file: string): void {
    this.#copies.set(file, this.#known.texts(file, this.editions));
  }

  #peek(file: string): HeaderPeek {
    return this.#known.peek(file, this.editions);
  }
}

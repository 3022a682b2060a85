/*
 * A batch goes in chunks of units, to this thread or to several (executor.ts, worker.ts). Whatever needs the whole run is
 * settled in the main thread beforehand and sent along as plain data (plan.ts: names, register, where last year's tally is)
 * or asked for half-way: a thread reads its tallies, hands in the samples of their texts, and hears from whom they may be
 * copied once all tallies before them have been met; so the findings are the same for any number of threads.
 *
 * build-state.ts decides what need not be built again: a hash over all that a report follows from (cache-key.ts), kept in
 * manifest.json with the samples of the texts, so that a unit that was skipped still takes part in the comparison. A unit is
 * built again when the one it is compared with changes. In a run in shards the other shards' tallies are read for their
 * texts alone, so that the joined result is that of one run. Templates that change during a run are noticed at its end; its
 * reports are then recorded as following from nothing, and are built again.
 *
 * Two departures from a pure pipeline, on purpose: a run first looks at who every tally is of (glimpse.ts; of many, on its
 * threads), so that two that would become one report are refused before anything is written; and last year's tally is found and read only when a unit is checked.
 */
import { removeTempFiles } from "../../write/files.ts";
import { lockFolder } from "../../write/lock.ts";
import { type FoundEngine, findEngine } from "../pdf/engine.ts";
import { PdfMaker } from "../pdf/pdf-maker.ts";
import { suspectFinder, type TextSamples } from "../unit/copies.ts";
import { type Session, sessionOf } from "../unit/session.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import type { RunConfig, Shard } from "../workspace/run-config.ts";
import { BuildState, isInShard, manifestFile, type OrphanedOutput } from "./build-state.ts";
import { makeChunkBuilder, type UnitTask } from "./chunk-builder.ts";
import { inChunks, Turns } from "./chunk-queue.ts";
import type { SuspectQuery } from "./chunk-work.ts";
import {
  type Executor,
  inlineExecutor,
  pdfChunkSize,
  type ThreadPool,
  threadPoolExecutor,
  threadsFor,
} from "./executor.ts";
import { readManifest } from "./manifest.ts";
import { planRun, type RunPlan } from "./plan.ts";
import { manyFiles } from "./read-names.ts";

/** How a run is stopped, and what it says beside the results of its units. */
export interface RunEvents {
  /** Ends the run between two units. */
  readonly signal?: AbortSignal;
  /** Called with how many reports have no earlier year to compare with, though that was asked for. */
  readonly onAlone?: (units: number) => void;
  /** Called with how many units were left as they are whose warnings have not been shown again. */
  readonly onUntold?: (units: number) => void;
  /** Called for each tally whose reports have become orphans. */
  readonly onOrphan?: (orphan: OrphanedOutput) => void;
  /** Called with the SHA-256 of the manifest. */
  readonly onRoot?: (root: string) => void;
  /** Called with the faces that are embedded in the PDF which the run has made. */
  readonly onFaces?: (faces: ReadonlySet<string>) => void;
  /** Called when somebody has changed a template during the run. */
  readonly onTemplatesChanged?: () => void;
}

/**
 * Checks each tally and writes its reports, in path order; a unit's files together or none of them. What has not changed
 * since the last run is left as it is. The results are the same for any number of threads. `session` is that of the run,
 * where it is open already. Throws a FileError where another run is writing into the output folder, or where a file that is
 * no manifest of ours stands in the manifest's place.
 */
export async function* buildAll(
  config: RunConfig,
  events: RunEvents = {},
  session?: Session,
): AsyncGenerator<UnitResult> {
  const engine = config.pdf && findEngine(config.pdf.with);
  const release = lockFolder(config.out, manifestFile(config.shard));
  try {
    removeTempFiles(config.out);
    yield* engine ? buildWithPdf(config, events, engine) : buildLocked(config, events, session ?? sessionOf(config));
  } finally {
    release();
  }
}

async function* buildWithPdf(config: RunConfig, events: RunEvents, engine: FoundEngine): AsyncGenerator<UnitResult> {
  const { out, report } = config;
  const maker = new PdfMaker(engine, { out, durable: report.final }, events.signal);
  const run = { ...config, staged: { format: engine.source, folder: maker.folder } };
  try {
    yield* buildLocked(run, events, sessionOf(run), maker);
    events.onFaces?.(maker.faces);
  } finally {
    await maker.close();
  }
}

async function* buildLocked(
  config: RunConfig,
  events: RunEvents,
  session: Session,
  pdfs?: PdfMaker,
): AsyncGenerator<UnitResult> {
  const { out, files, shard } = config;
  const manifest = readManifest(out, manifestFile(shard));
  const pool = new Pool(config);
  let plan: RunPlan;
  let state: BuildState;
  try {
    const glimpseAll = files.length < manyFiles ? undefined : pool.open(files.length)?.glimpseAll;
    plan = await planRun(config, { editions: session.editions, manifest, glimpseAll });
    state = new BuildState(config, { manifest, plan });
    const batch = new Batch({ session, config, plan, state, signal: events.signal, pdfs, pool });
    yield* withRunDiagnostics(batch.run(files), plan, shard);
  } finally {
    await pool.close();
    if (!pdfs) removeTempFiles(out, true);
  }
  const { orphans, templatesChanged, untold, root } = state.end();
  if (untold > 0) events.onUntold?.(untold);
  for (const orphan of orphans) events.onOrphan?.(orphan);
  if (root !== undefined) events.onRoot?.(root);
  if (templatesChanged) events.onTemplatesChanged?.();
  const own = files.filter((file) => isInShard(plan.path(file), shard));
  const alone = config.report.trend === undefined ? 0 : own.filter((file) => plan.earlier(file).length === 0).length;
  if (alone > 0) events.onAlone?.(alone);
}

/** What is wrong with the run as a whole is reported with the first tally; what is wrong with a template, once. */
async function* withRunDiagnostics(
  results: AsyncIterable<UnitResult>,
  { units, names }: RunPlan,
  shard: Shard | undefined,
): AsyncGenerator<UnitResult> {
  const seen = new Set<string>();
  // Of a run in shards, the first speaks for the whole.
  let first = (shard?.index ?? 1) === 1;
  for await (const result of results) {
    const { file, sources } = result;
    const own = result.diagnostics.filter((diagnostic) => {
      if (diagnostic.file === file) return true;
      const key = JSON.stringify([diagnostic.code, diagnostic.file, diagnostic.span?.start, diagnostic.message.zh]);
      return seen.size < seen.add(key).size;
    });
    const ofRun = first && units.diagnostics.length > 0 && { diagnostics: units.diagnostics, sources: units.sources };
    first = false;
    const { unit, year } = names.who.get(file) ?? {};
    const who = unit === undefined || year === undefined ? {} : { who: { unit, year } };
    yield { ...result, ...who, ...(ofRun && { ofRun }), diagnostics: own, sources: own.length > 0 ? sources : [] };
  }
}

interface BatchParts {
  readonly session: Session;
  readonly config: RunConfig;
  readonly plan: RunPlan;
  readonly state: BuildState;
  readonly signal: AbortSignal | undefined;
  /** Where PDF is wanted. */
  readonly pdfs: PdfMaker | undefined;
  readonly pool: Pool;
}

/** The threads of a run, which are started once: where there are many tallies, before it is known what is to be built. */
class Pool {
  readonly #config: RunConfig;
  #threads: ThreadPool<UnitTask> | undefined;

  constructor(config: RunConfig) {
    this.#config = config;
  }

  /** Undefined where so few units are better done by one thread, which is this one. */
  open(units: number): ThreadPool<UnitTask> | undefined {
    const { report, templates, formats, staged, out, correct, correction } = this.#config;
    const jobs = threadsFor(units, this.#config.jobs);
    if (jobs <= 1 || units === 0) return undefined;
    const config = { report, templates, formats, ...(staged && { staged }), out, correct, correction };
    this.#threads ??= threadPoolExecutor({ kind: "build", config }, jobs, staged && { units: pdfChunkSize });
    return this.#threads;
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }
}

/** The run itself: chunks of units, begun in order, a few ahead of the one whose results are passed on. */
class Batch {
  readonly #session: Session;
  readonly #config: RunConfig;
  readonly #plan: RunPlan;
  readonly #state: BuildState;
  readonly #signal: AbortSignal | undefined;
  readonly #pdfs: PdfMaker | undefined;
  readonly #suspectOf: ReturnType<typeof suspectFinder>;
  readonly #pool: Pool;
  /** Texts are compared in path order. */
  readonly #turns = new Turns();

  constructor({ session, config, plan, state, signal, pdfs, pool }: BatchParts) {
    this.#pool = pool;
    this.#pdfs = pdfs;
    this.#session = session;
    this.#config = config;
    this.#plan = plan;
    this.#state = state;
    this.#signal = signal;
    this.#suspectOf = suspectFinder(config.files.length);
  }

  async *run(files: readonly string[]): AsyncGenerator<UnitResult> {
    const stale = files.filter((file) => !this.#state.isFresh(file)).length;
    const executor =
      this.#pool.open(stale) ??
      inlineExecutor(makeChunkBuilder(this.#session, this.#config), this.#config.staged && pdfChunkSize);
    yield* inChunks(files, executor, (chunk) => this.#chunk(executor, chunk), this.#signal);
  }

  async #chunk(executor: Executor<UnitTask>, files: readonly string[]): Promise<readonly UnitResult[]> {
    const { come, pass } = this.#turns.next();
    const results = new Map<string, UnitResult>();
    const take = async (tasks: readonly UnitTask[], ask: SuspectQuery): Promise<void> => {
      for await (const result of executor.work(tasks, ask)) results.set(result.file, result);
    };
    const stale = files.filter((file) => !this.#state.isFresh(file));
    let suspects: ReadonlyMap<string, string> | undefined;
    const match = async (texts: readonly (TextSamples | undefined)[]): Promise<ReadonlyMap<string, string>> => {
      await come;
      suspects ??= this.#matchTexts(files, new Map(stale.map((file, i) => [file, texts[i]])));
      pass();
      return suspects;
    };
    const answers = (found: ReadonlyMap<string, string>, list: readonly string[]): readonly (string | undefined)[] =>
      list.map((file) => found.get(file));
    if (stale.length > 0) {
      await take(this.#tasks(stale), async (texts) => answers(await match(texts), stale));
    }
    const found = await match([]);
    // Texts that now stand beside others than before have to be looked at again.
    const own = files.filter((file) => this.#state.isOwn(file));
    const again = own.filter((file) => !results.has(file) && this.#state.copySuspect(file) !== found.get(file));
    if (again.length > 0) await take(this.#tasks(again), async () => answers(found, again));
    const built = own.map((file) => results.get(file) ?? this.#state.skipped(file));
    const whole = (await this.#pdfs?.make(built, (result) => this.#state.standingPdf(result))) ?? built;
    return whole.map((result) => {
      const { file } = result;
      if (!result.skipped) this.#state.commit(result, found.get(file));
      return result;
    });
  }

  #matchTexts(
    files: readonly string[],
    fresh: ReadonlyMap<string, TextSamples | undefined>,
  ): ReadonlyMap<string, string> {
    const suspects = new Map<string, string>();
    for (const file of files) {
      const texts = fresh.has(file) ? fresh.get(file) : this.#state.texts(file);
      const suspect = texts && this.#suspectOf(file, texts);
      if (suspect !== undefined) suspects.set(file, suspect);
    }
    return suspects;
  }

  #tasks(files: readonly string[]): readonly UnitTask[] {
    const { names, units, previous, earlier } = this.#plan;
    return files.map((file) => ({
      file,
      base: names.of(file),
      conflicts: names.conflicts(file),
      registration: units.registration(file),
      below: units.below(file),
      previous: previous(file),
      earlier: earlier(file),
      older: this.#state.previousOutputs(file),
      published: this.#state.publication(file),
      facts: this.#state.facts(file),
      ...(!this.#state.isOwn(file) && { readOnly: true }),
    }));
  }
}

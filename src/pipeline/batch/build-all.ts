import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { removeTempFiles } from "../../write/files.ts";
import { suspectFinder, type TextSamples } from "../unit/copies.ts";
import type { OpenSession } from "../unit/session.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import { BuildState, manifestFile } from "./build-state.ts";
import type { RunConfig, UnitTask } from "./chunk-builder.ts";
import { type Executor, inlineExecutor, threadPoolExecutor } from "./executor.ts";
import { readManifest, type Shard } from "./manifest.ts";
import { planRun, type RunPlan } from "./plan.ts";
import type { BuildOptions } from "./run-options.ts";

/** Below this many units threads cost more than they bring. */
export const fewUnits = 400;

/**
 * Checks each tally and writes its reports, in path order; a unit's files together or none of them. What has not changed
 * since the last run is left as it is. The results are the same for any number of threads.
 */
export async function* buildAll(session: OpenSession, options: BuildOptions): AsyncGenerator<UnitResult> {
  const { out, draft, final, severities, workspace, trend } = options;
  removeTempFiles(out);
  const previousGiven = options.previous.length > 0 || (workspace?.previous ?? []).length > 0;
  const annexes = options.annexes ?? workspace?.annexes ?? [];
  const deadlines = workspace?.deadlines;
  const config: RunConfig = { out, draft, final, severities, previousGiven, deadlines, annexes, trend };
  const manifest = readManifest(out, manifestFile(options.shard));
  const plan = await planRun(options, { editions: session.editions, manifest, base: options.base ?? process.cwd() });
  const record = new BuildState(session, config, options, { manifest, plan });
  const batch = new Batch(session, config, options, plan, record);
  try {
    yield* withRunDiagnostics(batch.run(options.files), plan, options);
  } finally {
    await batch.close();
    removeTempFiles(out, true);
  }
  const { left, templatesChanged } = record.end();
  for (const one of left) options.onOrphan?.(one);
  if (templatesChanged) options.onTemplatesChanged?.();
  const own = options.files.filter((file) => isInShard(plan.path(file), options.shard));
  const alone = trend === undefined ? 0 : own.filter((file) => plan.earlier(file).length === 0).length;
  if (alone > 0) options.onAlone?.(alone);
}

/** Which machine of several builds a tally: the same one for any order and company of the tallies. */
export function isInShard(path: string, shard: Shard | undefined): boolean {
  if (!shard) return true;
  const hash = createHash("sha256").update(path).digest();
  return Number(hash.readBigUInt64BE() % BigInt(shard.count)) + 1 === shard.index;
}

/** What is wrong with the run as a whole is told with the first tally; what is wrong with a template, once. */
async function* withRunDiagnostics(
  outcomes: AsyncIterable<UnitResult>,
  { units, names }: RunPlan,
  { shard }: BuildOptions,
): AsyncGenerator<UnitResult> {
  const said = new Set<string>();
  // Of a run in shards, the first speaks for the whole.
  let first = (shard?.index ?? 1) === 1;
  for await (const outcome of outcomes) {
    const { file, sources } = outcome;
    const own = outcome.diagnostics.filter((diagnostic) => {
      if (diagnostic.file === file) return true;
      const key = JSON.stringify([diagnostic.code, diagnostic.file, diagnostic.span?.start, diagnostic.message.zh]);
      return said.size < said.add(key).size;
    });
    const diagnostics = first ? [...units.diagnostics, ...own] : own;
    first = false;
    const { unit, year } = names.who.get(file) ?? {};
    const who = unit === undefined || year === undefined ? {} : { who: { unit, year } };
    yield { ...outcome, ...who, diagnostics, sources: diagnostics.length > 0 ? [...sources, ...units.sources] : [] };
  }
}

/** The run itself: chunks of units, begun in order, a few ahead of the one whose results are passed on. */
class Batch {
  readonly #session: OpenSession;
  readonly #config: RunConfig;
  readonly #options: BuildOptions;
  readonly #plan: RunPlan;
  readonly #record: BuildState;
  readonly #suspectOf = suspectFinder();
  #executor: Executor | undefined;
  /** Texts meet in path order, whoever is first to have read them. */
  #turn: Promise<void> = Promise.resolve();

  constructor(session: OpenSession, config: RunConfig, options: BuildOptions, plan: RunPlan, record: BuildState) {
    this.#session = session;
    this.#config = config;
    this.#options = options;
    this.#plan = plan;
    this.#record = record;
  }

  async close(): Promise<void> {
    await this.#executor?.close();
  }

  /** Of a run in shards, the other shards' tallies are looked at for their texts alone: any may be the one that was copied. */
  #isOwn(file: string): boolean {
    return isInShard(this.#plan.path(file), this.#options.shard);
  }

  async *run(files: readonly string[]): AsyncGenerator<UnitResult> {
    const stale = files.filter((file) => !this.#record.isFresh(file)).length;
    const jobs = this.#options.jobs ?? (stale < fewUnits ? 1 : availableParallelism());
    const executor =
      jobs > 1 && stale > 0
        ? threadPoolExecutor(this.#session, this.#config, jobs)
        : inlineExecutor(this.#session, this.#config);
    this.#executor = executor;
    const begun: Promise<readonly UnitResult[]>[] = [];
    for (let at = 0; at < files.length || begun.length > 0; ) {
      while (begun.length < executor.ahead && at < files.length && !this.#options.signal?.aborted) {
        const chunk = this.#chunk(executor, files.slice(at, at + executor.chunkSize));
        // Where an earlier chunk ends the run, nobody asks any more what became of this one.
        chunk.catch(() => undefined);
        begun.push(chunk);
        at += executor.chunkSize;
      }
      const next = begun.shift();
      if (!next) return;
      yield* await next;
    }
  }

  async #chunk(executor: Executor, files: readonly string[]): Promise<readonly UnitResult[]> {
    const before = this.#turn;
    let done = (): void => undefined;
    this.#turn = new Promise((release) => {
      done = release;
    });
    const outcomes = new Map<string, UnitResult>();
    const take = async (tasks: readonly UnitTask[], ask: Parameters<Executor["build"]>[1]): Promise<void> => {
      for await (const outcome of executor.build(tasks, ask)) outcomes.set(outcome.file, outcome);
    };
    const stale = files.filter((file) => !this.#record.isFresh(file));
    let suspects: ReadonlyMap<string, string> | undefined;
    const meet = async (texts: readonly (TextSamples | undefined)[]): Promise<ReadonlyMap<string, string>> => {
      await before;
      suspects ??= this.#meet(files, new Map(stale.map((file, i) => [file, texts[i]])));
      done();
      return suspects;
    };
    const answers = (found: ReadonlyMap<string, string>, list: readonly string[]): readonly (string | undefined)[] =>
      list.map((file) => found.get(file));
    if (stale.length > 0) {
      await take(this.#tasks(stale), async (texts) => answers(await meet(texts), stale));
    }
    const found = await meet([]);
    // Texts that now stand beside others than before have to be looked at again.
    const own = files.filter((file) => this.#isOwn(file));
    const again = own.filter((file) => !outcomes.has(file) && this.#record.copySuspect(file) !== found.get(file));
    if (again.length > 0) await take(this.#tasks(again), async () => answers(found, again));
    return own.map((file) => {
      const outcome = outcomes.get(file) ?? this.#record.skipped(file);
      if (!outcome.skipped) this.#record.commit(outcome, found.get(file));
      return outcome;
    });
  }

  #meet(files: readonly string[], fresh: ReadonlyMap<string, TextSamples | undefined>): ReadonlyMap<string, string> {
    const suspects = new Map<string, string>();
    for (const file of files) {
      const texts = fresh.has(file) ? fresh.get(file) : this.#record.texts(file);
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
      older: this.#record.previousOutputs(file),
      ...(!this.#isOwn(file) && { readOnly: true }),
    }));
  }
}

import { compareText, type Diagnostic } from "../../core/diagnostic.ts";
import type { Source } from "../../core/text/source.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import { type Trend, trendYears } from "../../core/trend.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { inChunks } from "../batch/chunk-queue.ts";
import { type Executor, inlineExecutor, threadPoolExecutor, threadsFor } from "../batch/executor.ts";
import { nobody } from "../batch/glimpse.ts";
import { readNames } from "../batch/read-names.ts";
import { makeTrendWork, type TrendTask } from "../batch/trend-work.ts";
import { earlierFinder } from "../unit/previous.ts";
import type { Session } from "../unit/session.ts";
import { unitIndex } from "../unit/unit-index.ts";
import type { UnitResult } from "../unit/unit-result.ts";
import type { Job } from "../workspace/inputs.ts";

/** The trend of one unit, or why there is none. */
export interface UnitTrend {
  /** Its newest tally. */
  readonly file: string;
  readonly unit: string;
  /** Absent where there is no tally of an earlier year, or the newest cannot be read. */
  readonly trend?: Trend;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/**
 * The main figures of every unit of a run over the years, from its newest tally back, on as many threads as `build`. Here the
 * tallies that were named count for one another: a folder with five years of one unit is one trend.
 */
export async function* trendsOf(
  session: Session,
  job: Job,
  years: number = trendYears.most,
): AsyncGenerator<UnitTrend, void> {
  const all = [...new Set([...job.previous, ...job.files])].sort(compareText);
  const { who } = await readNames(session, all);
  const peekAt = (file: string): HeaderPeek => who.get(file) ?? nobody;
  const newest = newestOf(job.files, peekAt);
  const today = newest.flatMap((file) => peekAt(file).unit ?? []);
  const find = earlierFinder(unitIndex(all, peekAt, today), years);
  const threads = threadsFor(newest.length, undefined);
  const executor: Executor<TrendTask> =
    threads > 1
      ? threadPoolExecutor({ kind: "trend", config: { templates: session.templates } }, threads)
      : inlineExecutor(makeTrendWork(session));
  const trends = async (files: readonly string[]): Promise<readonly UnitResult[]> => {
    const tasks = files.map((file) => ({ file, earlier: find(file, peekAt(file)) }));
    const found: UnitResult[] = [];
    for await (const one of executor.work(tasks, async () => [])) found.push(one);
    return found;
  };
  try {
    for await (const one of inChunks(newest, executor, trends)) yield unitTrend(one);
  } finally {
    await executor.close();
  }
}

/** Throws what a thread came upon that is no finding. */
function unitTrend({ file, who, trend, diagnostics, sources, failure, fault }: UnitResult): UnitTrend {
  const error = failure ?? fault;
  if (error) throw error;
  return { file, unit: who?.unit ?? "", diagnostics, sources, ...(trend && { trend }) };
}

/** Of each unit the tally of its last year, in path order; what does not say whose it is, too: reading it says why. */
function newestOf(files: readonly string[], peekAt: (file: string) => HeaderPeek): readonly string[] {
  const last = new Map<string, number>();
  for (const file of files) {
    const { unit, year } = peekAt(file);
    if (unit !== undefined && year !== undefined) last.set(unitKey(unit), Math.max(year, last.get(unitKey(unit)) ?? 0));
  }
  return files.filter((file) => {
    const { unit, year } = peekAt(file);
    return unit === undefined || year === undefined || last.get(unitKey(unit)) === year;
  });
}

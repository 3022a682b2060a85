import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { suspectFinder } from "../unit/copies.ts";
import { peekFile, previousLocator } from "../unit/previous.ts";
import type { PublishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import { unitIndex } from "../unit/unit-index.ts";
import type { Publication, UnitResult } from "../unit/unit-result.ts";
import { type Names, unitsOf } from "../workspace/names.ts";
import type { UnitPlan } from "../workspace/units.ts";
import { type ExamineTask, makeChunkExaminer } from "./chunk-examiner.ts";
import { inChunks, Turns } from "./chunk-queue.ts";
import type { ExamineConfig, SuspectQuery } from "./chunk-work.ts";
import { type Executor, inlineExecutor, threadPoolExecutor, threadsFor } from "./executor.ts";

/** Tallies that are checked together, with what was settled about them beforehand. */
export interface Examination extends Omit<ExamineConfig, "templates"> {
  readonly files: readonly string[];
  readonly names: Names;
  readonly units: UnitPlan;
  /** Paths of last year's tallies. */
  readonly previous: readonly string[];
  readonly factsOf: (file: string) => PublishedFacts;
  /** Of reports that are out while there is no record of it. */
  readonly published?: (file: string) => Publication | undefined;
  /** Threads; by default as many as the machine has, and one for few units. */
  readonly jobs?: number | undefined;
}

/** Reads and checks tallies, in this thread or in several, and gives what became of each in the order of the files. */
export async function* examineUnits(session: Session, examination: Examination): AsyncGenerator<UnitResult> {
  const { report, copies, records, wanted, files, units } = examination;
  const config = { templates: session.templates, report, copies, records, wanted };
  const jobs = threadsFor(files.length, examination.jobs);
  const executor: Executor<ExamineTask> =
    jobs > 1
      ? threadPoolExecutor({ kind: "examine", config }, jobs)
      : inlineExecutor(makeChunkExaminer(session, config));
  const taskOf = tasksOf(session, examination);
  const suspectOf = suspectFinder(files.length);
  const turns = new Turns();
  const examine = async (chunk: readonly string[]): Promise<readonly UnitResult[]> => {
    const { come, pass } = turns.next();
    const tasks = chunk.map(taskOf);
    let suspects: readonly (string | undefined)[] | undefined;
    const ask: SuspectQuery = async (texts) => {
      await come;
      // A chunk whose thread has died is done again, and asks again.
      suspects ??= chunk.map((file, i) => texts[i] && suspectOf(file, texts[i]));
      pass();
      return suspects;
    };
    const found: UnitResult[] = [];
    try {
      for await (const one of executor.work(tasks, ask)) found.push(one);
    } finally {
      // Of a chunk that had nothing to ask, too.
      pass();
    }
    return found;
  };
  try {
    for await (const one of inChunks(files, executor, examine)) {
      yield { ...one, sources: [...one.sources, ...units.sources] };
    }
  } finally {
    await executor.close();
  }
}

/** What is settled about each tally beforehand; nothing of last year's is read before it is asked for. */
export function tasksOf(
  { editions }: Pick<Session, "editions">,
  examination: Pick<Examination, "names" | "units" | "previous" | "factsOf" | "published">,
  peek: (file: string) => HeaderPeek = (file) => peekFile(file, editions),
): (file: string) => ExamineTask {
  const { names, units, previous, factsOf, published } = examination;
  const locate = previousLocator(unitIndex(previous, peek, unitsOf(names)), names.who.values());
  return (file) => ({
    ...{ file, conflicts: names.conflicts(file), registration: units.registration(file), below: units.below(file) },
    ...{ previous: locate(file, names.who.get(file)), published: published?.(file), facts: factsOf(file) },
  });
}

import { availableParallelism } from "node:os";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { suspectFinder, type TextSamples } from "../unit/copies.ts";
import { peekFile, previousLocator } from "../unit/previous.ts";
import type { PublishedFacts } from "../unit/published-facts.ts";
import type { Session } from "../unit/session.ts";
import { unitIndex } from "../unit/unit-index.ts";
import type { Publication, UnitResult } from "../unit/unit-result.ts";
import { type Names, unitsOf } from "../workspace/names.ts";
import type { UnitPlan } from "../workspace/units.ts";
import { type ExamineTask, makeChunkExaminer } from "./chunk-examiner.ts";
import type { ExamineConfig, SuspectQuery } from "./chunk-work.ts";
import { type Executor, fewUnits, inlineExecutor, threadPoolExecutor } from "./executor.ts";

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
  const jobs = examination.jobs ?? (files.length < fewUnits ? 1 : availableParallelism());
  const executor: Executor<ExamineTask> =
    jobs > 1
      ? threadPoolExecutor({ kind: "examine", config }, jobs)
      : inlineExecutor(makeChunkExaminer(session, config));
  const taskOf = tasksOf(session, examination);
  const turns = new TextTurns(files.length);
  const begun: Promise<readonly UnitResult[]>[] = [];
  try {
    for (let at = 0; at < files.length || begun.length > 0; ) {
      while (begun.length < executor.ahead && at < files.length) {
        const tasks = files.slice(at, at + executor.chunkSize).map(taskOf);
        const chunk = examineChunk(executor, tasks, turns.next(tasks));
        // Where an earlier chunk ends the run, nobody asks any more what became of this one.
        chunk.catch(() => undefined);
        begun.push(chunk);
        at += executor.chunkSize;
      }
      const found = (await begun.shift()) ?? [];
      for (const one of found) yield { ...one, sources: [...one.sources, ...units.sources] };
    }
  } finally {
    await executor.close();
  }
}

async function examineChunk(
  { work }: Executor<ExamineTask>,
  tasks: readonly ExamineTask[],
  { ask, pass }: TextTurn,
): Promise<readonly UnitResult[]> {
  const found: UnitResult[] = [];
  try {
    for await (const one of work(tasks, ask)) found.push(one);
  } finally {
    pass();
  }
  return found;
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

/** The turn of a chunk: its question is answered once all chunks before it have asked theirs, or have nothing to ask. */
interface TextTurn {
  readonly ask: SuspectQuery;
  readonly pass: () => void;
}

/** Texts are compared in path order, whichever chunk has been read first. */
class TextTurns {
  readonly #suspectOf: ReturnType<typeof suspectFinder>;
  #before: Promise<void> = Promise.resolve();

  constructor(units: number) {
    this.#suspectOf = suspectFinder(units);
  }

  next(tasks: readonly ExamineTask[]): TextTurn {
    const before = this.#before;
    let pass = (): void => undefined;
    const passed = new Promise<void>((release) => {
      pass = release;
    });
    this.#before = Promise.all([before, passed]).then(() => undefined);
    let suspects: readonly (string | undefined)[] | undefined;
    const ask = async (texts: readonly (TextSamples | undefined)[]) => {
      await before;
      // A chunk whose thread has died is done again, and asks again.
      suspects ??= tasks.map(({ file }, i) => texts[i] && this.#suspectOf(file, texts[i]));
      pass();
      return suspects;
    };
    return { ask, pass };
  }
}

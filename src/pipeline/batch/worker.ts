import { parentPort, workerData } from "node:worker_threads";
import type { TextSamples } from "../unit/copies.ts";
import { openSession, type Session, sessionOf } from "../unit/session.ts";
import { type PackedResult, packResult, type UnitResult } from "../unit/unit-result.ts";
import { makeChunkBuilder } from "./chunk-builder.ts";
import { makeChunkExaminer } from "./chunk-examiner.ts";
import type { ChunkWork, Task, WorkSpec } from "./chunk-work.ts";
import { type Glimpse, glimpseAt } from "./glimpse.ts";
import { makeTrendWork } from "./trend-work.ts";

/**
 * To a thread: a chunk of units to work on; the answer to its question whom their texts may be copied from; tallies to be
 * looked at.
 */
export type WorkerInput =
  | { readonly units: readonly Task[] }
  | { readonly suspects: Suspects }
  | { readonly files: readonly string[]; readonly hashOnly: boolean };

/**
 * From a thread: that it has started; the texts it has read, which it wants an answer to; each unit that is done; the end of
 * a chunk; what it has seen of tallies.
 */
export type WorkerMessage =
  | { readonly started: true }
  | { readonly texts: readonly (TextSamples | undefined)[] }
  | { readonly result: PackedResult }
  | { readonly end: true }
  | { readonly glimpses: readonly Glimpse[] };

type Suspects = readonly (string | undefined)[];

const port = parentPort;
if (!port) throw new Error("worker.js is started by the program, in a thread");
const { session, work } = workOf(workerData);
let onAnswer: (suspects: Suspects) => void = () => undefined;

const post = (message: WorkerMessage): void => port.postMessage(message);

/** Whoever starts the thread hands it the tasks of its work, and no others. */
function workOf({ kind, config }: WorkSpec): { readonly session: Session; readonly work: ChunkWork<never> } {
  if (kind === "build") {
    const session = sessionOf(config);
    return { session, work: makeChunkBuilder(session, config) };
  }
  const session = openSession(config);
  if (kind === "examine") return { session, work: makeChunkExaminer(session, config) };
  return { session, work: kind === "trend" ? makeTrendWork(session) : noWork };
}

async function* noWork(): AsyncGenerator<UnitResult> {
  // Nobody hands it a task.
}

async function doChunk(units: readonly Task[]): Promise<void> {
  const ask = (texts: readonly (TextSamples | undefined)[]): Promise<Suspects> =>
    new Promise((answer) => {
      onAnswer = answer;
      post({ texts });
    });
  for await (const result of work(units as readonly never[], ask)) post({ result: toPlain(result) });
  post({ end: true });
}

/** What was thrown may hold anything; of it only the words cross over. */
function toPlain(result: UnitResult): PackedResult {
  const packed = packResult(result);
  const diagnostics = packed.diagnostics.map((found) =>
    found.cause ? { ...found, cause: plainError(found.cause) } : found,
  );
  if (packed.status !== "failed") return { ...packed, diagnostics };
  return { ...packed, diagnostics, ...(packed.fault && { fault: plainError(packed.fault) }) };
}

function plainError({ message, stack }: Error): Error {
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

port.on("message", (input: WorkerInput) => {
  if ("suspects" in input) onAnswer(input.suspects);
  else if ("units" in input) void doChunk(input.units);
  else post({ glimpses: input.files.map((file) => glimpseAt(file, session.editions, input)) });
});
post({ started: true });

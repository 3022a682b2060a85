import { parentPort, workerData } from "node:worker_threads";
import type { TextSamples } from "../unit/copies.ts";
import { sessionOf } from "../unit/session.ts";
import { type PackedResult, packResult, type UnitResult } from "../unit/unit-result.ts";
import type { BuildConfig } from "../workspace/run-config.ts";
import { makeChunkBuilder, type UnitTask } from "./chunk-builder.ts";

/** To a thread: a chunk of units to build; the answer to its question whom their texts may be copied from. */
export type WorkerInput = { readonly units: readonly UnitTask[] } | { readonly suspects: Suspects };

/** From a thread: that it has started; the texts it has read, which it wants an answer to; each unit that is done; the end of a chunk. */
export type WorkerMessage =
  | { readonly started: true }
  | { readonly texts: readonly (TextSamples | undefined)[] }
  | { readonly result: PackedResult }
  | { readonly end: true };

type Suspects = readonly (string | undefined)[];

const port = parentPort;
if (!port) throw new Error("worker.js is started by the program, in a thread");
const config: BuildConfig = workerData;
const build = makeChunkBuilder(sessionOf(config), config);
let onAnswer: (suspects: Suspects) => void = () => undefined;

const post = (message: WorkerMessage): void => port.postMessage(message);

async function buildChunk(units: readonly UnitTask[]): Promise<void> {
  const ask = (texts: readonly (TextSamples | undefined)[]): Promise<Suspects> =>
    new Promise((answer) => {
      onAnswer = answer;
      post({ texts });
    });
  for await (const result of build(units, ask)) post({ result: toPlain(result) });
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
  else void buildChunk(input.units);
});
post({ started: true });

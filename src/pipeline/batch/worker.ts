import type { MessagePort } from "node:worker_threads";
import type { TextSamples } from "../unit/copies.ts";
import { openSession, type SessionOptions } from "../unit/session.ts";
import { type PackedResult, packResult, type UnitResult } from "../unit/unit-result.ts";
import { type ChunkBuilder, makeChunkBuilder, type RunConfig, type UnitTask } from "./chunk-builder.ts";

/** A stretch of a batch as it is handed to a thread. */
export interface ChunkOrder {
  readonly session: SessionOptions;
  readonly config: RunConfig;
  readonly units: readonly UnitTask[];
  readonly port: MessagePort;
}

/** What a thread says while it works: whose texts it has seen, each unit that is done, and that it has come to the end. */
export type WorkerMessage =
  | { readonly texts: readonly (TextSamples | undefined)[] }
  | { readonly outcome: PackedResult }
  | { readonly end: true };

/** A run sends the same settings with each stretch; what follows from them is made once. */
let made: { readonly key: string; readonly build: ChunkBuilder } | undefined;

function builderFor({ session, config }: ChunkOrder): ChunkBuilder {
  const key = JSON.stringify([session, config]);
  if (made?.key !== key) made = { key, build: makeChunkBuilder(openSession(session), config) };
  return made.build;
}

/** The work of one thread. */
export async function work(order: ChunkOrder): Promise<void> {
  const { units, port } = order;
  const say = (word: WorkerMessage): void => port.postMessage(word);
  const ask = (texts: readonly (TextSamples | undefined)[]): Promise<readonly (string | undefined)[]> =>
    new Promise((answer) => {
      port.once("message", answer);
      say({ texts });
    });
  try {
    for await (const outcome of builderFor(order)(units, ask)) say({ outcome: safe(outcome) });
    say({ end: true });
  } finally {
    port.close();
  }
}

/** What was thrown may hold anything; of it only the words cross over. */
function safe(outcome: UnitResult): PackedResult {
  const packed = packResult(outcome);
  const diagnostics = packed.diagnostics.map((found) =>
    found.cause ? { ...found, cause: plain(found.cause) } : found,
  );
  return { ...packed, diagnostics, ...(packed.fault && { fault: plain(packed.fault) }) };
}

function plain({ message, stack }: Error): Error {
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

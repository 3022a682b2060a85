import type { MessagePort } from "node:worker_threads";
import type { Texts } from "./copies.ts";
import { type Outcome, type Packed, pack } from "./outcome.ts";
import { openSession, type SessionOptions } from "./session.ts";
import { type Builder, makeBuilder, type Setup, type UnitTask } from "./stretch.ts";

/** A stretch of a batch as it is handed to a thread. */
export interface Order {
  readonly session: SessionOptions;
  readonly setup: Setup;
  readonly units: readonly UnitTask[];
  readonly port: MessagePort;
}

/** What a thread says while it works: whose texts it has seen, each unit that is done, and that it has come to the end. */
export type Word =
  | { readonly texts: readonly (Texts | undefined)[] }
  | { readonly outcome: Packed }
  | { readonly end: true };

/** A run sends the same settings with each stretch; what follows from them is made once. */
let made: { readonly key: string; readonly build: Builder } | undefined;

function builderFor({ session, setup }: Order): Builder {
  const key = JSON.stringify([session, setup]);
  if (made?.key !== key) made = { key, build: makeBuilder(openSession(session), setup) };
  return made.build;
}

/** The work of one thread. */
export async function work(order: Order): Promise<void> {
  const { units, port } = order;
  const say = (word: Word): void => port.postMessage(word);
  const ask = (texts: readonly (Texts | undefined)[]): Promise<readonly (string | undefined)[]> =>
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
function safe(outcome: Outcome): Packed {
  const packed = pack(outcome);
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

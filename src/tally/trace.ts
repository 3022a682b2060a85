import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { FileError } from "../core/errors.ts";
import { type Trace, traceVersion } from "../core/trace.ts";

/** Forty thousand units with forty figures each are some 100 MB. */
const largest = 256 * 1024 * 1024;

const share = z.union([
  z.tuple([z.string(), z.string(), z.number()]),
  z.tuple([z.string(), z.string(), z.number(), z.string()]),
]);
const shape = z.object({
  version: z.literal(traceVersion),
  unit: z.string(),
  year: z.number(),
  edition: z.string(),
  sha256: z.string(),
  parts: z.array(z.tuple([z.string(), z.string()])),
  missing: z.array(z.string()),
  cells: z.record(z.string(), z.array(share)),
});

/** Reads the trace at a path; undefined where there is none. One that cannot be understood is refused, never half believed. */
export function readTrace(path: string): Trace | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  const parsed = stats.isFile() && stats.size <= largest ? shape.safeParse(parse(path)) : undefined;
  if (parsed?.success) return parsed.data;
  throw new FileError(path, {
    zh: "不是本版本程序写的汇总来源记录，或者已经损坏；请重新运行 gov-report roll-up",
    en: "not a trace that this version has written, or damaged; run gov-report roll-up again",
  });
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

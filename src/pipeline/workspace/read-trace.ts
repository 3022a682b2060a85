import { readFileSync, statSync } from "node:fs";
import type { Trace } from "../../core/trace.ts";
import { parseTrace } from "../../tally/trace.ts";

/** Forty thousand units with forty figures each are some 100 MB. */
const largest = 256 * 1024 * 1024;

/** The trace at a path; undefined where there is none. */
export function readTrace(path: string): Trace | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  return parseTrace(path, stats.isFile() && stats.size <= largest ? readText(path) : undefined);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

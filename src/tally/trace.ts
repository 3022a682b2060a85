import { z } from "zod";
import { FileError } from "../core/errors.ts";
import { type Trace, traceVersion } from "../core/trace.ts";

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

/** The trace in a file's text. One that cannot be understood is refused, never half believed. */
export function parseTrace(path: string, text: string | undefined): Trace {
  const parsed = shape.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new FileError(path, {
    zh: "不是本版本程序写的汇总来源记录，或者已经损坏；请重新运行 gov-report roll-up",
    en: "not a trace that this version has written, or damaged; run gov-report roll-up again",
  });
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

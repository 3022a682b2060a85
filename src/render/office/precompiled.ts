import type { Codec } from "../../ooxml/codec.ts";
import { gatherFaults } from "./faults.ts";
import { type CompiledPart, makeStamp, type OfficeStamp } from "./stamp.ts";
import { templateEntries } from "./template-archive.ts";

/** The default export of a module written by `moduleSource`. */
export interface Precompiled {
  readonly format: "docx" | "xlsx";
  /** The hash of the template that it was made of, by whoever compiled it. */
  readonly template: string;
  readonly parts: readonly CompiledPart[];
}

/** A module, since pages import it; the program itself reads the JSON that it holds, which is quicker. */
const moduleStart = "export default ";

/** The source of an ES module whose default export is a `Precompiled`. */
export function moduleSource(format: "docx" | "xlsx", parts: readonly CompiledPart[], template: string): string {
  return `${moduleStart}${JSON.stringify({ format, template, parts } satisfies Precompiled)}`;
}

export function readModule(source: string): Precompiled {
  return JSON.parse(source.slice(moduleStart.length));
}

/** The stamp of a template compiled ahead of time, out of the very file that it was made of. */
export function fromPrecompiled(
  { format, parts }: Precompiled,
  template: Uint8Array,
  codec: Codec,
): OfficeStamp | undefined {
  const entries = templateEntries(template, format, gatherFaults(""));
  return entries && makeStamp(entries, parts, codec);
}

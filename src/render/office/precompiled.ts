import { createHash } from "node:crypto";
import { readEntries } from "./archive.ts";
import { gatherFaults } from "./faults.ts";
import { type CompiledPart, makeStamp, type OfficeStamp } from "./stamp.ts";

/** The default export of a module written by `moduleSource`. */
export interface Precompiled {
  readonly format: "docx" | "xlsx";
  /** SHA-256 of the template that it was made of, in hex. */
  readonly template: string;
  readonly parts: readonly CompiledPart[];
}

/** The source of an ES module whose default export is a `Precompiled`. */
export function moduleSource(
  format: "docx" | "xlsx",
  parts: readonly (Omit<CompiledPart, "template"> & { readonly template?: string })[],
  template: Uint8Array,
): string {
  const written = parts.map(({ template: code, ...data }) => {
    const fields = JSON.stringify(data).slice(1, -1);
    return code === undefined ? `  {${fields}}` : `  {${fields},\n  "template": ${code}}`;
  });
  return `export default {format: "${format}", template: "${sha256(template)}", parts: [\n${written.join(",\n")}\n]};\n`;
}

/** The stamp of a template compiled ahead of time; undefined where the template has changed since. */
export function fromPrecompiled(compiled: Precompiled, template: Uint8Array): OfficeStamp | undefined {
  if (compiled.template !== sha256(template)) return undefined;
  const entries = readEntries(template, compiled.format, gatherFaults(""));
  return entries && makeStamp(entries, compiled.parts);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

import type { Diagnostic } from "../core/diagnostic.ts";
import type { Source } from "../core/text/source.ts";
import { importBytes } from "../import/import-file.ts";
import type { Session } from "../pipeline/unit/session.ts";
import { decodeSource } from "../tally/syntax/source.ts";

/**
 * A file in memory: a text (YAML), its bytes in UTF-8, UTF-16 or GBK, or the bytes of an entry form or a document. A name is what
 * findings call it and what a report that is read back is known by (`.md`); it leads to no disk.
 */
export type Input = string | Uint8Array | { readonly name?: string; readonly content: string | Uint8Array };

/** Its name and bytes; `otherwise` is the name of one that has none. */
export function fileOf(input: Input, otherwise: string): { readonly file: string; readonly bytes: Uint8Array } {
  const { name = otherwise, content } =
    typeof input === "string" || input instanceof Uint8Array ? { content: input } : input;
  return { file: name, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
}

/** The text of a tally, or of an entry form; the findings say why there is none. */
export function sourceOf(
  input: Input,
  otherwise: string,
): { readonly file: string; readonly value: Source | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const { file, bytes } = fileOf(input, otherwise);
  // An Office file is a zip archive: a tally in one is an entry form.
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { file, ...decodeSource(file, bytes) };
  const { codec, editions } = forms();
  const { tally, diagnostics } = importBytes(file, bytes, codec, editions, { keys: "zh" });
  return { file, value: tally?.source, diagnostics };
}

/** One or several, or none. */
export function listOf<T>(given: T | readonly T[] | undefined): readonly T[] {
  return given === undefined ? [] : Array.isArray(given) ? given : [given as T];
}

let open: (() => Session) | undefined;
let opened: Session | undefined;

/** Says where the forms and templates come from: the program's folder in Node, the script itself in a browser. Called once, by the entry. */
export function useForms(from: () => Session): void {
  open = from;
  opened = undefined;
}

/** The shipped forms and templates, read when they are first needed. */
export function forms(): Session {
  if (!open) throw new Error("the library was not loaded through one of its entries");
  opened ??= open();
  return opened;
}

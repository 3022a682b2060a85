/**
 * gov-report where there is no disk: what the library is called with in a page or a worker, and what the entry page runs. Word and
 * Excel templates come compiled ahead of time, as data.
 */
import { browserCodec } from "./browser-codec.ts";
import { type Checked, type Diagnostic, hasErrors } from "./core/diagnostic.ts";
import type { Edition, Editions } from "./core/form/edition.ts";
import { transition } from "./core/form/moves.ts";
import { type Format, formatSpecs, formats } from "./core/formats.ts";
import { fromLastYear } from "./core/from-last-year.ts";
import type { Stamp } from "./core/report.ts";
import { sha256Bytes } from "./core/text/hashes.ts";
import { type FormFile, formFile } from "./edition/form-files.ts";
import { loadEditions } from "./edition/load.ts";
import { type ChosenFile, checkTally, makeReports, type OpenedFile, openFile } from "./library/in-memory.ts";
import { useForms } from "./library/input.ts";
import { titleAsFileName } from "./model/title.ts";
import type { Examined } from "./pipeline/unit/inspect.ts";
import type { Session, Stamps } from "./pipeline/unit/session.ts";
import { htmlRenderer } from "./render/html/html.ts";
import { fromPrecompiled, type Precompiled } from "./render/index.ts";
import { markdownRenderer } from "./render/markdown/markdown.ts";

export type { ChosenFile, Diagnostic, Edition, Editions, Examined, Format, OpenedFile, Precompiled, Session };
export { checkTally, fromLastYear, makeReports, openFile, titleAsFileName, transition };

/** The shipped templates as a script carries them: files of the folder, as text or in Base64, and those for Word and Excel compiled. */
export interface FormsInput {
  /** What stands in a templates folder, the clerk's own after the shipped one: edition files, texts, words, templates. */
  readonly files: readonly ({ readonly name: string } & ({ readonly base64: string } | { readonly text: string }))[];
  /** The Word and Excel templates as they are shipped compiled, each of the very bytes in `files`, by name: `<edition>/report.docx`. */
  readonly precompiled: Readonly<Record<string, Precompiled>>;
  /** Edition files as they were read when the program was compiled, each under the hash of its text: reading them takes a second. */
  readonly ahead?: readonly (readonly [hash: string, value: unknown])[];
}

/** Reads the forms and takes up their templates, each when it is first needed. Throws where an edition file cannot be used. */
export function openForms({ files: coded, precompiled, ahead = [] }: FormsInput): Session {
  const files = coded.map(
    ({ name, ...content }): FormFile => ({
      ...{ name, path: name },
      bytes: "text" in content ? new TextEncoder().encode(content.text) : fromBase64(content.base64),
    }),
  );
  const byHash = new Map(ahead);
  const editions = loadEditions(files, (text) => byHash.get(sha256Bytes(new TextEncoder().encode(text))));
  const known = new Map<string, Checked<Stamps>>();
  return {
    editions,
    codec: browserCodec,
    stamps: async (edition) => {
      const stamps = known.get(edition.id) ?? stampsOf(edition, files, precompiled);
      known.set(edition.id, stamps);
      return stamps;
    },
  };
}

/** What the library is to work with in a browser. Nothing is read before it is called. */
export function useShipped(forms: FormsInput): void {
  useForms(() => openForms(forms));
}

function stampsOf(
  edition: Edition,
  files: readonly FormFile[],
  precompiled: FormsInput["precompiled"],
): Checked<Stamps> {
  const made = formats.map((format) => ({ format, ...stampOf(edition, format, files, precompiled) }));
  const diagnostics = made.flatMap((one) => one.diagnostics);
  const stamps = new Map(made.flatMap(({ format, value }) => (value ? [[format, value] as const] : [])));
  return { value: hasErrors(diagnostics) ? undefined : stamps, diagnostics };
}

function stampOf(
  edition: Edition,
  format: Format,
  files: readonly FormFile[],
  precompiled: FormsInput["precompiled"],
): Checked<Stamp> {
  const name = `${edition.id}/${formatSpecs[format].template}`;
  const template = formFile(files, name);
  if (!template) throw new Error(`templates/${name} is missing`);
  const file = { name: template.path, bytes: template.bytes };
  if (format === "md") return markdownRenderer({ tables: "pipe" }).compile(file, edition);
  if (format === "html" || format === "fragment.html") return htmlRenderer(format).compile(file, edition);
  const compiled = precompiled[name];
  const value = compiled && fromPrecompiled(compiled, template.bytes, browserCodec);
  if (!value) throw new Error(`templates/${name} has not been compiled`);
  return { value, diagnostics: [] };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

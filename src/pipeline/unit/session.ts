import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Checked, Diagnostic } from "../../core/diagnostic.ts";
import { hasErrors } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { type Format, formatSpecs } from "../../core/formats.ts";
import type { Stamp } from "../../core/report.ts";
import { type Codec, fromPrecompiled, type Precompiled, renderer } from "../../render/index.ts";
import { knownEditions } from "../workspace/editions.ts";
import { packageRoot, templateFolders, templatePath } from "../workspace/folders.ts";
import type { BuildConfig, ReportConfig } from "../workspace/run-config.ts";
import { sha256 } from "../workspace/sha256.ts";
import { nodeCodec } from "./node-codec.ts";

export interface SessionOptions {
  /** A folder of the clerk's own templates, laid out as the shipped one: `<edition>/report.docx`. */
  readonly templates?: string | undefined;
  /** None where nothing is built. */
  readonly formats?: readonly Format[];
  readonly markdownTables?: ReportConfig["markdownTables"];
}

export type Stamps = ReadonlyMap<Format, Stamp>;

/** What a run reads once: the editions, and each edition's templates, compiled when first needed. */
export interface Session {
  readonly editions: Editions;
  readonly codec: Codec;
  stamps(edition: Edition): Promise<Checked<Stamps>>;
}

export function openSession(options: SessionOptions): Session {
  const folders = templateFolders(options.templates);
  const editions = knownEditions(options.templates);
  const compiled = new Map<string, Promise<Checked<Stamps>>>();
  return {
    editions,
    codec: nodeCodec,
    stamps: (edition) => {
      const known = compiled.get(edition.id);
      if (known) return known;
      const fresh = compileAll(edition, folders, options);
      compiled.set(edition.id, fresh);
      return fresh;
    },
  };
}

/** The session of a run; every thread of it opens one likewise. */
export function sessionOf({ templates, formats, staged, report }: BuildConfig): Session {
  const stamped = !staged || formats.includes(staged.format) ? formats : [...formats, staged.format];
  return openSession({ templates, formats: stamped, markdownTables: report.markdownTables });
}

async function compileAll(
  edition: Edition,
  folders: readonly string[],
  options: SessionOptions,
): Promise<Checked<Stamps>> {
  const stamps = new Map<Format, Stamp>();
  const diagnostics: Diagnostic[] = [];
  for (const format of options.formats ?? []) {
    const { value, diagnostics: found } = await compileOne(edition, format, folders, options);
    diagnostics.push(...found);
    if (value) stamps.set(format, value);
  }
  return { value: hasErrors(diagnostics) ? undefined : stamps, diagnostics };
}

async function compileOne(
  edition: Edition,
  format: Format,
  folders: readonly string[],
  options: SessionOptions,
): Promise<Checked<Stamp>> {
  const name = formatSpecs[format].template;
  const path = templatePath(folders, edition.id, name);
  if (!path) throw new Error(`templates/${edition.id}/${name} is missing`);
  const bytes = readFileSync(path);
  const compiled = await precompiledAt(join(packageRoot(), "dist", "compiled", `${edition.id}-${name}.js`), bytes);
  const ready = compiled && fromPrecompiled(compiled, bytes, nodeCodec);
  if (ready) return { value: ready, diagnostics: [] };
  const { compile } = await renderer(format, { tables: options.markdownTables ?? "pipe", codec: nodeCodec });
  return compile({ name: path, bytes }, edition);
}

/** The template compiled ahead of time in the module at `path`; undefined where that is missing or of another template. */
export async function precompiledAt(path: string, template: Uint8Array): Promise<Precompiled | undefined> {
  const module: { readonly default: Precompiled } | undefined = await import(pathToFileURL(path).href).catch(
    () => undefined,
  );
  return module?.default.template === sha256(template) ? module.default : undefined;
}

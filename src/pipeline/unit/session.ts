import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checked, Diagnostic } from "../../core/diagnostic.ts";
import { hasErrors } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { companionFormats, companionTemplate, type Format, formatSpecs } from "../../core/formats.ts";
import type { Stamp } from "../../core/report.ts";
import { type Codec, fromPrecompiled, type Precompiled, readModule, renderer } from "../../render/index.ts";
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
  /** Companions are made, too. */
  readonly companion?: boolean;
}

export type Stamps = ReadonlyMap<Format, Stamp>;

/** What a run reads once: the editions, and each edition's templates, compiled when first needed. */
export interface Session {
  /** The clerk's own templates. */
  readonly templates?: string | undefined;
  readonly editions: Editions;
  readonly codec: Codec;
  stamps(edition: Edition): Promise<Checked<Stamps>>;
  /** What companions are stamped with; absent where none are made. */
  companions?(edition: Edition): Promise<Checked<Stamps>>;
}

export function openSession(options: SessionOptions): Session {
  const folders = templateFolders(options.templates);
  const editions = knownEditions(options.templates);
  const { formats = [], companion } = options;
  const compile = (names: Templates) =>
    once((edition: Edition) =>
      compileAll(names, (format, name) => compileOne(edition, format, { name, folders, options })),
    );
  const own = (format: Format): Templates[number] => [format, formatSpecs[format].template];
  const companions = companionFormats(formats).map((format): Templates[number] =>
    format === "docx" ? [format, companionTemplate] : own(format),
  );
  return {
    templates: options.templates,
    editions,
    codec: nodeCodec,
    stamps: compile(formats.map(own)),
    ...(companion && { companions: compile(companions) }),
  };
}

/** What is made, and of which template. */
type Templates = readonly (readonly [format: Format, name: string])[];

/** Compiled when first needed, for every edition once. */
function once<T>(make: (edition: Edition) => T): (edition: Edition) => T {
  const made = new Map<string, T>();
  return (edition) => {
    const known = made.get(edition.id) ?? make(edition);
    made.set(edition.id, known);
    return known;
  };
}

/** The session of a run; every thread of it opens one likewise. */
export function sessionOf({ templates, formats, staged, report }: BuildConfig): Session {
  const stamped = !staged || formats.includes(staged.format) ? formats : [...formats, staged.format];
  return openSession({
    templates,
    formats: stamped,
    markdownTables: report.markdownTables,
    companion: report.companion,
  });
}

async function compileAll(
  templates: Templates,
  compile: (format: Format, name: string) => Promise<Checked<Stamp>>,
): Promise<Checked<Stamps>> {
  const stamps = new Map<Format, Stamp>();
  const diagnostics: Diagnostic[] = [];
  for (const [format, name] of templates) {
    const { value, diagnostics: found } = await compile(format, name);
    diagnostics.push(...found);
    if (value) stamps.set(format, value);
  }
  return { value: hasErrors(diagnostics) ? undefined : stamps, diagnostics };
}

async function compileOne(
  edition: Edition,
  format: Format,
  {
    name,
    folders,
    options,
  }: { readonly name: string; readonly folders: readonly string[]; readonly options: SessionOptions },
): Promise<Checked<Stamp>> {
  const path = templatePath(folders, edition.id, name);
  if (!path) throw new Error(`templates/${edition.id}/${name} is missing`);
  const bytes = readFileSync(path);
  const compiled = precompiledAt(join(packageRoot(), "dist", "compiled", `${edition.id}-${name}.js`), bytes);
  const ready = compiled && fromPrecompiled(compiled, bytes, nodeCodec);
  if (ready) return { value: ready, diagnostics: [] };
  const { compile } = await renderer(format, { tables: options.markdownTables ?? "pipe", codec: nodeCodec });
  return compile({ name: path, bytes }, edition);
}

/** The template compiled ahead of time in the module at `path`; undefined where that is missing or of another template. */
export function precompiledAt(path: string, template: Uint8Array): Precompiled | undefined {
  try {
    const compiled = readModule(readFileSync(path, "utf8"));
    return compiled.template === sha256(template) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

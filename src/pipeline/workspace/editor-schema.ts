import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Lang } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { jsonSchema, schemaName } from "../../edition/tally-schema.ts";
import { keysOf, schemaLineIn, withSchemaLine } from "../../tally/schema-line.ts";
import { writeTogether } from "../../write/files.ts";
import { workspaceAround } from "./inputs.ts";

/** The JSON Schema that an editor checks a tally by: a file of ours in the folder of the workspace, else beside the tally. */
export interface EditorSchema {
  /** Absolute. */
  readonly path: string;
  readonly edition: Edition;
  readonly lang: Lang;
}

/** Where the schema of a tally belongs; `root` is the folder of a workspace that is yet to be made. */
export function editorSchema(file: string, edition: Edition, lang: Lang, root?: string): EditorSchema {
  const folder = root ?? dirname(workspaceAround(dirname(file)) ?? resolve(file));
  return { path: join(resolve(folder), schemaName(edition.id, lang)), edition, lang };
}

/** A tally's text with the line that leads an editor from where it lies to its schema, without any network. */
export function textWithSchema(file: string, text: string, { path }: Pick<EditorSchema, "path">): string {
  const way = relative(dirname(resolve(file)), path).replaceAll("\\", "/");
  return withSchemaLine(text, way.startsWith("..") ? way : `./${way}`);
}

/** Writes the schema. It is ours to renew, never a clerk's work. */
export function writeSchema({ path, edition, lang }: EditorSchema): void {
  const text = `${JSON.stringify(jsonSchema(edition, lang), null, 2)}\n`;
  const folder = dirname(path);
  writeTogether(folder, [{ name: relative(folder, path), bytes: new TextEncoder().encode(text) }]);
}

/** A tally that is to be written to a file, with its line; and its schema, which is to be written too. */
export function placedTally(file: string, text: string, edition: Edition): { text: string; schema: EditorSchema } {
  const schema = editorSchema(file, edition, keysOf(text));
  return { text: textWithSchema(file, text, schema), schema };
}

/** Writes the schema that a tally's line names, where there is none. */
export function restoreSchema(file: string, text: string, editions: Editions): void {
  const line = schemaLineIn(text, editions);
  const path = line && resolve(dirname(file), line.reference);
  if (line && path !== undefined && !existsSync(path)) writeSchema({ path, edition: line.edition, lang: line.lang });
}

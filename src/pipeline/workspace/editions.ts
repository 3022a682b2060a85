import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { type KeyNode, withoutWords } from "../../core/form/keys.ts";
import { companionTemplate, companionText, templateNames } from "../../core/formats.ts";
import type { Ahead } from "../../edition/form-files.ts";
import { loadEditions } from "../../edition/load.ts";
import type { Output } from "../../write/files.ts";
import { noticeTemplate, packageRoot, templateFolders } from "./folders.ts";
import { readFormFiles } from "./form-files.ts";
import { sha256 } from "./sha256.ts";

export { jsonSchema } from "../../edition/tally-schema.ts";

/** The editions of the shipped templates, or with a folder of one's own in front of them. */
export function knownEditions(own?: string): Editions {
  return loadEditions(readFormFiles(templateFolders(own)), shippedAhead());
}

/** The shipped edition files as the compiled program has them; a checkout that is not compiled reads the YAML. */
function shippedAhead(): Ahead | undefined {
  try {
    const path = join(packageRoot(), "dist", "compiled", aheadName);
    const byHash = new Map<string, unknown>(JSON.parse(readFileSync(path, "utf8").slice(aheadStart.length)));
    return (text) => byHash.get(sha256(text));
  } catch {
    return undefined;
  }
}

/** A module, since pages import it; read here as the JSON that it holds, which is faster and waits for nothing. */
export const aheadName = "editions.js";
export const aheadStart = "export default ";

/** The edition asked for by id; without an id, the newest. */
export function editionNamed(editions: Editions, id: string | undefined): Edition {
  const edition = id === undefined ? editions.all.at(-1) : editions.get(id);
  if (edition) return edition;
  const known = editions.all.map((candidate) => candidate.id).join(", ");
  throw new UsageError({ zh: `没有格式版本 ${id}；现有：${known}`, en: `no edition ${id}; there are: ${known}` });
}

/** What a form of one's own has that nobody has said how texts speak of, apart from what a shipped form has so too. */
export function newWithoutWords(edition: Edition): readonly KeyNode[] {
  const shipped = knownEditions().all.flatMap(({ keys, vocabulary }) => withoutWords(keys, vocabulary.frames));
  const known = new Set(shipped.map(({ path }) => path));
  return withoutWords(edition.keys, edition.vocabulary.frames).filter(({ path }) => !known.has(path));
}

/** The JSON Schema of what `validate --format json` prints, or of `manifest.json`, as it is shipped. */
export function shippedSchema(name: "findings" | "manifest" | "record"): string {
  return readFileSync(join(packageRoot(), "templates", `${name}.schema.json`), "utf8");
}

/** Where the shipped templates of an edition are. */
export function shippedFolder(edition: Edition): string {
  return join(packageRoot(), "templates", edition.id);
}

/** The shipped templates and texts of an edition, to be changed by a clerk. */
export function shippedTemplates(edition: Edition): readonly Output[] {
  const folder = shippedFolder(edition);
  const texts = edition.sections.filter((section) => section.prose).map((section) => `text/${section.id}.hbs`);
  const names = [...templateNames, companionTemplate, ...texts, `text/${companionText}.hbs`].filter((name) =>
    existsSync(join(folder, name)),
  );
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

/** The Word and Excel templates of an edition, drawn anew. Loads `docx` and `exceljs`, which nothing else needs. */
export async function drawnTemplates(edition: Edition): Promise<readonly Output[]> {
  const { drawTemplates } = await import("../../draw/index.ts");
  return [...(await drawTemplates(edition))].map(([name, bytes]) => ({ name, bytes }));
}

/** The Word template of a notice of correction, drawn anew. */
export async function drawnNotice(): Promise<readonly Output[]> {
  const { drawNotice } = await import("../../draw/index.ts");
  return [{ name: noticeTemplate("docx"), bytes: await drawNotice() }];
}

import { fileURLToPath } from "node:url";
import type { Edition, Editions } from "../../src/core/form/edition.ts";
import { loadEditions } from "../../src/edition/load.ts";
import { readFormFiles } from "../../src/pipeline/workspace/form-files.ts";

export const templatesFolder: string = fileURLToPath(new URL("../../templates", import.meta.url));

/** The editions of template folders as they lie on the disk, without what was read ahead of time. */
export function editionsOf(...folders: readonly string[]): Editions {
  return loadEditions(readFormFiles(folders));
}

let loaded: Editions | undefined;
export function editions(): Editions {
  loaded ??= editionsOf(templatesFolder);
  return loaded;
}

export function edition2021(): Edition {
  const edition = editions().get("2021");
  if (!edition) throw new Error("templates/2021 is missing");
  return edition;
}

import { fileURLToPath } from "node:url";
import type { Edition, Editions } from "../../src/core/form/edition.ts";
import { loadEditions } from "../../src/edition/load.ts";

export const templatesFolder: string = fileURLToPath(new URL("../../templates", import.meta.url));

let loaded: Editions | undefined;
export function editions(): Editions {
  loaded ??= loadEditions([templatesFolder]);
  return loaded;
}

export function edition2021(): Edition {
  const edition = editions().get("2021");
  if (!edition) throw new Error("templates/2021 is missing");
  return edition;
}

import type { Code, Text } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";

/** An entry of the catalogue; an error, unless it says otherwise. */
export function entry(
  code: Code,
  name: string,
  summary: Text,
  why: Text,
  more: Partial<Pick<CatalogueEntry, "severity" | "basis" | "example">> = {},
): CatalogueEntry {
  return { code, name, severity: "error", summary, why, ...more };
}

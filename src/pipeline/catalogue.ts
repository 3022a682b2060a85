import { entries } from "../catalogue/index.ts";
import { rules } from "../check/index.ts";
import { compareText } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";

/** Every code the program can give, in order. */
export const catalogue: readonly CatalogueEntry[] = [...entries, ...rules].sort((a, b) => compareText(a.code, b.code));

import { type Code, internalFault, type Severity } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";
import { documents } from "./documents.ts";
import { entry } from "./entry.ts";
import { prose } from "./prose.ts";
import { reading } from "./reading.ts";
import { templates } from "./templates.ts";
import { units } from "./units.ts";
import { waivers } from "./waivers.ts";

/** A fault of ours that no rule can be blamed for. Nothing a user writes should ever bring it about. */
const fault = entry(
  internalFault,
  "internal-fault",
  { zh: "程序内部出错", en: "a fault in gov-report" },
  {
    zh: "这是程序的问题，不是填报的问题；这份填报没有核对完，不能当作通过。请把命令和信息报告给维护者。",
    en: "This is our fault and not the tally's. It has not been checked to the end and does not count as passed; please report it.",
  },
);

/**
 * Every code that no rule of `check` gives, each once. A rule is its own entry, beside what it looks for, so that a rule
 * stays one file; `pipeline/catalogue.ts` has them all.
 */
export const entries: readonly CatalogueEntry[] = [
  fault,
  ...reading,
  ...waivers,
  ...prose,
  ...units,
  ...templates,
  ...documents,
];

/** Codes that are no longer given. They are never used again: somebody's notes or settings may still name them. */
export const retired: readonly Code[] = [
  // GR354 says the same.
  "GR627",
  // The language of templates has GR701 to GR709 in every format; these said the same of Word, Excel and Markdown alone.
  ...(["GR714", "GR715", "GR716", "GR717", "GR718", "GR719", "GR722", "GR723", "GR729"] as const),
];

const severities = new Map(entries.map(({ code, severity }) => [code, severity]));

/** The severity that a finding of this code has. A code without an entry is a fault of ours. */
export function severityOf(code: Code): Severity {
  const severity = severities.get(code);
  if (!severity) throw new Error(`${code} is not in the catalogue`);
  return severity;
}

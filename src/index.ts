/**
 * gov-report as a library: tallies and documents in memory in, findings and files in memory out. In a page or a worker it is
 * `gov-report/browser`, which is called the same. See .github/LIBRARY.md.
 */
import { formats } from "./core/formats.ts";
import { useForms } from "./library/input.ts";
import { openSession } from "./pipeline/unit/session.ts";

export { type CheckOptions, type CheckResult, check } from "./library/check.ts";
export { importReport, type ReadBackOptions, type ReadBackResult } from "./library/import-report.ts";
export type { Input } from "./library/input.ts";
export { type RenderedFile, type ReportOptions, type ReportResult, render } from "./library/render.ts";
export { rollUp, type SumOptions, type SumResult } from "./library/roll-up.ts";
export { type SchemaOptions, schema } from "./library/schema.ts";
export type { Item as Finding } from "./print/findings.ts";

useForms(() => openSession({ formats }));

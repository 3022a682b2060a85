/**
 * gov-report as a library: read and check tallies, and build their reports in memory or on disk.
 * The command line is `gov-report`; see README.md.
 */
export type { Checked, Code, Diagnostic, Severity, Span, Text } from "./core/diagnostic.ts";
export type { Figures } from "./core/figures.ts";
export type { Edition, Editions } from "./core/form/edition.ts";
export type { Format } from "./core/formats.ts";
export type { ReportModel } from "./core/report.ts";
export type { CatalogueEntry } from "./core/rule.ts";
export type { Cell, Tally, Unit } from "./core/tally.ts";
export { buildAll, type RunEvents } from "./pipeline/batch/build-all.ts";
export { validateAll } from "./pipeline/batch/validate-all.ts";
export { catalogue } from "./pipeline/catalogue.ts";
export type { Examined, ExamineOptions } from "./pipeline/unit/inspect.ts";
export { examine } from "./pipeline/unit/inspect-file.ts";
export { openSession, type Session, type SessionOptions } from "./pipeline/unit/session.ts";
export { type Artifact, stampOne } from "./pipeline/unit/stamp.ts";
export type { UnitResult } from "./pipeline/unit/unit-result.ts";
export { findInputs, type Inputs, type Job } from "./pipeline/workspace/inputs.ts";
export { type ReportConfig, type RunConfig, type RunRequest, resolveRun } from "./pipeline/workspace/run-config.ts";

/**
 * gov-report as a library: read and check tallies, and build their reports in memory or on disk.
 * The command line is `gov-report`; see README.md.
 */
export type { Checked, Code, Diagnostic, Severity, Span, Text } from "./core/diagnostic.ts";
export type { Edition, Editions } from "./core/edition.ts";
export type { Figures } from "./core/figures.ts";
export type { Format, ReportModel } from "./core/report.ts";
export type { RuleDoc } from "./core/rule.ts";
export type { Cell, Tally, Unit } from "./core/tally.ts";
export { type BuildOptions, buildAll, type Outcome, type RunOptions, validateAll } from "./pipeline/batch.ts";
export { ruleDocs } from "./pipeline/docs.ts";
export { findInputs, type Inputs, type Job } from "./pipeline/inputs.ts";
export { type Artifact, type Examined, type ExamineOptions, examine, stampOne } from "./pipeline/one.ts";
export { type OpenSession, openSession, type Session, type SessionOptions } from "./pipeline/session.ts";

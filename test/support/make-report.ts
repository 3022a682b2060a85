import { readFileSync } from "node:fs";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { ReportModel } from "../../src/core/report.ts";
import { composeProse } from "../../src/model/compose.ts";
import { buildReport } from "../../src/model/report.ts";
import { markdownRenderer } from "../../src/render/markdown/markdown.ts";
import { templatesFolder } from "./editions.ts";
import type { Cells } from "./expand-text.ts";
import { makeTally, type TallyExtra } from "./make-tally.ts";

/** A finished report over figures made for a test. */
export function makeReport(
  edition: Edition,
  cells: Cells = {},
  extra: TallyExtra = {},
  draft?: readonly string[],
): ReportModel {
  const tally = makeTally(edition, cells, extra);
  const figures = computeFigures(tally, edition);
  const { value: prose } = composeProse({ tally, edition, figures });
  if (!prose) throw new Error("no prose");
  return buildReport({ tally, edition, figures, prose, draft: draft !== undefined, findings: draft ?? [] });
}

export interface Stamped {
  readonly markdown: string;
  readonly diagnostics: readonly Diagnostic[];
}

const shipped = new Map<string, string>();

/** Stamps a report with the shipped template, or with the text of another. */
export function stampMarkdown(
  edition: Edition,
  report: ReportModel,
  tables: "pipe" | "html" = "pipe",
  template?: string,
): Stamped {
  const path = `${templatesFolder}/${edition.id}/report.md.hbs`;
  const text = template ?? shipped.get(path) ?? readFileSync(path, "utf8");
  if (template === undefined) shipped.set(path, text);
  const file = { name: "report.md.hbs", bytes: new TextEncoder().encode(text) };
  const { value, diagnostics } = markdownRenderer({ tables }).compile(file, edition);
  return { markdown: value ? new TextDecoder().decode(value.stamp(report)) : "", diagnostics };
}

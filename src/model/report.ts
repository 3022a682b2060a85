import type { AnnexKind } from "../core/annex.ts";
import type { Edition, Table } from "../core/edition.ts";
import type { Figures } from "../core/figures.ts";
import { type Layout, layoutTable } from "../core/layout.ts";
import type { Prose } from "../core/prose.ts";
import type { ReportModel, ReportSection } from "../core/report.ts";
import type { Tally } from "../core/tally.ts";
import type { Trend } from "../core/trend.ts";
import { buildAnnexes } from "./annexes.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { reportTitle, titleLines } from "./title.ts";

export interface ReportInput {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  readonly prose: Prose;
  /** What is printed beside the form. */
  readonly annexes?: readonly AnnexKind[];
  /** The main figures over the years, printed as the last annex. */
  readonly trend?: Trend;
  readonly draft: boolean;
  /** What was found, one line each; a draft lists it. */
  readonly findings: readonly string[];
}

/** The finished report before it takes a format. */
export function buildReport(input: ReportInput): ReportModel {
  const { tally, edition, figures, prose, draft, findings, annexes = [], trend } = input;
  const { unit, year } = tally;
  return {
    title: reportTitle(unit.name, year, edition.title),
    titleLines: titleLines(unit.name, year, edition.title),
    unit,
    year,
    edition: edition.id,
    figures: figures.tree,
    sections: edition.sections.map(
      (section): ReportSection => ({
        id: section.id,
        heading: section.heading,
        paragraphs: paragraphsOf(prose.get(section.id)?.text ?? ""),
        tables: section.tables.flatMap((id) => layoutOf(edition, id)),
      }),
    ),
    annexes: buildAnnexes({ tally, edition, figures, annexes, ...(trend && { trend }) }, formAnnexes(edition)),
    published: tally.published ? dateInWords(tally.published.on) : "",
    draft,
    findings,
  };
}

function formAnnexes({ sections }: Edition): number {
  return sections.filter(({ annex }) => annex).length;
}

const layouts = new WeakMap<Table, Layout>();

/** A table is laid out once a run: its figures are filled in by the formats. */
function layoutOf(edition: Edition, id: string): readonly Layout[] {
  const table = edition.tables.find((candidate) => candidate.id === id);
  if (!table) return [];
  const known = layouts.get(table);
  if (known) return [known];
  const fresh = layoutTable(table);
  layouts.set(table, fresh);
  return [fresh];
}

/** YYYY-MM-DD as GB/T 9704 writes it: digits without leading zeros (1月5日). */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

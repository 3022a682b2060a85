import type { FigureTree } from "../core/figures.ts";
import type { Paragraph, ReportModel, ReportSection } from "../core/report.ts";

/** What a template may print, and nothing else: plain objects without prototypes. */
export type View = Readonly<Record<string, unknown>>;

export function markdownView(report: ReportModel): View {
  const { title, titleLines, unit, year, published, draft, findings } = report;
  const sections = report.sections.map(sectionView);
  const heading: Record<string, unknown> = Object.create(null);
  const text: Record<string, unknown> = Object.create(null);
  for (const [i, section] of report.sections.entries()) {
    heading[section.id] = section.heading;
    text[section.id] = sections[i]?.["paragraphs"];
  }
  const figures: FigureTree = report.figures;
  return plain({
    ...figures,
    title,
    titleLines,
    unit: plain({ name: unit.name, kind: unit.kind, code: unit.code ?? "" }),
    year,
    published,
    draft,
    findings,
    heading,
    text,
    sections,
  });
}

function sectionView({ id, heading, paragraphs, tables }: ReportSection): View {
  return plain({ id, heading, paragraphs: paragraphs.map(paragraphView), tables });
}

function paragraphView({ level, lead, text }: Paragraph): View {
  return plain({ lead, text, heading2: level === 2, heading3: level === 3, body: level === 0 });
}

function plain(fields: Record<string, unknown>): View {
  return Object.assign(Object.create(null), fields);
}

import type { FigureTree } from "../core/figures.ts";
import type { Paragraph, ReportModel, ReportSection } from "../core/report.ts";

/** A paragraph as templates see it: exactly one of the three booleans is true. */
export interface ParagraphView {
  readonly lead: string;
  readonly text: string;
  readonly heading2: boolean;
  readonly heading3: boolean;
  readonly body: boolean;
}

/** What templates of every format may name: plain objects without prototypes, figures at the root by id. */
export interface View {
  readonly [name: string]: unknown;
}

const views = new WeakMap<ReportModel, View>();

/** The view of a report; built once however many formats are stamped from it. */
export function viewOf(report: ReportModel): View {
  const known = views.get(report);
  if (known) return known;
  const view = build(report);
  views.set(report, view);
  return view;
}

function build(report: ReportModel): View {
  const { title, titleLines, unit, year, published, draft, findings, figures } = report;
  const heading: Record<string, string> = Object.create(null);
  const text: Record<string, readonly ParagraphView[]> = Object.create(null);
  const sections = report.sections.map((section) => {
    const paragraphs = section.paragraphs.map(paragraphView);
    heading[section.id] = section.heading;
    text[section.id] = paragraphs;
    return sectionView(section, paragraphs);
  });
  const own = {
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
  };
  return Object.assign(Object.create(null), figures satisfies FigureTree, own);
}

function paragraphView({ level, lead, text }: Paragraph): ParagraphView {
  return plain({ lead, text, heading2: level === 2, heading3: level === 3, body: level === 0 });
}

function sectionView({ id, heading, tables }: ReportSection, paragraphs: readonly ParagraphView[]): View {
  return plain({ id, heading, paragraphs, tables });
}

/** Without a prototype nothing but what was put in can be named. */
function plain<T extends object>(fields: T): T {
  return Object.assign(Object.create(null), fields);
}

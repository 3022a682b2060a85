import type { FigureTree } from "../core/figures.ts";
import type { Annex } from "../core/form/annex.ts";
import { once } from "../core/once.ts";
import type { Correction, PageBlock, Paragraph, ReportModel, ReportSection } from "../core/report.ts";
import { linesOfBlock } from "../core/text/text-blocks.ts";

/** A paragraph as templates see it: exactly one of the three booleans is true, or there is a block in its place. */
interface ParagraphView {
  readonly lead: string;
  readonly text: string;
  readonly heading2: boolean;
  readonly heading3: boolean;
  readonly body: boolean;
  readonly block?: PageBlock;
}

/** What templates of every format may name: plain objects without prototypes, figures at the root by id. */
export interface View {
  readonly [name: string]: unknown;
}

/** A report with the tables, lists and pictures of its texts as lines of prose, for a template that has no place for them. */
export function withoutBlocks(report: ReportModel): ReportModel {
  const lines = ({ block, ...paragraph }: Paragraph): readonly Paragraph[] =>
    block ? linesOfBlock(block).map((text) => ({ level: 0, lead: "", text })) : [paragraph];
  const sections = report.sections.map((section) => ({ ...section, paragraphs: section.paragraphs.flatMap(lines) }));
  return { ...report, sections };
}

/** Whether some text of a report holds a table, a list or a picture. */
export function holdsBlocks({ sections }: ReportModel): boolean {
  return sections.some(({ paragraphs }) => paragraphs.some(({ block }) => block));
}

/** The view of a report; built once however many formats are stamped from it. */
export const viewOf: (report: ReportModel) => View = once(build);

function build(report: ReportModel): View {
  const {
    title,
    titleLines,
    unit,
    year,
    published,
    signedBy,
    contentHash,
    draft,
    findings,
    figures,
    annexes,
    notes,
    remarks,
  } = report;
  const heading: Record<string, string> = Object.create(null);
  const text: Record<string, readonly ParagraphView[]> = Object.create(null);
  const mark: Record<string, string> = Object.create(null);
  const sections: View[] = [];
  const annexSections: View[] = [];
  for (const section of report.sections) {
    const paragraphs = section.paragraphs.map(paragraphView);
    heading[section.id] = section.heading;
    text[section.id] = paragraphs;
    if (section.annex) {
      mark[section.id] = section.annex.mark;
      annexSections.push(plain({ ...sectionView(section, paragraphs), ...section.annex }));
    } else sections.push(sectionView(section, paragraphs));
  }
  const own = {
    title,
    titleLines,
    unit: plain({ name: unit.name, kind: unit.kind, code: unit.code ?? "" }),
    year,
    published,
    signature: { kind: "signature", names: signedBy, date: published } satisfies PageBlock,
    contentHash,
    draft,
    // Sheets have no blocks: the mark is a text that is empty where there is nothing to mark.
    draftMark: draft ? "草稿" : "",
    findings,
    heading,
    text,
    sections,
    mark,
    annexList: listOf([...annexSections.map(({ heading }) => String(heading)), ...annexes.map(({ title }) => title)]),
    annexes: annexes.map(plain<Annex>),
    annexSections,
    contact: report.contact ?? "",
    indexNumber: report.indexNumber ?? "",
    ...notesView(notes),
    remarks,
    corrected: report.correction !== undefined,
    correction: correctionView(report.correction),
  };
  return plain({ ...(figures satisfies FigureTree), ...own });
}

function correctionView(correction: Correction | undefined): View {
  if (!correction) return plain({ cells: [], texts: [] });
  const { versions, published, reason, by, cells, texts } = correction;
  return plain({
    ...{ version: versions.after, versionBefore: versions.before, reason, by },
    ...{ published: published.after, publishedBefore: published.before },
    cells: cells.map(plain),
    texts: texts.map(plain),
  });
}

/** Sheets have no loops: the lines of a table's notes are one text there. */
function notesView(notes: ReportModel["notes"]): View {
  const tables = Object.entries(notes);
  if (tables.length === 0) return none;
  const noteText = Object.fromEntries(tables.map(([id, lines]) => [id, lines.join("\n")]));
  return { notes: plain(notes), noteText: plain(noteText) };
}

/** 附件：政府信息公开情况统计表; of several, 附件：1.… and below it 2.…. */
function listOf(titles: readonly string[]): readonly string[] {
  if (titles.length < 2) return titles.map((title) => `附件：${title}`);
  return titles.map((title, i) => `${i === 0 ? "附件：" : "　　　"}${i + 1}.${title}`);
}

function paragraphView({ level, lead, text, block }: Paragraph): ParagraphView {
  if (block) return plain({ lead, text, heading2: false, heading3: false, body: false, block });
  return plain({ lead, text, heading2: level === 2, heading3: level === 3, body: level === 0 });
}

function sectionView({ id, heading, tables }: ReportSection, paragraphs: readonly ParagraphView[]): View {
  return plain({ id, heading, paragraphs, tables });
}

/** What plain objects inherit: nothing. Objects that share an ancestor are quicker made and read than those without any. */
const base: object = Object.freeze(Object.create(null) as object);

/** A copy that inherits nothing that could be named. */
export function plain<T extends object>(fields: T): T {
  return Object.assign(Object.create(base), fields);
}

const none: View = { notes: plain({}), noteText: plain({}) };

import type { Figures } from "../core/figures.ts";
import type { Annex, AnnexKind } from "../core/form/annex.ts";
import type { Edition, Section } from "../core/form/edition.ts";
import type { Layout } from "../core/form/laid-table.ts";
import { layoutTable } from "../core/form/layout.ts";
import { once } from "../core/once.ts";
import type { Pictures } from "../core/picture.ts";
import type { Prose } from "../core/prose.ts";
import type { Correction, Paragraph, ReportFile, ReportModel, ReportSection } from "../core/report.ts";
import type { UnitRow } from "../core/rule.ts";
import { contentHash } from "../core/seal.ts";
import type { Tally } from "../core/tally.ts";
import { type TextBlock, textParts } from "../core/text/text-blocks.ts";
import type { Trend } from "../core/trend.ts";
import { buildAnnexes } from "./annexes.ts";
import { annotationsOf } from "./annotations.ts";
import { contactSentences, withContact } from "./contact.ts";
import { layoutText } from "./text-table.ts";
import { reportTitle, signatureLines, titleLines } from "./title.ts";

export interface ReportInput {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  readonly prose: Prose;
  /** The files that the texts name. */
  readonly pictures?: Pictures;
  /** What the report is called, without an extension: copies of its pictures begin so. */
  readonly name?: string;
  /** For the report of an area: the units below it. */
  readonly unitRows?: readonly UnitRow[];
  /** What is printed beside the form. */
  readonly annexes?: readonly AnnexKind[];
  /** The main figures over the years, printed as the last annex. */
  readonly trend?: Trend;
  readonly draft: boolean;
  /** What a web page of it links to. */
  readonly files?: readonly ReportFile[];
  /** What was found, one line each; a draft lists it. */
  readonly findings: readonly string[];
  /** Where it corrects a report that was published. */
  readonly correction?: Correction;
}

/** The finished report before it takes a format. */
export function buildReport(input: ReportInput): ReportModel {
  const { tally, edition, prose, figures, draft, findings, annexes = [], trend, unitRows, files } = input;
  const { unit, year } = tally;
  const contact = contactSentences(unit);
  const own = buildAnnexes({
    tally,
    edition,
    figures,
    annexes,
    ...(trend && { trend }),
    ...(unitRows && { unitRows }),
  });
  return {
    title: reportTitle(unit.name, year, edition.title),
    titleLines: titleLines(unit.name, year, edition.title),
    unit,
    year,
    edition: edition.id,
    figures: figures.tree,
    ...annotationsOf(tally, edition),
    ...(contact !== "" && { contact }),
    ...numbered(sectionsOf(input), own),
    ...(tally.published && { publishedOn: tally.published.on }),
    ...(tally.indexNumber !== undefined && { indexNumber: tally.indexNumber }),
    ...(files && { files }),
    published: tally.published ? dateInWords(tally.published.on) : "",
    signedBy: (unit.issuers ?? [unit.name]).flatMap(signatureLines),
    contentHash: contentHash(input, prose),
    draft,
    findings,
    ...(input.correction && { correction: input.correction }),
  };
}

function sectionsOf({ tally, edition, prose, pictures, name }: ReportInput): readonly ReportSection[] {
  const opening = edition.sections.find((section) => section.prose)?.id;
  const numbers = blockNumbers(pictures, name);
  return edition.sections.flatMap((section): readonly ReportSection[] => {
    const tables = section.tables.filter((id) => isFilled(tally, edition, id));
    if (section.annex && tables.length === 0) return [];
    const paragraphs = paragraphsOf(prose.get(section.id)?.text ?? "", numbers);
    return [
      {
        id: section.id,
        heading: section.heading,
        paragraphs: section.id === opening ? withContact(paragraphs, tally.unit) : paragraphs,
        tables: tables.flatMap((id) => layoutOf(edition, id)),
        ...(section.annex ? { annex: { mark: "", ...linesOf(section.annex, tally) } } : {}),
      },
    ];
  });
}

/** An optional table that the unit left out is not printed. */
function isFilled(tally: Tally, edition: Edition, id: string): boolean {
  const table = edition.tables.find((candidate) => candidate.id === id);
  if (!table?.optional) return true;
  return edition.cells.some(({ path, table }) => table === id && tally.cells.has(path));
}

function linesOf({ above, below }: NonNullable<Section["annex"]>, { unit, year }: Tally) {
  const fill = (line: string) => line.replaceAll("{{unit.name}}", unit.name).replaceAll("{{year}}", String(year));
  return { above: above.map(fill), below: below.map(fill) };
}

/** 附件 of an only annex, else 附件1, 附件2: those of the form first. */
function numbered(
  sections: readonly ReportSection[],
  own: readonly Omit<Annex, "mark">[],
): Pick<ReportModel, "sections" | "annexes"> {
  const count = sections.filter(({ annex }) => annex).length + own.length;
  let number = 0;
  const mark = (): string => {
    number++;
    return count > 1 ? `附件${number}` : "附件";
  };
  return {
    sections: sections.map((section) =>
      section.annex ? { ...section, annex: { ...section.annex, mark: mark() } } : section,
    ),
    annexes: own.map((annex) => ({ ...annex, mark: mark() })),
  };
}

/** A table is laid out once a run: its figures are filled in by the formats. */
const laidOut = once(layoutTable);

function layoutOf(edition: Edition, id: string): readonly Layout[] {
  const table = edition.tables.find((candidate) => candidate.id === id);
  return table ? [laidOut(table)] : [];
}

/** YYYY-MM-DD as GB/T 9704 writes it: digits without leading zeros (1月5日). */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** `（一）` opens a heading of the second level. */
const second = /^[（(][一二三四五六七八九十]{1,3}[）)]/u;
/** `1.` opens one of the third. */
const third = /^\d{1,2}[.．、]\s*(?=\S)/u;
/** A run-in heading is short, has no figures and ends at its first mark. */
const leadWords = /^[^。，；：、！？\d]{1,20}[。：](?=.)/u;
const headingWords = /^[^。，；：！？]{1,40}$/u;
const closedHeading = /^[^。，；：！？\d]{1,20}。$/u;
/** Without any figure, or 1.5万件 would be one. */
const enumerated = /^[^。，；：！？\d]{1,30}$/u;

/** The paragraphs of a text, a line each, and its tables and lists; blank lines and the space around lines say nothing. */
export function paragraphsOf(text: string, numbers: BlockNumbers = blockNumbers()): readonly Paragraph[] {
  return textParts(text).map(({ start, end, block }) => {
    if (!block) return paragraph(text.slice(start, end).trim());
    return { level: 0, lead: "", text: "", block: laidBlock(block, numbers) };
  });
}

/** The lists and pictures that a report has had so far, and what its pictures are. */
interface BlockNumbers {
  lists: number;
  /** How often a picture stands somewhere. */
  places: number;
  /** By the name that the text has. */
  readonly pictures: Map<string, number>;
  readonly files: Pictures;
  readonly name: string;
}

function blockNumbers(files: Pictures = new Map(), name = ""): BlockNumbers {
  return { lists: 0, places: 0, pictures: new Map(), files, name };
}

function laidBlock(block: TextBlock, numbers: BlockNumbers): NonNullable<Paragraph["block"]> {
  if (block.kind === "table") return { ...block, layout: layoutText(block) };
  if (block.kind === "list") return { ...block, number: ++numbers.lists };
  const number = numbers.pictures.get(block.file) ?? numbers.pictures.size + 1;
  numbers.pictures.set(block.file, number);
  const { picture } = numbers.files.get(block.file) ?? {};
  const copy = `${numbers.name}-图${number}.${picture?.type ?? "png"}`;
  return { ...block, number, place: ++numbers.places, copy, ...(picture && { picture }) };
}

function paragraph(line: string): Paragraph {
  const [mark] = second.exec(line) ?? [];
  if (mark !== undefined) {
    const words = line.slice(mark.length);
    if (headingWords.test(words) || closedHeading.test(words)) return { level: 2, lead: "", text: line };
    const [lead] = leadWords.exec(words) ?? [];
    if (lead === undefined) return { level: 0, lead: "", text: line };
    const end = mark.length + lead.length;
    return { level: 0, lead: line.slice(0, end), text: line.slice(end).trimStart() };
  }
  const [number] = third.exec(line) ?? [];
  if (number !== undefined && enumerated.test(line.slice(number.length))) return { level: 3, lead: "", text: line };
  return { level: 0, lead: "", text: line };
}

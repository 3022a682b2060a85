import type { Edition } from "../core/form/edition.ts";
import { type DocumentGrid, type GridRow, type ReadDocument, soleText } from "./document.ts";
import { tableLines } from "./document-text.ts";
import { align, likeness } from "./labels.ts";
import { type FoundTitle, readDateLine, readHeadLine, readPeriodYear, readTitle } from "./title.ts";

/** A line of text with its place: a paragraph, or a row of a sheet that is one text. */
export interface TextLine {
  readonly text: string;
  readonly place: number | { readonly grid: DocumentGrid; readonly row: number };
  /** A table that is none of the form, as a text has it between bars. */
  readonly table?: string;
  /** A line out of such a table. */
  readonly of?: DocumentGrid;
}

/** What a document says in words. */
export interface SectionsReading {
  readonly title: FoundTitle;
  readonly published: string | undefined;
  /** The paragraphs of each section that is prose, by its id. */
  readonly texts: ReadonlyMap<string, readonly TextLine[]>;
  /** The paragraphs that stand beside the tables of a section, by its id. */
  readonly beside: ReadonlyMap<string, readonly TextLine[]>;
  /** Between the title and the first heading; they have no section of their own. */
  readonly preamble: readonly TextLine[];
  /** Paragraphs that belong to nothing. */
  readonly unread: readonly TextLine[];
  /** The rows that were taken for text. */
  readonly rows: ReadonlySet<GridRow>;
  /** How many headings of the form were found. */
  readonly headings: number;
}

/** What our own drafts print around a report. */
const draftWords = /^草稿(?:[：:]本件尚未定稿|$)/u;
/** Lines at the head of sheets and tables, of which no more is to be said once unit and year are known. */
const headWords = /^(?:填报单位|报告年度)(?:[（(]盖章[）)])?\s*[：:]/u;
const annexMark = /^附件(?:下载)?\s*\d*(?:[\s：:.．、].{0,60})?$/u;

/** Reads title, headings and texts; `taken` are the rows of tables that were read. */
export function readSections(
  { blocks, titles }: ReadDocument,
  edition: Edition,
  taken: ReadonlySet<GridRow>,
): SectionsReading {
  const rows = new Set<GridRow>();
  const all = blocks.flatMap((block): readonly TextLine[] => {
    if (block.kind === "paragraph") return [{ text: block.text, place: block.number }];
    const cover = block.rows.findIndex(isCoverRow);
    const own = isTextTable(block, taken);
    const table: readonly TextLine[] = own
      ? [{ text: "", table: tableLines(block).join("\n"), place: { grid: block, row: block.rows[0]?.[0]?.row ?? 0 } }]
      : [];
    const lines = (cover < 0 ? block.rows : block.rows.slice(0, cover)).flatMap((row): readonly TextLine[] => {
      const text = taken.has(row) ? undefined : soleText(row);
      if (text === undefined || /^[\d\s]*$/.test(text)) return [];
      rows.add(row);
      const first = row.find((cell) => cell?.text === text);
      return [{ text, place: { grid: block, row: first?.row ?? 0 }, ...(own && { of: block }) }];
    });
    return [...table, ...lines];
  });
  const stop = all.findIndex(({ text }) => /^(?:需要处理的问题$|附：核对情况（定稿时删去）)/u.test(text));
  const lines = (stop < 0 ? all : all.slice(0, stop)).filter(({ text }) => !draftWords.test(text));
  const headings = headingsIn(lines, edition);
  const firstHeading = Math.min(lines.length, ...headings.keys());
  const head = titleIn(lines.slice(0, firstHeading), titles);
  const read = {
    texts: new Map<string, TextLine[]>(),
    beside: new Map<string, TextLine[]>(),
    preamble: [] as TextLine[],
    unread: [] as TextLine[],
  };
  read.unread.push(...lines.slice(0, head.before));
  const inText = new Set<DocumentGrid>();
  let section: Edition["sections"][number] | undefined;
  let annex = false;
  let published: string | undefined;
  lines.slice(head.after).forEach((line, i) => {
    if (line.of && inText.has(line.of)) return;
    if (line.table !== undefined) {
      if (!section?.prose || annex || typeof line.place === "number") return;
      inText.add(line.place.grid);
      for (const row of line.place.grid.rows) rows.add(row);
      push(read.texts, section.id, { ...line, text: line.table });
      return;
    }
    const heading = headings.get(head.after + i);
    if (heading) {
      section = edition.sections[heading.section];
      annex = false;
      if (heading.rest === "" || !section) return;
      push(section.prose ? read.texts : read.beside, section.id, { ...line, text: heading.rest });
      return;
    }
    const date = section ? undefined : readDateLine(line.text);
    if (section && annexMark.test(line.text)) annex = true;
    else if (date !== undefined) published ??= date;
    else if (headWords.test(line.text) || (section?.annex && isAround(line.text, section.annex))) return;
    else if (annex) {
      if (!isAnnexed(line.text, edition)) read.unread.push(line);
    } else if (!section) (headings.size > 0 ? read.preamble : read.unread).push(line);
    else push(section.prose ? read.texts : read.beside, section.id, line);
  });
  const { unit = unitBeside(blocks), year = periodYear(lines) } = head.title;
  return {
    title: { ...(unit !== undefined && { unit }), ...(year !== undefined && { year }) },
    ...{ published, ...read, rows, headings: headings.size },
  };
}

/** A table of at least two rows and columns, of which nothing is of the form. */
function isTextTable({ rows }: DocumentGrid, taken: ReadonlySet<GridRow>): boolean {
  if (rows.length < 2 || rows.some((row) => taken.has(row)) || rows.some(isCoverRow)) return false;
  return rows.filter((row) => new Set(row.filter((cell) => cell && cell.text !== "")).size > 1).length > 1;
}

function push(map: Map<string, TextLine[]>, id: string, line: TextLine): void {
  const list = map.get(id) ?? [];
  list.push(line);
  map.set(id, list);
}

interface Heading {
  readonly section: number;
  /** What follows the heading on its line. */
  readonly rest: string;
}

/** The headings by line. Where one comes twice, as in a table of contents, the later one counts. */
function headingsIn(lines: readonly TextLine[], { sections }: Edition): ReadonlyMap<number, Heading> {
  const found = lines.flatMap(({ text }, line) => {
    const split = splitHeading(text);
    return split ? [{ line, ...split }] : [];
  });
  const like = (l: number, s: number): number => {
    const [line, section] = [found[found.length - 1 - l], sections[sections.length - 1 - s]];
    if (!line || !section) return 0;
    const alike = likeness(line.words, section.heading);
    return alike >= (line.numbered ? 0.75 : 0.92) ? alike : 0;
  };
  const pairs = align(found.length, sections.length, like);
  return new Map(
    [...pairs].flatMap(([l, s]) => {
      const line = found[found.length - 1 - l];
      return line ? [[line.line, { section: sections.length - 1 - s, rest: line.rest }] as const] : [];
    }),
  );
}

const longestHeading = 40;

/** What may be a heading of the first level: 一、总体情况, perhaps with text behind a colon. （一） is of the second. */
function splitHeading(
  text: string,
): { readonly words: string; readonly numbered: boolean; readonly rest: string } | undefined {
  if (/^[（(]/u.test(text)) return undefined;
  const numbered = /^[一二三四五六七八九十]{1,3}\s*[、.．,，]/u.test(text);
  const [, words = "", rest = ""] = /^([^。：:；;]{1,40})[。：:]?(.*)$/u.exec(text) ?? [];
  if (words === "" || words.length > longestHeading || (!numbered && rest !== "")) return undefined;
  return { words, numbered, rest: rest.trim() };
}

/** The title over one to four lines, and which lines it takes. */
function titleIn(
  lines: readonly TextLine[],
  titles: readonly string[],
): { readonly title: FoundTitle; readonly before: number; readonly after: number } {
  let best: { title: FoundTitle; before: number; after: number } | undefined;
  const joined = (from: number, count: number) =>
    lines
      .slice(from, from + count)
      .map(({ text }) => text)
      .join("");
  const worth = ({ unit, year }: FoundTitle) => (unit === undefined ? 0 : 1) + (year === undefined ? 0 : 2);
  for (let from = 0; from < lines.length; from++) {
    for (let count = 1; count <= 4 && from + count <= lines.length; count++) {
      const title = readTitle(joined(from, count));
      if (!title || (best && worth(title) < worth(best.title))) continue;
      // What stands above a title that names its unit may be the first half of the name, or anything of a page.
      const rest = count > 1 ? readTitle(joined(from + 1, count - 1)) : undefined;
      if (rest?.unit !== undefined && !beginsName.test(lines[from]?.text ?? "")) continue;
      // Later is better, and fewer lines are: what stands before a title is not of the report.
      if (best && best.after === from + count && worth(title) === worth(best.title) && best.before < from) {
        if (unitLength(title) < unitLength(best.title)) continue;
      }
      best = { title, before: from, after: from + count };
    }
  }
  if (best && best.title.unit !== undefined && best.title.year !== undefined) return best;
  const beside = [...titles.map(readTitle), ...lines.map(({ text }) => readHeadLine(text))].filter(
    (one) => one !== undefined,
  );
  const { unit, year } = best?.title ?? {};
  const found = {
    unit: unit ?? beside.find((one) => one.unit !== undefined)?.unit,
    year: year ?? beside.find((one) => one.year !== undefined)?.year,
  };
  const title = {
    ...(found.unit !== undefined && { unit: found.unit }),
    ...(found.year !== undefined && { year: found.year }),
  };
  return { title, before: best?.before ?? 0, after: best?.after ?? (lines.length > 0 ? 0 : 0) };
}

/** A line that may be followed by the rest of a name: 苏州市, 某某县某某镇. */
const beginsName = /(?:[省市县区州盟旗镇乡]|街道|政府|委员会|自治区)\s*$/u;

const unitLength = ({ unit = "" }: FoundTitle): number => unit.length;

/** 填报单位 beside its name: a sheet with what is said of the report, and no table of the form. */
export function isCoverRow(row: GridRow): boolean {
  return row.some((cell) => cell && /^填报单位[：:]?$/u.test(cell.text));
}

function unitBeside(blocks: ReadDocument["blocks"]): string | undefined {
  for (const block of blocks) {
    if (block.kind !== "grid") continue;
    for (const row of block.rows) {
      const at = row.findIndex((cell) => cell && /^填报单位[：:]?$/u.test(cell.text));
      const value = at < 0 ? undefined : row.slice(at + 1).find((cell) => cell && cell.text !== "" && cell !== row[at]);
      if (value) return value.text;
    }
  }
  return undefined;
}

function periodYear(lines: readonly TextLine[]): number | undefined {
  for (const { text } of lines) {
    const year = readPeriodYear(text) ?? readHeadLine(text).year;
    if (year !== undefined) return year;
  }
  return undefined;
}

/** The name of an annex in the list before it. */
function isAnnexed(text: string, { sections }: Edition): boolean {
  return sections.some(({ annex, heading }) => annex && likeness(text, heading) >= 0.9);
}

/** The fixed lines around the table of an annex: 单位负责人：　审核人：　填报人：. */
function isAround(
  text: string,
  { above, below }: { readonly above: readonly string[]; readonly below: readonly string[] },
): boolean {
  const start = (line: string) => line.replace(/\s/gu, "").slice(0, 4);
  return [...above, ...below].some(
    (line) => start(line) === start(text) || (/^[（(]\{\{year/u.test(line) && /^[（(]\d{4}年/u.test(text)),
  );
}

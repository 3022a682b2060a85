import type { Diagnostic, Text } from "../core/diagnostic.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import type { UnitKind } from "../core/form/table.ts";
import { pathWords } from "../core/form/words.ts";
import type { Cell, Contact } from "../core/tally.ts";
import { cellsOf, type DocumentGrid, type GridRow, placeOf, type ReadDocument } from "./document.ts";
import { holdsFigure, readFigure } from "./figure.ts";
import { Findings, shorten } from "./findings.ts";
import { figuresOf, formTables } from "./form-lines.ts";
import { isNote, notesIn } from "./read-annotations.ts";
import { indexNumberIn, signedBelow, withoutFormula } from "./read-formula.ts";
import { isCoverRow, readSections, type SectionsReading, type TextLine } from "./read-sections.ts";
import { readTable, type TableReading } from "./read-table.ts";
import { kindOfName } from "./title.ts";

/** What the command line knows better than the document. */
export interface ImportOptions {
  readonly unit?: string | undefined;
  readonly year?: number | undefined;
  readonly kind?: UnitKind | undefined;
  /** Whether the pictures of the document are kept, for somebody who puts them beside the tally, or only told of; unsaid, neither. */
  readonly pictures?: "keep" | "tell" | undefined;
}

/** A report read back. Figures that are not in `cells` are blank; nothing in it was guessed. */
export interface ImportedReport {
  readonly edition: Edition;
  readonly unit: string | undefined;
  readonly kind: UnitKind | undefined;
  readonly year: number | undefined;
  readonly published: string | undefined;
  readonly indexNumber: string | undefined;
  readonly cells: ReadonlyMap<string, Cell>;
  /** The tables that were found. */
  readonly tables: readonly string[];
  /** Texts by section. */
  readonly texts: ReadonlyMap<string, string>;
  /** Notes under tables, by table. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  readonly contact: Contact | undefined;
  /** The pictures that its texts name, by the name they are written with. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** Who signed, where that is not the unit alone. */
  readonly issuers: readonly string[] | undefined;
  /** How many figures the form asks for of the tables, sums not counted, and how many of them were read. */
  readonly counts: { readonly asked: number; readonly read: number };
}

export interface ImportResult {
  /** Undefined where no form was recognised. */
  readonly report: ImportedReport | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

interface EditionReading {
  readonly edition: Edition;
  readonly tables: readonly TableReading[];
  readonly sections: SectionsReading;
  /** From 0 to 1 for the tables, and a little for the headings. */
  readonly score: number;
}

/** Reads a document as the report of whichever form it fits. */
export function importDocument(
  file: string,
  whole: ReadDocument,
  editions: Editions,
  options: ImportOptions,
): ImportResult {
  const findings = new Findings(file);
  const document = options.pictures === "keep" ? whole : withoutPictures(whole);
  const reading = bestReading(document, editions, options, findings);
  if (!reading) return { report: undefined, diagnostics: findings.found };
  const { edition, sections } = reading;
  const { unit = sections.title.unit, year = sections.title.year } = options;
  const kind = options.kind ?? (unit === undefined ? undefined : kindOfName(unit));
  reportTitle(findings, unit, year, kind);
  const cells = readFigures(reading, findings);
  const read = readTexts(reading, findings);
  const found = withoutFormula(read, edition, unit, document.blocks);
  const { contact, texts } = found;
  const listed = found.signature ? undefined : signedBelow(sections.unread, unit);
  const signature = found.signature ?? listed?.signature;
  const notes = readNotes(reading, findings);
  reportUnread(
    document,
    { ...reading, sections: { ...sections, unread: listed?.others ?? sections.unread } },
    findings,
  );
  const pictures = picturesIn(texts, document);
  if (options.pictures) reportPictures(whole, pictures, findings);
  const asked = edition.cells.filter(({ terms, table }) => !terms && reading.tables.some((one) => one.table === table));
  const report = {
    ...{ edition, unit, kind, year, cells, texts, notes, contact, pictures },
    ...{ published: sections.published ?? signature?.published, issuers: signature?.issuers },
    indexNumber: indexNumberIn(document),
    tables: reading.tables.map(({ table }) => table),
    counts: { asked: asked.length, read: asked.filter(({ path }) => cells.get(path)?.value !== undefined).length },
  };
  return { report, diagnostics: findings.found };
}

function withoutPictures({ pictures, blocks, ...rest }: ReadDocument): ReadDocument {
  const lines = new Set([...(pictures?.kept.values() ?? [])].map(({ line }) => line));
  return { ...rest, blocks: blocks.filter((block) => block.kind === "grid" || !lines.has(block.text)) };
}

/** Those of the pictures that a text names: what stands at the head of a page is no part of the report. */
function picturesIn(texts: ReadonlyMap<string, string>, { pictures }: ReadDocument): ReadonlyMap<string, Uint8Array> {
  const lines = new Set([...texts.values()].flatMap((text) => text.split("\n")));
  const named = [...(pictures?.kept ?? [])].filter(([, { line }]) => lines.has(line));
  return new Map(named.map(([name, { bytes }]) => [name, bytes]));
}

function reportPictures({ pictures }: ReadDocument, kept: ReadonlyMap<string, Uint8Array>, findings: Findings): void {
  const remaining = [...(pictures?.kept ?? [])].flatMap(([name, picture]) => (kept.has(name) ? [] : [picture]));
  for (const { place, words } of [...remaining, ...(pictures?.lost ?? [])]) {
    const shown = shorten(words);
    findings.add(
      "GR815",
      {
        zh: `${place.zh}的图片${shown === "" ? "" : `（${shown}）`}没有带入`,
        en: `the picture in ${place.en}${shown === "" ? "" : ` (${shown})`} was not taken over`,
      },
      {
        zh: "要用的，把图片（PNG、JPEG 或 SVG）放在填报旁边，正文里写一行 ![说明](图.png)",
        en: "to have it in the report, put it (PNG, JPEG or SVG) beside the tally and write a line ![words](picture.png) in the text",
      },
    );
  }
}

/** A form whose year it is takes precedence where another fits hardly better. */
const closeCall = 0.85;
const leastScore = 0.05;

function bestReading(
  document: ReadDocument,
  editions: Editions,
  options: ImportOptions,
  findings: Findings,
): EditionReading | undefined {
  const readings = editions.all.map((edition) => readAs(document, edition)).toSorted((a, b) => b.score - a.score);
  const [best] = readings;
  if (!best || best.score < leastScore) {
    findings.add(
      "GR804",
      { zh: "没有认出年度报告的表格和标题", en: "no table or heading of an annual report was recognised" },
      {
        zh: "确认这是政府信息公开工作年度报告的正文；表格是图片的，照着填进新建的填报里（gov-report init）",
        en: "check that this is the report itself; where its tables are pictures, type them into a new tally (gov-report init)",
      },
    );
    return undefined;
  }
  const year = options.year ?? best.sections.title.year;
  const due = year === undefined ? undefined : editions.forYear(year);
  const own = readings.find(({ edition }) => edition === due);
  if (own && own.score >= closeCall * best.score) return own;
  if (year !== undefined && due !== best.edition) {
    findings.add(
      "GR805",
      {
        zh: `报告年度是${year}年，表格却是${best.edition.name}的`,
        en: `the report is on ${year}, but its tables are of the form of ${best.edition.id}`,
      },
      {
        zh: "核对标题里的年度；年度无误的，按表格的格式导入后再用 gov-report convert 转换",
        en: "check the year in the title; where it is right, move the tally to the form of that year with gov-report convert",
      },
    );
  }
  return best;
}

function readAs(document: ReadDocument, edition: Edition): EditionReading {
  const grids = document.blocks.filter((block) => block.kind === "grid");
  const forms = formTables(edition);
  const tables = forms.flatMap((ways) => {
    const reading = readTable(ways, grids);
    const whole = figuresOf(ways[0] ?? { table: "", blocks: [] });
    return reading && reading.quality >= Math.min(3, whole / 3) ? [{ ...reading, whole }] : [];
  });
  const taken = new Set(tables.flatMap(({ rows }) => [...rows]));
  const sections = readSections(document, edition, taken);
  const due = edition.tables.filter(({ id, optional }) => !optional || tables.some(({ table }) => table === id));
  const filled = tables.reduce((sum, { quality, whole }) => sum + quality / whole, 0);
  const headings = sections.headings / edition.sections.length;
  return { edition, tables, sections, score: (due.length === 0 ? 0 : filled / due.length) + 0.2 * headings };
}

function reportTitle(
  findings: Findings,
  unit: string | undefined,
  year: number | undefined,
  kind: UnitKind | undefined,
): void {
  const report = (zh: string, en: string, option: string) =>
    findings.add(
      "GR803",
      { zh: `没有找到${zh}`, en: `${en} was not found` },
      { zh: `用 --${option} 写明，或在导入的填报里填上`, en: `say it with --${option}, or fill it in` },
    );
  if (unit === undefined) report("填报单位", "the unit", "unit");
  if (year === undefined) report("报告年度", "the year", "year");
  if (unit !== undefined && kind === undefined) {
    findings.add(
      "GR803",
      { zh: `从“${unit}”看不出单位类型`, en: `the kind of unit does not follow from the name ${unit}` },
      { zh: "用 --kind 写明，或在导入的填报里填上", en: "say it with --kind, or fill it in" },
    );
  }
}

function readFigures({ edition, tables }: EditionReading, findings: Findings) {
  const cells = new Map<string, Cell>();
  const span = { file: findings.file, start: 0, end: 0 };
  const addCell = (path: string, value: number | undefined, text?: string, remark?: string) =>
    cells.set(path, {
      ...{ value, span },
      ...(text !== undefined && { text }),
      ...(remark !== undefined && { remark: { text: remark, span } }),
    });
  for (const { table, cells: found, sums, byPosition } of tables) {
    for (const [path, { grid, cell }] of found) {
      const spec = edition.cellAt.get(path);
      if (!spec) continue;
      const figure = readFigure(cell.text, spec.measure);
      if (figure.kind === "figure") {
        addCell(path, figure.value, figure.text, figure.remark);
      } else addCell(path, undefined);
      if (figure.kind === "illegible") findings.illegible(placeOf(grid, cell), cell.text, pathWords(edition, path));
    }
    for (const {
      label,
      found: { grid, cell },
      below,
    } of sums) {
      const open = below.filter((path) => edition.cellAt.has(path) && !cells.has(path));
      if (open.length === 0 || open.length < below.length) continue;
      const figure = readFigure(cell.text, "count");
      // No count is below 0, so that a sum of 0 says what its parts are.
      if (figure.kind === "figure" && figure.value === 0) for (const path of open) addCell(path, 0);
      else if (figure.kind === "figure") findings.sum(placeOf(grid, cell), label, cell.text);
    }
    if (byPosition.length > 0)
      findings.byPosition(
        edition.tables.find(({ id }) => id === table)?.name ?? table,
        byPosition.map((path) => pathWords(edition, path)),
      );
  }
  reportMissing({ edition, tables }, cells, findings);
  return cells;
}

/** Rows of the form that a table has not: one finding each. */
function reportMissing(
  { edition, tables }: Pick<EditionReading, "edition" | "tables">,
  cells: ReadonlyMap<string, Cell>,
  findings: Findings,
): void {
  for (const { id, name, optional, extra } of edition.tables) {
    const specs = edition.cells.filter(({ table, terms }) => table === id && !terms);
    if (!tables.some(({ table }) => table === id)) {
      if (!optional && !extra && specs.length > 0) {
        findings.add("GR806", {
          zh: `没有找到“${name}”表，各格留空`,
          en: `the table ${name} was not found; its cells are left blank`,
        });
      }
      continue;
    }
    const rows = new Map<string, string[]>();
    for (const { path, rowLabel, columnLabel } of specs) {
      if (!cells.has(path)) rows.set(rowLabel, [...(rows.get(rowLabel) ?? []), columnLabel]);
    }
    for (const [row, columns] of rows) {
      const all = specs.filter(({ rowLabel }) => rowLabel === row).length === columns.length;
      const what = all && row !== "" ? row : [row, columns.join("、")].filter((part) => part !== "").join("：");
      findings.add("GR806", {
        zh: `“${name}”表里没有找到“${what}”，留空`,
        en: `${what} was not found in the table ${name}; left blank`,
      });
    }
  }
}

function readTexts({ edition, sections }: EditionReading, findings: Findings): ReadonlyMap<string, string> {
  const { texts, preamble } = sections;
  const first = edition.sections.find(({ prose }) => prose);
  const found = new Map<string, readonly TextLine[]>(texts);
  const opening = preamble.filter(({ text }) => !pageWords.test(text));
  if (first && opening.length > 0) {
    found.set(first.id, [...opening, ...(texts.get(first.id) ?? [])]);
    findings.add("GR811", {
      zh: `第一个标题之前的文字，放在“${first.name}”的开头：${shorten(opening[0]?.text ?? "")}`,
      en: `the text before the first heading was put at the beginning of ${first.id}: ${shorten(opening[0]?.text ?? "")}`,
    });
  }
  for (const line of preamble.filter(({ text }) => pageWords.test(text))) findings.unread(placeOfLine(line), line.text);
  return new Map([...found].map(([id, lines]) => [id, lines.map(({ text }) => text).join("\n")]));
}

/** The lines under the one table of a section are its notes, where they are marked as such; whatever else stands there is not understood. */
function readNotes(
  { edition, tables, sections }: EditionReading,
  findings: Findings,
): ReadonlyMap<string, readonly string[]> {
  const notes = new Map<string, readonly string[]>();
  for (const [id, lines] of sections.beside) {
    const section = edition.sections.find((one) => one.id === id);
    const own = tables.filter(({ table }) => section?.tables.includes(table));
    const [table] = own.length === 1 ? own : [];
    const found = table ? lines.filter(({ text }) => isNote(text)) : [];
    if (table && found.length > 0) notes.set(table.table, notesIn(found.map(({ text }) => text)));
    for (const line of lines) if (!found.includes(line)) findings.unread(placeOfLine(line), line.text);
  }
  return notes;
}

/** What web pages and cover sheets print around a report. */
const pageWords =
  /^(?:(?:发布|更新|公开|生成|成文)(?:时间|日期)|信息?来源|作者|浏览|点击|访问|字号|字体|索引号?|主题|发文|文号|名称|打印|分享|下载|填报单位|报告年度|当前位置|首页|责任编辑|【)/u;

/** Rows with figures that were not read, and tables of which nothing was. */
function reportUnread({ blocks }: ReadDocument, { tables, sections }: EditionReading, findings: Findings): void {
  const taken = new Set(tables.flatMap(({ rows }) => [...rows]));
  const used = new Set(
    tables.flatMap(({ cells, sums, passed }) => [
      ...passed,
      ...[...cells.values()].map(({ cell }) => cell),
      ...sums.map(({ found }) => found.cell),
    ]),
  );
  for (const block of blocks) {
    if (block.kind !== "grid") continue;
    const known = block.rows.some((row) => taken.has(row));
    const remaining = block.rows.filter(
      (row) =>
        !sections.rows.has(row) &&
        !isCheck(row) &&
        cellsOf(row).some((cell) => holdsFigure(cell.text) && !used.has(cell) && cell.row === ownNumber(row)),
    );
    if (remaining.length === 0) continue;
    if (known) for (const row of remaining) reportRow(block, row, findings, used);
    else if (!block.rows.some(isCoverRow)) findings.unreadTable(block, remaining.length);
  }
  for (const line of sections.unread) findings.unread(placeOfLine(line), line.text);
}

/** The check of the equation that our own workbooks compute under a table; it is no part of the report. */
function isCheck(row: GridRow): boolean {
  return row.some((cell) => cell?.text.startsWith("核对（不打印）") ?? false);
}

function ownNumber(row: GridRow): number {
  return cellsOf(row).reduce((most, cell) => Math.max(most, cell.row), 0);
}

function reportRow(grid: DocumentGrid, row: GridRow, findings: Findings, used: ReadonlySet<unknown>): void {
  const cells = cellsOf(row);
  const first = cells.find((cell) => holdsFigure(cell.text) && !used.has(cell));
  if (first)
    findings.unread(
      placeOf(grid, first),
      cells
        .map(({ text }) => text)
        .filter((text) => text !== "")
        .join(" | "),
    );
}

function placeOfLine({ place }: TextLine): Text {
  if (typeof place === "number") return { zh: `第${place}段`, en: `paragraph ${place}` };
  return placeOf(place.grid, { row: place.row, column: 0 });
}

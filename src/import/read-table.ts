import { once } from "../core/once.ts";
import { cellsOf, type DocumentCell, type DocumentGrid, type GridRow, soleText } from "./document.ts";
import { isFigureLike } from "./figure.ts";
import { type FormBlock, type FormColumn, type FormLine, type FormTable, isUnlabelled } from "./form-lines.ts";
import { align, alike, likeness, likest } from "./labels.ts";

/** A cell of the document with the table or sheet that it stands in. */
interface FoundCell {
  readonly grid: DocumentGrid;
  readonly cell: DocumentCell;
}

/** What a table of the form looks like in a document. */
export interface TableReading {
  readonly table: string;
  /** The cell of each figure, by path. */
  readonly cells: ReadonlyMap<string, FoundCell>;
  /** Figures on the line of a heading, where the form has them on the lines below it. */
  readonly sums: readonly HeadingSum[];
  /** Figures whose column had no header and was told by its place. */
  readonly byPosition: readonly string[];
  /** The rows that were read, so that the rest can be told. */
  readonly rows: ReadonlySet<GridRow>;
  /** Cells that say nothing of their own: the number of a line, its measure. */
  readonly passed: ReadonlySet<DocumentCell>;
  /** How much was found and how surely: one for every figure that is beyond doubt. */
  readonly quality: number;
}

interface HeadingSum {
  readonly label: string;
  readonly found: FoundCell;
  /** The paths of the figures it is the sum of. */
  readonly below: readonly string[];
}

interface Gathered {
  readonly cells: Map<string, FoundCell>;
  readonly sums: HeadingSum[];
  readonly byPosition: string[];
  readonly rows: Set<GridRow>;
  readonly passed: Set<DocumentCell>;
  quality: number;
}

/** The reading of a table in whichever of its ways finds most; undefined where nothing is found. */
export function readTable(ways: readonly FormTable[], grids: readonly DocumentGrid[]): TableReading | undefined {
  const readings = ways.flatMap((way) => readWay(way, grids) ?? []);
  return readings.toSorted((a, b) => b.quality - a.quality)[0];
}

/** Takes the table or sheet that holds most of it, then those that hold what is left: a table broken over pages is several. */
function readWay(form: FormTable, grids: readonly DocumentGrid[]): TableReading | undefined {
  const gathered = nothingYet();
  const unmatched = new Set(grids);
  let last: ColumnMap | undefined;
  for (let found = true; found; ) {
    found = false;
    const tried = [...unmatched].map((grid) => ({ grid, ...readGrid(form, grid, gathered, last) }));
    const best = tried.toSorted((a, b) => b.reading.quality - a.reading.quality)[0];
    if (best && best.reading.quality > 0) {
      found = true;
      unmatched.delete(best.grid);
      last = best.columns ?? last;
      join(gathered, best.reading);
    }
  }
  return gathered.quality > 0 ? { table: form.table, ...gathered } : undefined;
}

const nothingYet = (): Gathered => ({
  cells: new Map(),
  sums: [],
  byPosition: [],
  rows: new Set(),
  passed: new Set(),
  quality: 0,
});

function join(all: Gathered, more: Gathered): void {
  for (const [path, found] of more.cells) if (!all.cells.has(path)) all.cells.set(path, found);
  all.sums.push(...more.sums);
  all.byPosition.push(...more.byPosition);
  for (const row of more.rows) all.rows.add(row);
  for (const cell of more.passed) all.passed.add(cell);
  all.quality += more.quality;
}

/** A row of the document as the lines of the form are compared with it. */
interface PageRow {
  readonly row: GridRow;
  readonly index: number;
  /** What its label may be: each of its own cells, and all of them as one label in pieces. */
  readonly labels: readonly string[];
  /** Labels that reach down into it, or stand before its own. */
  readonly around: readonly string[];
  /** The first place behind its labels. */
  readonly labelEnd: number;
}

/** Which place of a grid's rows each column of a block is; and which of them only by its position. */
interface ColumnMap {
  readonly width: number;
  readonly places: ReadonlyMap<FormColumn, { readonly at: number; readonly like: number }>;
  readonly byPosition: boolean;
}

interface GridReading {
  readonly reading: Gathered;
  readonly columns: ColumnMap | undefined;
}

function readGrid(
  form: FormTable,
  grid: DocumentGrid,
  before: Gathered,
  inherited: ColumnMap | undefined,
): GridReading {
  const reading = nothingYet();
  const pages = pageRows(grid);
  const free = (line: FormLine, { columns }: FormBlock) =>
    columns.some(({ path }) => path !== undefined && !before.cells.has(join2(line.path, path)));
  const wanted = form.blocks.flatMap((block) =>
    isUnlabelled(block) ? [] : block.lines.filter((line) => free(line, block)).map((line) => ({ block, line })),
  );
  const like = (r: number, c: number): number => {
    const [page, target] = [pages[r], wanted[c]];
    return page && target ? lineLikeness(page, target.line) : 0;
  };
  const pairs = align(pages.length, wanted.length, like);
  let columns: ColumnMap | undefined;
  for (const block of form.blocks) {
    if (isUnlabelled(block)) {
      readUnlabelled(block, grid, pages, reading);
      continue;
    }
    const lines = [...pairs].flatMap(([r, c]) => {
      const [page, target] = [pages[r], wanted[c]];
      return page && target?.block === block ? [{ page, line: target.line, like: like(r, c) }] : [];
    });
    const [first] = lines;
    if (!first) continue;
    const taken = new Set(pairs.keys());
    const head = headAbove(grid, first.page.index, taken);
    columns =
      columnsBelow(
        block,
        grid,
        head,
        lines.map(({ page }) => page),
      ) ?? inheritedFor(inherited, block, grid, lines.length);
    if (!columns) continue;
    for (const row of head) if (isCaption(row, block)) reading.rows.add(row);
    for (const { page, line, like } of lines) readLine(line, page, like, columns, grid, reading);
  }
  return { reading, columns };
}

const join2 = (line: string, column: string): string => (column === "" ? line : `${line}.${column}`);

/** A label in pieces: on one line of text, or the labels of a path one after another. */
const pieces = (text: string): readonly string[] => text.split(/\s·\s/);

/** A table is compared with every form. */
const pageRows = once((grid: DocumentGrid): readonly PageRow[] => grid.rows.map(pageRow));

function pageRow(row: GridRow, index: number): PageRow {
  const cells = cellsOf(row);
  const number = cells.reduce((most, cell) => Math.max(most, cell.row), 0);
  const words = cells.filter(({ text }) => text !== "" && !isFigureLike(text));
  const own = words.filter((cell) => cell.row === number).map(({ text }) => text);
  const labels = own.length > 0 ? own : words.slice(-1).map(({ text }) => text);
  const last = words.at(-1);
  return {
    row,
    index,
    labels: [
      ...new Set([...labels.map((text) => pieces(text).at(-1) ?? ""), ...(labels.length > 1 ? [labels.join("")] : [])]),
    ],
    around: words.flatMap(({ text }) => pieces(text)),
    labelEnd: last ? row.lastIndexOf(last) + 1 : 0,
  };
}

/** How surely a row is a line of the form. A row that is all label has no room for figures. */
function lineLikeness(page: PageRow, line: FormLine): number {
  if (!page.row.some((cell) => !cell || isFigureLike(cell.text)) && page.labelEnd >= page.row.length) return 0;
  const own = page.labels.reduce((best, label) => Math.max(best, likest(label, line.spellings)), 0);
  if (own < alike) return 0;
  const context =
    line.above === undefined
      ? 0
      : page.around.reduce((best, text) => Math.max(best, likest(text, [line.above ?? ""])), 0);
  return (own + 0.05 * context) * (line.below ? 0.9 : 1);
}

const highestHead = 8;

/** The rows over a row up to the last one with figures. */
function headAbove(grid: DocumentGrid, below: number, taken: ReadonlySet<number>): readonly GridRow[] {
  const head: GridRow[] = [];
  for (let i = below - 1; i >= 0 && head.length < highestHead; i--) {
    const row = grid.rows[i];
    if (!row || taken.has(i) || cellsOf(row).some(({ text }) => text !== "" && isFigureLike(text) && /\d/.test(text)))
      break;
    head.unshift(row);
  }
  return head;
}

/** A line across the table that says which part of it follows; other lines over it may be the report's own. */
function isCaption(row: GridRow, { caption }: FormBlock): boolean {
  const text = soleText(row);
  return text !== undefined && caption !== undefined && likeness(text, caption) >= alike;
}

/** The headers over a place, from the top, each once. */
function headersAt(head: readonly GridRow[], at: number): readonly string[] {
  const cells = [...new Set(head.map((row) => row[at]))];
  return cells.flatMap((cell) => (cell && cell.text !== "" ? pieces(cell.text) : []));
}

function columnLikeness({ spellings, above }: FormColumn, headers: readonly string[]): number {
  const last = headers.at(-1) ?? "";
  const joined = headers.slice(-2).join("");
  const own = Math.max(
    likest(last, spellings),
    likest(joined, spellings),
    0.9 * likest(headers.at(-2) ?? "", spellings),
  );
  if (own < alike) return 0;
  const context = above.map((label) => headers.reduce((best, text) => Math.max(best, likest(text, [label])), 0));
  return own + (context.length > 0 ? (0.2 * context.reduce((sum, one) => sum + one, 0)) / context.length : 0);
}

function columnsBelow(
  { columns }: FormBlock,
  { rows }: DocumentGrid,
  head: readonly GridRow[],
  pages: readonly PageRow[],
): ColumnMap | undefined {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const headers = Array.from({ length: width }, (_, at) => headersAt(head, at));
  const places = new Map<FormColumn, { at: number; like: number }>();
  for (const [c, at] of align(columns.length, width, (c, at) =>
    columnLikeness(columns[c] ?? noColumn, headers[at] ?? []),
  )) {
    const column = columns[c];
    if (column) places.set(column, { at, like: Math.min(1, columnLikeness(column, headers[at] ?? [])) });
  }
  const figures = columns.filter(({ path }) => path !== undefined);
  const missing = columns.filter((column) => !places.has(column));
  if (missing.length === 0) return { width, places, byPosition: false };
  // A column without a header is the one between its neighbours, where there is exactly one for each.
  const labelEnd = Math.max(...pages.map((page) => (places.size > 0 ? 0 : page.labelEnd)));
  const nameless = (at: number) =>
    (headers[at] ?? []).length === 0 || columns.every(({ spellings }) => spellings.length === 0);
  let from = labelEnd;
  let byPosition = false;
  for (let c = 0; c < columns.length; ) {
    const place = columns[c] && places.get(columns[c] ?? noColumn);
    if (place) {
      from = place.at + 1;
      c++;
      continue;
    }
    const next = columns.findIndex((column, i) => i > c && places.has(column));
    const end = next < 0 ? columns.length : next;
    const until = next < 0 ? width : (places.get(columns[next] ?? noColumn)?.at ?? width);
    const start = c === 0 ? Math.max(from, ...pages.map((page) => page.labelEnd)) : from;
    const open = distinct(pages, start, until).filter(nameless);
    if (open.length === end - c) {
      byPosition ||= figures.some(({ spellings }) => spellings.length > 0);
      for (const [i, at] of open.entries()) {
        const column = columns[c + i];
        if (column) places.set(column, { at, like: 0.5 });
      }
    }
    c = end;
  }
  return places.size > 0 ? { width, places, byPosition } : undefined;
}

const noColumn: FormColumn = { spellings: [], above: [], path: undefined, measure: undefined };

/** The places from one to another that begin a cell in any of the rows. */
function distinct(pages: readonly PageRow[], from: number, until: number): readonly number[] {
  const places = Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i);
  return places.filter(
    (at) => at === from || pages.some(({ row }) => row[at] === undefined || row[at] !== row[at - 1]),
  );
}

/** The second part of a table broken in two has no header of its own. */
function inheritedFor(
  before: ColumnMap | undefined,
  { columns }: FormBlock,
  grid: DocumentGrid,
  lines: number,
): ColumnMap | undefined {
  const width = grid.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const same = before && before.width === width && columns.every((column) => before.places.has(column));
  return same && lines > 0 ? before : undefined;
}

function readLine(
  line: FormLine,
  page: PageRow,
  like: number,
  columns: ColumnMap,
  grid: DocumentGrid,
  reading: Gathered,
): void {
  const seen = new Map<DocumentCell, string>();
  const shifted = shiftedCells(page, columns);
  for (const [column, place] of columns.places) {
    const passed = column.path === undefined ? page.row[place.at] : undefined;
    if (passed) reading.passed.add(passed);
    if (column.path === undefined) continue;
    const cell = shifted?.get(column) ??
      page.row[place.at] ?? { text: "", row: rowNumber(page.row, page.index), column: place.at };
    const path = join2(line.path, column.path);
    const found = { grid, cell };
    if (line.below) {
      if (isFigureLike(cell.text)) {
        const below = line.below.map((row) => join2(row, column.path ?? ""));
        reading.sums.push({ label: line.spellings[0] ?? "", found, below });
        reading.rows.add(page.row);
      }
      continue;
    }
    // One figure over two columns belongs to neither of them.
    if (seen.has(cell) && cell.text !== "") {
      reading.cells.delete(seen.get(cell) ?? "");
      continue;
    }
    seen.set(cell, path);
    reading.cells.set(path, found);
    reading.rows.add(page.row);
    reading.quality += (Math.min(1, like) + place.like) / 2;
    if (columns.byPosition && place.like === 0.5) reading.byPosition.push(path);
  }
}

/**
 * Where the labels of a row reach further, or less far, than the head says, its figures stand beside their columns: as many as
 * there are columns, they are told by their order.
 */
function shiftedCells(
  { row, labelEnd }: PageRow,
  { places }: ColumnMap,
): ReadonlyMap<FormColumn, DocumentCell> | undefined {
  const cells = [...new Set(row.slice(labelEnd))].filter((cell) => cell !== undefined);
  const columns = [...places].toSorted(([, a], [, b]) => a.at - b.at);
  if (cells.length !== columns.length || !cells.every(({ text }) => isFigureLike(text))) return undefined;
  const fits = columns.every(([, { at }], i) => row[at] === cells[i]);
  if (fits) return undefined;
  return new Map(columns.flatMap(([column], i) => (cells[i] ? [[column, cells[i]] as const] : [])));
}

function rowNumber(row: GridRow, index: number): number {
  const cells = cellsOf(row);
  return cells.length === 0 ? index : cells.reduce((most, cell) => Math.max(most, cell.row), 0);
}

/** A row of nothing but figures below headers that are those of the form: of several, the one whose headers are most alike. */
function readUnlabelled(block: FormBlock, grid: DocumentGrid, pages: readonly PageRow[], reading: Gathered): void {
  const [line] = block.lines;
  if (!line) return;
  let best: { page: PageRow; columns: ColumnMap; like: number } | undefined;
  for (const page of pages) {
    if (page.labelEnd > 1 || page.row.length < 2) continue;
    const head = headAbove(grid, page.index, new Set());
    if (head.length === 0) continue;
    const columns = columnsBelow(block, grid, head, [page]);
    const like = [...(columns?.places.values() ?? [])].reduce((sum, one) => sum + (one.like > 0.5 ? one.like : 0), 0);
    // Two headers by themselves may be anybody's.
    if (columns && like > (best?.like ?? 0) && like >= block.columns.length / 3) best = { page, columns, like };
  }
  if (best) readLine(line, best.page, 1, best.columns, grid, reading);
}

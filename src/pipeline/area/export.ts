import { compareText, type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { unitKinds } from "../../core/form/table.ts";
import { kindNames, pathWords, scopeNames } from "../../core/form/words.ts";
import {
  besideColumns,
  cellColumns,
  chinesePath,
  type DataColumn,
  type DataFormat,
  dictionaryColumns,
  figureStateNames,
  figureStates,
  longColumns,
  pathNamed,
  unitColumns,
} from "../../core/open-data.ts";
import type { Source } from "../../core/text/source.ts";
import { csvwMetadata, type DataSet, dataPackage, type HeadedColumn, inertJson } from "../../model/data-package.ts";
import {
  type DataKeys,
  type DataRow,
  dictionary,
  type FigureRecord,
  figureRecords,
  figureValues,
  figureWords,
  unitValues,
} from "../../model/open-data.ts";
import { mostColumns } from "../../render/sheet/data-workbook.ts";
import { type StagedFile, type StagedFiles, stageFiles } from "../../write/staged-files.ts";
import { readNames } from "../batch/read-names.ts";
import type { Session } from "../unit/session.ts";
import type { Job } from "../workspace/inputs.ts";
import { type Names, namesAmong } from "../workspace/names.ts";
import { type TableName, type TableRow, type TableWriter, tableWriter } from "./data-files.ts";
import { absentFrom, type ExaminedPart, examineParts } from "./examine-parts.ts";

export interface ExportRequest {
  readonly format: DataFormat;
  /** A row a unit and a column a figure, instead of a line a figure. */
  readonly wide: boolean;
  /** The language of heads and of the words for kind, scope and state. */
  readonly keys: DataKeys;
  /** Writes what is sound, and names the others. */
  readonly partial: boolean;
  readonly folder: string;
  /** The name of the file of figures without its ending; the others are called after it where it is not the usual one. */
  readonly name: string | undefined;
}

export interface ExportResult {
  /** Names of the files in the folder, the figures first; none where tallies were refused. */
  readonly files: readonly string[];
  readonly units: number;
  readonly figures: number;
  /** Tallies with errors. */
  readonly refused: readonly string[];
  /** Units of the register without a tally. */
  readonly missing: readonly string[];
  /** Those whose file lies there and cannot be read. */
  readonly unread: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

const title = {
  zh: "政府信息公开工作年度报告数据",
  en: "Figures of annual reports on government information disclosure",
};

/** Writes the figures of some workspaces as data, tally after tally. `known`: who they are, where somebody has looked. */
export async function exportFigures(
  session: Session,
  jobs: readonly Job[],
  request: ExportRequest,
  known?: Names,
): Promise<ExportResult> {
  const files = jobs.flatMap((job) => job.files);
  const names = known ? namesAmong(known, files, session.editions) : await readNames(session, files);
  const written = await writeFigures(examineParts(session, jobs, new Set(files), names), session.editions, request);
  const { missing, lying } = absentFrom(names, jobs, undefined);
  return {
    ...written,
    missing: missing.filter((entry) => !lying.has(entry)).map(({ name }) => name),
    unread: [...lying.keys()].map(({ name }) => name),
  };
}

/** The same for tallies that have been read. */
export async function writeFigures(
  parts: AsyncIterable<ExaminedPart> | Iterable<ExaminedPart>,
  editions: Editions,
  request: ExportRequest,
): Promise<Omit<ExportResult, "missing" | "unread">> {
  const staged = stageFiles(request.folder);
  try {
    const run = new ExportRun(parts, editions, request, staged);
    const files = await run.write();
    const { units, figures, refused, diagnostics, sources } = run;
    const done = units > 0 && (refused.length === 0 || request.partial);
    if (done) staged.commit();
    return { files: done ? files : [], units, figures, refused, diagnostics, sources };
  } finally {
    staged.discard();
  }
}

class ExportRun {
  units = 0;
  figures = 0;
  readonly refused: string[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly sources: Source[] = [];
  readonly #parts: AsyncIterable<ExaminedPart> | Iterable<ExaminedPart>;
  readonly #editions: Editions;
  readonly #request: ExportRequest;
  readonly #staged: StagedFiles;
  /** The paths met, by edition. */
  readonly #met = new Map<Edition, Set<string>>();

  constructor(
    parts: AsyncIterable<ExaminedPart> | Iterable<ExaminedPart>,
    editions: Editions,
    request: ExportRequest,
    staged: StagedFiles,
  ) {
    this.#parts = parts;
    this.#editions = editions;
    this.#request = request;
    this.#staged = staged;
  }

  /** The names of the files written, those for reading first. */
  async write(): Promise<readonly string[]> {
    const { format, wide, keys, name } = this.#request;
    const figuresName = name ?? "figures";
    const workbook = `${figuresName}.xlsx`;
    const writer = tableWriter(format, this.#staged, workbook);
    const sheets = keys === "zh" ? ["数据", "字典", "栏目"] : ["figures", "dictionary", "columns"];
    const [figures = "", words = "", about = ""] = sheets;
    const table = { file: figuresName, sheet: figures };
    const columns = await (wide ? this.#wide(writer, table) : this.#long(writer, table));
    const second = { file: name === undefined ? "dictionary" : `${name}-dictionary`, sheet: words };
    const dictionaryHeads = dictionaryColumns.map((column) => this.#headed(column));
    await writer.table(second, dictionaryHeads, [[...this.#dictionary()]]);
    if (format === "xlsx") {
      await writer.table({ file: "", sheet: about }, aboutColumns(keys), [columns.map(aboutRow)]);
      writer.end();
      return [workbook];
    }
    const set: DataSet = {
      figures: { file: `${figuresName}.${format}`, title, columns },
      dictionary: {
        file: `${second.file}.${format}`,
        title: { zh: "数据字典", en: "Data dictionary" },
        columns: dictionaryHeads,
      },
      refers: !wide,
    };
    const main = [set.figures.file, set.dictionary.file];
    if (format === "json") return [...main, this.#write(`${figuresName}-columns.json`, columnsText(columns))];
    const metadata = this.#write(`${set.figures.file}-metadata.json`, csvwMetadata(set, keys));
    return [...main, metadata, ...(name === undefined ? [this.#write("datapackage.json", dataPackage(set))] : [])];
  }

  #write(name: string, text: string): string {
    this.#staged.open(name).write(text);
    return name;
  }

  #headed(column: DataColumn): HeadedColumn {
    const { keys } = this.#request;
    const values = valuesOf(column.id, keys);
    return {
      ...column,
      head: keys === "zh" ? column.name : column.id,
      ...(values && { values }),
      ...(column.id === "terms" && { separator: " " }),
    };
  }

  async #long(writer: TableWriter, table: TableName): Promise<readonly HeadedColumn[]> {
    const columns = longColumns.map((column) => this.#headed(column));
    await writer.table(table, columns, this.#longRows());
    return columns;
  }

  /** Unit by unit. */
  async *#longRows(): AsyncGenerator<readonly TableRow[]> {
    const { keys } = this.#request;
    const words = new Map<Edition, Map<string, DataRow>>();
    for await (const { unit, edition, records } of this.#units()) {
      const known = words.get(edition) ?? new Map<string, DataRow>();
      words.set(edition, known);
      const whose = valuesIn(unitColumns, unit);
      yield records.map((record) => {
        const about = known.get(record.path) ?? figureWords(edition, record.path);
        known.set(record.path, about);
        return [...whose, ...valuesIn(cellColumns, { ...about, ...figureValues(record, keys) })];
      });
    }
  }

  /** What columns there are is only known once all tallies have been read: until then their figures lie in a file of their own. */
  async #wide(writer: TableWriter, table: TableName): Promise<readonly HeadedColumn[]> {
    const spool = this.#staged.open(`${table.file}.spool`);
    const beside = new Set<string>();
    for await (const { unit, records } of this.#units()) {
      const cells: SpooledCell[] = [];
      for (const { path, value = "", written = "", remark = "" } of records) {
        if (written !== "") beside.add(`${path}#written`);
        if (remark !== "") beside.add(`${path}#remark`);
        cells.push([path, value, written, remark]);
      }
      spool.write(`${JSON.stringify([valuesIn(unitColumns, unit), cells] satisfies SpooledUnit)}\n`);
    }
    const columns = [...unitColumns.map((column) => this.#headed(column)), ...this.#pathColumns(beside)];
    if (this.#request.format === "xlsx" && columns.length > mostColumns) throw tooWide(columns.length);
    await writer.table(table, columns, wideRows(spool, columns));
    spool.drop();
    return columns;
  }

  #pathColumns(beside: ReadonlySet<string>): readonly HeadedColumn[] {
    const editions = [...this.#met.keys()].toSorted((a, b) => compareText(b.id, a.id));
    const columns = new Map<string, HeadedColumn>();
    for (const edition of editions) {
      const met = this.#met.get(edition) ?? new Set();
      for (const { path } of dictionary(edition, met).map((row) => ({ path: String(row["path"]) }))) {
        if (!met.has(path) || columns.has(path)) continue;
        for (const column of this.#columnsOf(edition, path, beside)) columns.set(column.id, column);
      }
    }
    return [...columns.values()];
  }

  #columnsOf(edition: Edition, path: string, beside: ReadonlySet<string>): readonly HeadedColumn[] {
    const { keys } = this.#request;
    const chinese = chinesePath(edition.keys, path);
    const head = keys === "zh" && pathNamed(this.#editions, chinese) === path ? chinese : path;
    const { zh } = pathWords(edition, path);
    const figure: HeadedColumn = { ...{ id: path, name: chinese, head, type: "decimal" }, about: { zh, en: path } };
    const others = besideColumns.flatMap((column): readonly HeadedColumn[] => {
      const id = `${path}#${column.id}`;
      if (!beside.has(id)) return [];
      const about = { zh: `${zh}：${column.about.zh}`, en: `${path}: ${column.about.en}` };
      return [
        { ...{ id, name: id, type: "string", about }, head: `${head}#${keys === "zh" ? column.name : column.id}` },
      ];
    });
    return [figure, ...others];
  }

  async *#units(): AsyncGenerator<{
    readonly unit: DataRow;
    readonly edition: Edition;
    readonly records: readonly FigureRecord[];
  }> {
    for await (const { file, subject, refused, ...found } of this.#parts) {
      if (!subject || refused) {
        this.refused.push(file);
        this.diagnostics.push(...found.diagnostics.filter((finding) => hasErrors([finding])));
        this.sources.push(...found.sources);
        continue;
      }
      this.units++;
      const { tally, edition } = subject;
      const met = this.#met.get(edition) ?? new Set();
      this.#met.set(edition, met);
      const records = [...figureRecords(subject)];
      for (const { path } of records) met.add(path);
      this.figures += records.length;
      yield { unit: unitValues(tally, this.#request.keys), edition, records };
    }
  }

  *#dictionary(): Generator<TableRow> {
    const editions = [...this.#met].toSorted(([a], [b]) => compareText(a.id, b.id));
    for (const [edition, met] of editions) {
      for (const row of dictionary(edition, met)) yield valuesIn(dictionaryColumns, row);
    }
  }
}

type SpooledCell = readonly [path: string, value: number | string, written: string, remark: string];
type SpooledUnit = readonly [whose: TableRow, cells: readonly SpooledCell[]];

function* wideRows(spool: StagedFile, columns: readonly HeadedColumn[]): Generator<readonly TableRow[]> {
  for (const line of linesOf(spool.read())) {
    const [whose, cells]: SpooledUnit = JSON.parse(line);
    const values = new Map<string, string | number>();
    for (const [path, value, written, remark] of cells) {
      values.set(path, value).set(`${path}#written`, written).set(`${path}#remark`, remark);
    }
    yield [[...whose, ...columns.slice(whose.length).map(({ id }) => values.get(id) ?? "")]];
  }
}

function* linesOf(pieces: Iterable<string>): Generator<string> {
  let rest = "";
  for (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

function valuesIn(columns: readonly DataColumn[], row: DataRow): TableRow {
  return columns.map(({ id }) => row[id] ?? "");
}

/** The words a column has, where it has only these. */
function valuesOf(id: string, keys: DataKeys): readonly string[] | undefined {
  const chinese = keys === "zh";
  if (id === "kind") return chinese ? Object.values(kindNames) : unitKinds;
  if (id === "scope") return chinese ? Object.values(scopeNames) : Object.keys(scopeNames);
  if (id === "state") return chinese ? Object.values(figureStateNames) : figureStates;
  return undefined;
}

function aboutColumns(keys: DataKeys): readonly HeadedColumn[] {
  const heads = keys === "zh" ? ["栏目", "类型", "说明", "英文说明"] : ["column", "type", "about (zh)", "about"];
  return heads.map((head, i) => {
    return { ...{ id: i < 2 ? "label" : "about", name: head, head, type: "string" }, about: { zh: head, en: head } };
  });
}

function aboutRow({ head, type, about }: HeadedColumn): TableRow {
  return [head, type, about.zh, about.en];
}

function columnsText(columns: readonly HeadedColumn[]): string {
  const list = columns.map(({ head, type, about, values }) => ({ name: head, type, about, ...(values && { values }) }));
  return `${inertJson({ title, columns: list }, 2)}\n`;
}

function tooWide(count: number): UsageError {
  return new UsageError({
    zh: `要 ${count} 栏，Excel 一张表最多 ${mostColumns} 栏；请用 --format csv，或不加 --wide`,
    en: `${count} columns are needed, and a sheet has ${mostColumns}: use --format csv, or leave --wide out`,
  });
}

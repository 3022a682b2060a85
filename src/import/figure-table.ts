import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import { computeFigures } from "../core/figures.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import { findKey, type KeyNode } from "../core/form/keys.ts";
import type { UnitKind } from "../core/form/table.ts";
import { pathWords } from "../core/form/words.ts";
import { cellColumns, figureStateNames, pathNamed, unitColumns } from "../core/open-data.ts";
import type { Cell, Tally } from "../core/tally.ts";
import { unguarded } from "../core/text/csv.ts";
import { unitKey } from "../core/text/unit-key.ts";
import { kindByName, scopeByName } from "../edition/names.ts";
import { isBlank, readNumber } from "../tally/numbers/number.ts";
import { isOwnName } from "../tally/shape/cells.ts";
import { tallyText } from "../tally/tally-text.ts";
import { findingOf } from "./findings.ts";
import { kindOfName } from "./title.ts";
import type { NumberedRow } from "./xlsx.ts";

/** The tally of one unit and year out of a table of figures. */
interface TabledTally {
  readonly unit: string;
  readonly kind: UnitKind;
  readonly year: number;
  readonly edition: Edition;
  readonly text: string;
  /** How many figures the tables of its form ask for, and how many were there. */
  readonly counts: { readonly asked: number; readonly read: number };
}

export interface TabledTallies {
  readonly tallies: readonly TabledTally[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FigureTableOptions {
  readonly keys: "zh" | "en";
  /** Texts bear the apostrophe that keeps a spreadsheet from taking them for formulas. */
  readonly guarded: boolean;
}

/** What the columns of a table of figures are. */
interface Heads {
  /** Ids of the columns about the unit and, in the long form, about the figure, by their place. */
  readonly known: ReadonlyMap<number, string>;
  /** In the wide form: the path of a column, and which side of the figure it holds. */
  readonly paths: ReadonlyMap<number, { readonly path: string; readonly side: "value" | "written" | "remark" }>;
  /** Heads that say nothing. */
  readonly strange: readonly string[];
}

const byHead = new Map<string, string>(
  [...unitColumns, ...cellColumns].flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]),
);
const stateByName = new Map<string, string>(
  Object.entries(figureStateNames).flatMap(([id, name]) => [[id, id] as const, [name, id] as const]),
);

/** Whether a row heads a table of figures, long or wide. */
export function headsFigures(heads: readonly string[], editions: Editions): boolean {
  const { known, paths } = readHeads(heads, editions);
  const ids = [...known.values()];
  return ids.includes("unit") && ids.includes("year") && (paths.size > 0 || ids.includes("path"));
}

function readHeads(heads: readonly string[], editions: Editions): Heads {
  const known = new Map<number, string>();
  const paths = new Map<number, { readonly path: string; readonly side: "value" | "written" | "remark" }>();
  const strange: string[] = [];
  heads.forEach((written, i) => {
    const head = written.replace(/^\uFEFF/, "").trim();
    const id = byHead.get(head);
    if (id !== undefined) {
      known.set(i, id);
      return;
    }
    const [name = "", beside] = head.split("#");
    const path = pathNamed(editions, name);
    const side = beside === undefined ? "value" : byHead.get(beside);
    if (path !== undefined && (side === "value" || side === "written" || side === "remark"))
      paths.set(i, { path, side });
    else if (head !== "") strange.push(head);
  });
  return { known, paths, strange };
}

/** Units whose rows are still coming in: so many are kept open at once, whatever the order of the rows. */
const mostOpen = 2_000;

/**
 * Reads a table of figures, as `export` writes it and a spreadsheet saves it again, as tallies: a line a figure, or a row a unit.
 * What cannot be understood is told by its row and left blank.
 */
export function readFigureTable(
  file: string,
  rows: Iterable<NumberedRow>,
  editions: Editions,
  options: FigureTableOptions,
): TabledTallies {
  const reader = new FigureReader(file, editions, options);
  for (const row of rows) reader.row(row);
  return reader.finish();
}

interface Draft {
  readonly key: string;
  readonly edition: Edition;
  readonly year: number;
  readonly about: ReadonlyMap<string, string>;
  readonly number: number;
  readonly cells: Map<string, Cell>;
  readonly labels: Map<string, string>;
  /** Sums that nobody says were written down: kept where they are not the sum. */
  readonly sums: Set<string>;
}

class FigureReader {
  readonly #file: string;
  readonly #editions: Editions;
  readonly #options: FigureTableOptions;
  readonly #found: Diagnostic[] = [];
  readonly #open = new Map<string, Draft>();
  readonly #done = new Map<string, TabledTally | undefined>();
  readonly #unknown = new Map<Edition, { readonly paths: Set<string>; readonly rows: number[] }>();
  #heads: Heads | undefined;

  constructor(file: string, editions: Editions, options: FigureTableOptions) {
    this.#file = file;
    this.#editions = editions;
    this.#options = options;
  }

  row({ number, values }: NumberedRow): void {
    if (values.every((value) => value.trim() === "")) return;
    if (!this.#heads) {
      this.#head(values);
      return;
    }
    const { known, paths } = this.#heads;
    const about = new Map([...known].map(([i, id]) => [id, this.#text(values[i] ?? "")]));
    const draft = this.#draftOf(about, number);
    if (!draft) return;
    if (paths.size === 0) this.#longCell(draft, about, number);
    else this.#wideCells(draft, values, number);
  }

  #text(value: string): string {
    return (this.#options.guarded ? unguarded(value) : value).trim();
  }

  #head(values: readonly string[]): void {
    if (!headsFigures(values, this.#editions)) {
      this.#report(
        "GR820",
        {
          zh: "第一行不是数据的列名",
          en: "the first row does not head a table of figures",
        },
        {
          zh: "要有“单位”“年度”，长表还要有“路径”“数值”，宽表一格一列；照 gov-report export 写出的样子",
          en: "needed are unit and year, then path and value, or a column for each figure, as gov-report export writes them",
        },
      );
      this.#heads = { known: new Map(), paths: new Map(), strange: [] };
      return;
    }
    this.#heads = readHeads(values, this.#editions);
    const { strange } = this.#heads;
    const list = (mark: string) => `${strange.slice(0, 5).join(mark)}${strange.length > 5 ? "……" : ""}`;
    if (strange.length > 0) {
      this.#report(
        "GR821",
        { zh: `有的列没有读：${list("、")}`, en: `columns that were not read: ${list(", ")}` },
        unknownPath,
      );
    }
  }

  /** The unit that a row is of. */
  #draftOf(about: ReadonlyMap<string, string>, number: number): Draft | undefined {
    const [unit = "", yearText = ""] = [about.get("unit"), about.get("year")];
    if (this.#heads?.known.size === 0) return undefined;
    const year = /^(?:19|20)\d\d(?:年|\.0)?$/.test(yearText) ? Number.parseInt(yearText, 10) : undefined;
    if (unit === "" || year === undefined) {
      this.#reportRow(number, { zh: "没有写单位或年度", en: "has no unit or no year" });
      return undefined;
    }
    const named = about.get("edition") ?? "";
    const edition = named === "" ? this.#editions.forYear(year) : this.#editions.get(named);
    if (!edition) {
      this.#reportRow(number, { zh: `没有 ${named || year} 这一版格式`, en: `there is no form ${named || year}` });
      return undefined;
    }
    const key = `${unitKey(unit)} ${year}`;
    if (this.#done.has(key)) {
      this.#scattered(key, unit, number);
      return undefined;
    }
    const known = this.#open.get(key);
    const draft: Draft = known ?? {
      ...{ key, edition, year, about, number, cells: new Map(), labels: new Map(), sums: new Set() },
    };
    // Whoever has waited longest for a row comes first.
    this.#open.delete(key);
    this.#open.set(key, draft);
    if (!known && this.#open.size > mostOpen) {
      for (const [first, oldest] of this.#open) {
        this.#close(first, oldest);
        break;
      }
    }
    return draft;
  }

  #countUnknown(edition: Edition, path: string, number: number): void {
    const known = this.#unknown.get(edition) ?? { paths: new Set(), rows: [] };
    known.paths.add(path);
    known.rows.push(number);
    this.#unknown.set(edition, known);
  }

  /** One finding a form: a table that it has not has a row for every figure of every unit. */
  #reportUnknown(): void {
    for (const [edition, { paths, rows }] of this.#unknown) {
      const list = (mark: string, more: string) => `${[...paths].slice(0, 3).join(mark)}${paths.size > 3 ? more : ""}`;
      const [first = 0] = rows;
      const several = rows.length > 1;
      this.#reportRow(
        first,
        {
          zh: `“${list("”“", "……")}”不是${edition.name}里的数${several ? `，这样的有 ${rows.length} 处，没有读` : ""}`,
          en: `${list(", ", "…")}: no figure on the form of ${edition.id}${several ? `, nor are others; ${rows.length} were not read` : ""}`,
        },
        unknownPath,
      );
    }
  }

  #scattered(key: string, unit: string, number: number): void {
    if (!this.#done.get(key)) return;
    this.#done.set(key, undefined);
    this.#report(
      "GR822",
      {
        zh: `“${unit}”的数没有排在一起（第 ${number} 行又有），没有读`,
        en: `the figures of ${unit} stand apart from one another (again in row ${number}) and were not read`,
      },
      {
        zh: "在表格软件里按单位、年度排序，另存后再导入",
        en: "sort the table by unit and year, save it and import it again",
      },
    );
  }

  #longCell(draft: Draft, about: ReadonlyMap<string, string>, number: number): void {
    const { edition } = draft;
    const path = pathIn(edition, this.#editions, about.get("path") ?? "");
    if (path === undefined) {
      this.#countUnknown(edition, about.get("path") ?? "", number);
      return;
    }
    if (draft.cells.has(path) || draft.sums.has(path)) {
      const { zh, en } = pathWords(edition, path);
      this.#reportRow(number, {
        zh: `${zh} 写了两次，后一个没有读`,
        en: `${en} is there twice; the second was not read`,
      });
      return;
    }
    const state = stateByName.get(about.get("state") ?? "");
    const cell = this.#cell(draft, path, number, {
      value: state === "blank" ? "" : (about.get("value") ?? ""),
      written: about.get("written") ?? "",
      remark: about.get("remark") ?? "",
    });
    this.#keep(draft, path, cell, edition.cellAt.get(path)?.terms !== undefined && state === "computed");
  }

  #wideCells(draft: Draft, values: readonly string[], number: number): void {
    const { edition } = draft;
    const sides = new Map<string, { value: string; written: string; remark: string }>();
    for (const [i, { path, side }] of this.#heads?.paths ?? []) {
      const one = sides.get(path) ?? { value: "", written: "", remark: "" };
      sides.set(path, { ...one, [side]: this.#text(values[i] ?? "") });
    }
    for (const [path, one] of sides) {
      const filled = one.value + one.written + one.remark !== "";
      if (pathIn(edition, this.#editions, path) === undefined) {
        if (filled) this.#countUnknown(edition, path, number);
        continue;
      }
      const spec = edition.cellAt.get(path);
      // Outside the tables what is empty is not there.
      if (!filled && (!spec || spec.terms)) continue;
      this.#keep(draft, path, this.#cell(draft, path, number, one), spec?.terms !== undefined && one.remark === "");
    }
  }

  #keep({ cells, labels, sums, edition }: Draft, path: string, cell: Cell, isSum: boolean): void {
    cells.set(path, cell);
    if (isSum) sums.add(path);
    if (!findKey(edition.keys, path.split("."))) labels.set(path, path.slice(path.lastIndexOf(".") + 1));
  }

  #cell(
    { edition }: Draft,
    path: string,
    number: number,
    { value, written, remark }: { readonly value: string; readonly written: string; readonly remark: string },
  ): Cell {
    const span = { file: this.#file, start: 0, end: 0 };
    const about = remark === "" ? {} : { remark: { text: remark, span } };
    const node = nodeAt(edition, path);
    const { measure, activity } = {
      measure: edition.cellAt.get(path)?.measure ?? node?.measure ?? "count",
      activity: !edition.cellAt.has(path),
    };
    const plain = measure === "money" && /^[\d.]*[1-9][\d.]*$/.test(value) ? `${value}元` : value;
    const text = written === "" ? plain : written;
    if (isBlank(text)) return { value: undefined, span, ...about };
    const read = readNumber(text, false, measure, activity);
    const { zh, en } = pathWords(edition, path);
    if ("code" in read) {
      this.#report(
        "GR808",
        {
          zh: `第 ${number} 行：${zh} 的${read.message.zh}，留空`,
          en: `row ${number}: ${en}: ${read.message.en}; it is left blank`,
        },
        read.help,
      );
      return { value: undefined, span, ...about };
    }
    if (written !== "" && value !== "" && Number(value) !== read.value) {
      this.#report(
        "GR823",
        {
          zh: `第 ${number} 行：${zh} 的数值是 ${value}，原文是“${written}”，对不上，留空`,
          en: `row ${number}: ${en} is ${value} while it was written as “${written}”; it is left blank`,
        },
        {
          zh: "改数的，把“原文”也改好；不是约数的，清空“原文”",
          en: "mend both, or empty what was written where it is a plain number",
        },
      );
      return { value: undefined, span, ...about };
    }
    return { ...read, span, ...about };
  }

  finish(): TabledTallies {
    if (!this.#heads) this.#head([]);
    for (const [key, draft] of this.#open) this.#close(key, draft);
    this.#reportUnknown();
    return { tallies: [...this.#done.values()].flatMap((tally) => tally ?? []), diagnostics: this.#found };
  }

  #close(key: string, draft: Draft): void {
    this.#open.delete(key);
    this.#done.set(key, undefined);
    const unit = this.#unitOf(draft);
    if (!unit) return;
    const { edition, year, about, cells, labels } = draft;
    leaveOut(draft);
    const scope = scopeByName.get(about.get("scope") ?? "") ?? "own";
    const text = tallyText({ year, unit, scope, cells, labels }, edition, {
      keys: this.#options.keys,
      notes: [`由 gov-report import 从 ${this.#file} 读出；正文、注和签批不在数据里。`],
      remarks: new Map(),
      exact: true,
      zeroSums: true,
    });
    const inputs = edition.cells.filter(({ path, terms }) => !terms && cells.has(path));
    const read = inputs.filter(({ path }) => cells.get(path)?.value !== undefined).length;
    this.#done.set(key, {
      unit: copied(unit.name),
      kind: unit.kind,
      year,
      edition,
      text,
      counts: { asked: inputs.length, read },
    });
  }

  #unitOf({ about, number }: Draft): Tally["unit"] | undefined {
    const of = (id: string) => about.get(id) ?? "";
    const [name, code, within] = [of("unit"), of("code"), of("within")];
    const kind: UnitKind | undefined = kindByName.get(of("kind")) ?? kindOfName(name);
    if (kind === undefined) {
      this.#reportRow(
        number,
        { zh: `“${name}”的类型没有写明，没有读`, en: `does not say of which kind ${name} is, which was not read` },
        {
          zh: "在“类型”一列写：省级、地级、县级、乡镇、街道、部门、其他",
          en: "write it under kind: province, prefecture, county, township, subdistrict, department, other",
        },
      );
      return undefined;
    }
    // What a spreadsheet makes of eighteen digits: the last of them are gone.
    const spoilt = /^\d(?:\.\d+)?E\+?\d+$/i.test(code);
    if (spoilt) {
      this.#report(
        "GR823",
        {
          zh: `第 ${number} 行：“${name}”的代码被表格软件改成了 ${code}，后几位已经丢失，没有读`,
          en: `row ${number}: a spreadsheet has made ${code} of the code of ${name}; its last digits are lost, and it was not read`,
        },
        {
          zh: "在导入的填报里补上代码；改 CSV 时把这一列设为文本",
          en: "add the code to the tally; keep that column as text when editing",
        },
      );
    }
    return { name, kind, ...(code !== "" && !spoilt && { code }), ...(within !== "" && { within }) };
  }

  #reportRow(number: number, { zh, en }: Text, help?: Text): void {
    this.#report("GR821", { zh: `第 ${number} 行：${zh}`, en: `row ${number}: ${en}` }, help);
  }

  #report(code: Code, message: Text, help?: Text): void {
    this.#found.push(findingOf(this.#file, code, message, help));
  }
}

const unknownPath: Text = {
  zh: "对照同时导出的数据字典；本地加的表，要在有它的模板的工作区里导入",
  en: "see the dictionary that came with the figures; for tables of an area's own, import into a workspace with its templates",
};

/** A text that does not keep the piece of the file alive that it was cut from. */
function copied(text: string): string {
  return [...text].join("");
}

/** The path of a figure that the form has or leaves open, written in either language. */
function pathIn({ keys }: Edition, editions: Editions, written: string): string | undefined {
  const parts = written.split(".");
  const node = findKey(keys, parts);
  if (node) return node.kind === "cell" ? node.path : undefined;
  const group = findKey(keys, parts.slice(0, -1));
  const own = parts.at(-1) ?? "";
  if (group?.open && isOwnName(own)) return `${group.path}.${own}`;
  const other = pathNamed(editions, written);
  return other !== undefined && other !== written && findKey(keys, other.split("."))?.kind === "cell"
    ? other
    : undefined;
}

function nodeAt({ keys }: Edition, path: string): KeyNode | undefined {
  const parts = path.split(".");
  return findKey(keys, parts) ?? findKey(keys, parts.slice(0, -1));
}

/** Takes out sums that are what they should be, and optional tables in which nothing is. */
function leaveOut({ edition, cells, sums }: Draft): void {
  for (const { id, optional } of edition.tables) {
    const own = edition.cells.filter(({ table }) => table === id).map(({ path }) => path);
    const empty = own.every((path) => cells.get(path)?.value === undefined && cells.get(path)?.remark === undefined);
    if (optional && empty) for (const path of own) cells.delete(path);
  }
  const written = new Map([...sums].map((path) => [path, cells.get(path)] as const));
  for (const path of sums) cells.delete(path);
  const figures = computeFigures({ cells }, edition);
  for (const [path, cell] of written) {
    if (cell?.value !== undefined && cell.value !== figures.value(path)) cells.set(path, cell);
  }
}

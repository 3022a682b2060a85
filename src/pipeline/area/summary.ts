import { type Diagnostic, kindOf } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { UnitKind } from "../../core/form/table.ts";
import { kindNames, pathWords } from "../../core/form/words.ts";
import type { Tally } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import type { Summary } from "../../draw/summary.ts";
import type { SummaryColumn, SummaryRow } from "../../draw/summary-sheet.ts";
import { type RolledUp, RollUp } from "../../model/roll-up.ts";
import { readNames } from "../batch/read-names.ts";
import type { Session } from "../unit/session.ts";
import type { Job } from "../workspace/inputs.ts";
import { type Names, namesAmong } from "../workspace/names.ts";
import { absentFrom, examineParts } from "./examine-parts.ts";
import { choose } from "./parts.ts";
import { sourcesOf } from "./roll-up.ts";
import { RowStore } from "./row-store.ts";
import { annexesOf, mainFiguresOf } from "./summary-annexes.ts";

export interface SummaryResult {
  /** Absent where the tallies cannot be added up. */
  readonly bytes?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** What was counted otherwise than it was published, or as it was before a correction. */
  readonly outdated: readonly Diagnostic[];
  readonly counted: number;
  readonly refused: readonly string[];
  readonly missing: readonly string[];
  /** Units whose file lies there and cannot be read. */
  readonly unread: readonly string[];
}

/** The workbook over the units of some workspaces; with `unit`, over those below it. Loads `exceljs`. */
export async function summarise(session: Session, jobs: readonly Job[], unit?: string): Promise<SummaryResult> {
  const { summary, rows: _, ...result } = await sumUp(session, jobs, unit);
  if (!summary) return result;
  const { drawSummary } = await import("../../draw/summary.ts");
  return { ...result, bytes: await drawSummary(summary) };
}

/** The same as values: a row for every unit, and the sums where the tallies can be added up. `known`: who they are, where somebody has looked. */
export async function sumUp(
  session: Session,
  jobs: readonly Job[],
  unit?: string,
  known?: Names,
): Promise<Omit<SummaryResult, "bytes"> & { readonly rows: readonly SummaryRow[]; readonly summary?: Summary }> {
  const files = jobs.flatMap((job) => job.files);
  const names = known ?? (await readNames(session, files));
  const below = unit === undefined ? undefined : choose(names, jobs, request(unit));
  const register = jobs.flatMap(({ workspace }) => workspace?.register ?? []);
  const { missing, lying } = absentFrom(names, jobs, below?.missing);
  const within = new Map(register.map((entry) => [entry.name, entry.within]));
  const scope = { unit: { name: unit ?? "", kind: "other" }, scope: "area" } as const;
  const sum = new RollUp({ editions: session.editions, ...scope, within: (name) => within.get(name) });
  const chosen = below?.files ?? new Set(files);
  const own = below ? namesAmong(names, chosen, session.editions) : names;
  const { rows, refused, outdated, counted } = await count(session, jobs, { chosen, names: own }, sum);
  const { value, diagnostics } = sum.end();
  const result = {
    ...{ diagnostics, sources: sourcesOf([...diagnostics, ...outdated], session.editions) },
    ...{ outdated, counted, refused },
    missing: missing.filter((entry) => !lying.has(entry)).map(({ name }) => name),
    unread: [...lying.keys()].map(({ name }) => name),
  };
  const late = missing.map((entry): SummaryRow => {
    const { name, kind } = entry;
    return row(kind, name, lying.has(entry) ? "未能读取" : "未报", "", undefined);
  });
  const all = [...rows, ...late];
  const edition = value && session.editions.get(value.tally.edition);
  return { ...result, rows: all, ...(edition && { summary: summaryOf(value, edition, all, unit) }) };
}

function request(unit: string) {
  return { unit: { name: unit, kind: "other" }, scope: "area", keys: "zh", out: "" } as const;
}

/** What was met on the way through the tallies. */
interface Met {
  readonly rows: SummaryRow[];
  readonly refused: string[];
  readonly outdated: Diagnostic[];
  counted: number;
}

/** A row for every tally; figures only for those without errors, which are added up one by one: nobody keeps them. */
async function count(
  session: Session,
  jobs: readonly Job[],
  { chosen, names }: { readonly chosen: ReadonlySet<string>; readonly names: Names },
  sum: RollUp,
): Promise<Met> {
  const met: Met = { rows: [], refused: [], outdated: [], counted: 0 };
  const { rows, refused: left } = met;
  const stores = new Map<Edition, RowStore>();
  for await (const { file, subject, diagnostics, refused, outdated } of examineParts(session, jobs, chosen, names)) {
    met.outdated.push(...outdated);
    const about = [subject?.tally.unit.kind, subject?.tally.unit.name ?? names.who.get(file)?.unit ?? ""] as const;
    if (!subject || refused) {
      left.push(file);
      rows.push(row(...about, "有错误，未计入", file, undefined));
      continue;
    }
    const { tally, edition, figures } = subject;
    met.counted++;
    const warned = diagnostics.some((finding) => kindOf(finding) === "warning");
    const store = stores.get(edition) ?? new RowStore(edition);
    stores.set(edition, store);
    const values = store.add(valuesOf(tally, edition, (path) => figures.value(path)));
    const remarks = [...tally.cells].flatMap(([path, { remark }]) => (remark ? [[path, remark.text] as const] : []));
    const told = remarks.length > 0 && { remarks: new Map(remarks) };
    rows.push({ ...row(...about, warned ? "有警告" : "通过", file, values), ...told });
    sum.add(tally);
  }
  return met;
}

function row(
  kind: UnitKind | undefined,
  name: string,
  state: string,
  file: string,
  figures: SummaryRow["figures"],
): SummaryRow {
  return { kind: kind === undefined ? "" : kindNames[kind], name, state, file, figures };
}

/** Every cell of the form, and the activity figures that are there; approximate ones as they were written. */
function valuesOf(
  { cells }: Tally,
  edition: Edition,
  value: (path: string) => number | undefined,
): ReadonlyMap<string, number | string> {
  const values = new Map<string, number | string>();
  for (const { path } of edition.cells) {
    const figure = value(path);
    if (figure !== undefined) values.set(path, figure);
  }
  for (const [path, { value: figure, text, approximate }] of cells) {
    if (!edition.cellAt.has(path) && figure !== undefined) values.set(path, approximate && text ? text : figure);
  }
  return values;
}

function summaryOf(
  { tally }: RolledUp,
  edition: Edition,
  rows: readonly SummaryRow[],
  unit: string | undefined,
): Summary {
  const figures = computeFigures(tally, edition);
  const totals = valuesOf(tally, edition, (path) => figures.value(path));
  const activity = [...totals.keys()]
    .filter((path) => !edition.cellAt.has(path))
    .map((path) => activityColumn(edition, path));
  const added = new Set(edition.tables.flatMap(({ id, extra }) => (extra ? [id] : [])));
  const columnsOf = (extra: boolean): readonly SummaryColumn[] =>
    edition.cells.filter(({ table }) => added.has(table) === extra).map((spec) => statutoryColumn(edition, spec));
  const ordered = activity.toSorted((a, b) => rank(edition, a.path) - rank(edition, b.path));
  return {
    title: `${unit ?? ""}${tally.year}年${edition.title}汇总表`,
    rows,
    sheets: [
      { name: "法定表格", columns: columnsOf(false), totals },
      ...(columnsOf(true).length > 0 ? [{ name: "附加表", columns: columnsOf(true), totals }] : []),
      ...(ordered.length > 0 ? [{ name: "工作情况", columns: ordered, totals }] : []),
    ],
    main: mainFiguresOf(edition, rows, totals),
    annexes: annexesOf(edition, rows, totals),
  };
}

function statutoryColumn(edition: Edition, spec: Edition["cells"][number]): SummaryColumn {
  const section = edition.sections.find(({ tables }) => tables.includes(spec.table));
  const table = section?.heading ?? edition.tables.find(({ id }) => id === spec.table)?.extra?.title ?? spec.table;
  const column = spec.columnLabel.split(" · ");
  // A table of one row has its groups among the columns.
  const heading = spec.rowLabel === "" ? column.slice(0, -1).join(" · ") : spec.rowLabel;
  const last = spec.rowLabel === "" ? (column.at(-1) ?? "") : spec.columnLabel;
  // Amounts are added up in 元, whatever unit each was written in.
  const money = spec.measure === "money";
  const name = money ? `${last}（单位：元）` : last;
  return { path: spec.path, headings: [table, heading, name], decimals: money || spec.measure === "wanYuan" };
}

function activityColumn(edition: Edition, path: string): SummaryColumn {
  const [section = "", ...names] = pathWords(edition, path).zh.split(" · ");
  return { path, headings: [section, names.slice(0, -1).join(" · "), names.at(-1) ?? ""], decimals: true };
}

/** The place of an activity figure in the edition's list; names of a clerk's own come after those listed beside them. */
function rank(edition: Edition, path: string): number {
  let number = 0;
  let found = -1;
  const walk = (nodes: Edition["keys"]["children"]): void => {
    for (const node of nodes) {
      number++;
      if (path === node.path || path.startsWith(`${node.path}.`)) found = number;
      walk(node.children);
      if (path.startsWith(`${node.path}.`) && node.open && !node.children.some((child) => child.path === path)) {
        found = number + 0.5;
      }
    }
  };
  walk(edition.keys.children);
  return found;
}

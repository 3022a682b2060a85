import { type Severities, setSeverities } from "../../check/run.ts";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { computeFigures, type Figures } from "../../core/figures.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Lacking, Registration, UnitRow, UnitSums } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { ExactSum } from "../../core/text/exact.ts";
import type { Source } from "../../core/text/source.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import type { Registered, Workspace } from "../../core/workspace.ts";
import { type UnitTable, unitTableSums, unitTables } from "../../model/unit-table.ts";
import { readTally } from "../../tally/read-tally.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { circles } from "./circles.ts";
import { readLongSource } from "./read-source.ts";
import { readTallyFile } from "./read-tally-file.ts";
import { bearers, matchRegister, missingTally, type RegisterMatch, trulyMissing } from "./register.ts";

/** What is known of the units of a run before the first is looked at closely. */
export interface UnitPlan {
  readonly registration: (file: string) => Registration | undefined;
  /** For the report of an area: the units below it, added up. */
  readonly parts: (file: string) => UnitSums | undefined;
  /** The same units before anything of them is read. */
  readonly below: (file: string) => Below | undefined;
  /** What is wrong with the run as a whole: units that are missing. */
  readonly diagnostics: readonly Diagnostic[];
  /** The workspace file, where findings point into it. */
  readonly sources: readonly Source[];
}

export interface UnitOptions {
  readonly files: readonly string[];
  readonly severities: Severities;
  readonly workspace?: Pick<Workspace, "register" | "deadlines" | "year"> | undefined;
  /** Only some tallies of the workspace were asked for: then nobody is missing. */
  readonly partial?: boolean | undefined;
  /** What looks like a tally and was not read. */
  readonly unread?: readonly string[] | undefined;
}

/**
 * Sets the tallies beside the register, and finds the units below each area. Only the units of an area are read here, and
 * one after another: their sums are kept, not they.
 */
export function planUnits(who: ReadonlyMap<string, HeaderPeek>, editions: Editions, options: UnitOptions): UnitPlan {
  const { register, deadlines } = options.workspace ?? {};
  const year = options.workspace?.year ?? newest(who);
  const attendance = register && matchRegister(register, who, year);
  const unread = options.files.filter((file) => !who.has(file));
  const missing = options.partial ? [] : trulyMissing(attendance?.missing ?? [], unread);
  const lying = bearers(options.unread ?? []);
  const found = [
    ...missing.map((entry) => missingTally(entry, year, unread.length, lying(entry))),
    ...(options.partial ? [] : circles(who, register)),
  ];
  const diagnostics = setSeverities(found, options);
  const below = options.partial ? new Map<string, Below>() : areas(who, register, attendance);
  const [listed] = [...(register ?? []), ...(deadlines ?? [])];
  const source = listed && readLongSource(listed.span.file).value;
  return {
    registration: (file) => {
      const registration = attendance?.of(file);
      // Who is missing is not known of a part: then no entry is free to have been meant.
      return registration && options.partial && !registration.entry ? {} : registration;
    },
    below: (file) => below.get(file),
    parts: (file) => {
      const units = below.get(file);
      return units && addUp(units, editions);
    },
    diagnostics,
    sources: source ? [source] : [],
  };
}

export function newest(who: ReadonlyMap<string, HeaderPeek>): number | undefined {
  let year: number | undefined;
  for (const { year: each } of who.values()) if (each !== undefined && (year ?? 0) < each) year = each;
  return year;
}

/** The units whose figures make up an area's. */
export interface Below {
  readonly files: readonly (readonly [file: string, unit: string])[];
  readonly missing: readonly string[];
  readonly listed: boolean;
}

/** By the file of the area's report. A unit that reports for its own area brings in what is below it. */
function areas(
  who: ReadonlyMap<string, HeaderPeek>,
  register: readonly Registered[] | undefined,
  attendance: RegisterMatch | undefined,
): ReadonlyMap<string, Below> {
  const found = new Map<string, Below>();
  if (![...who.values()].some(({ area }) => area)) return found;
  const relations = relate(who, attendance);
  const listed = new Set(register?.flatMap(({ within }) => within ?? []));
  for (const [file, { unit = "", year, area }] of who) {
    if (!area) continue;
    const below = unitsBelow(unit, year, relations);
    if (below.files.length > 0 || below.missing.length > 0) found.set(file, { ...below, listed: listed.has(unit) });
  }
  return found;
}

/** Who is below whom, by the tallies' own word and by the register. */
export function relate(who: ReadonlyMap<string, HeaderPeek>, attendance: RegisterMatch | undefined): Relations {
  const above = new Map<string, string[]>();
  for (const [file, { within, year }] of who) {
    const upper = within ?? attendance?.of(file).entry?.within;
    if (upper !== undefined) push(above, key(upper, year), file);
  }
  const missing = new Map<string, string[]>();
  for (const { name, within } of attendance?.missing ?? [])
    if (within !== undefined) push(missing, unitKey(within), name);
  return { who, above, missing };
}

/** The tallies that make up the sum for a unit, and the names of those that are missing from it. */
export function unitsBelow(
  unit: string,
  year: number | undefined,
  relations: Relations,
): Pick<Below, "files" | "missing"> {
  const below: Gathered = { files: [], missing: [], seen: new Set([unitKey(unit)]) };
  gather(unit, year, below, relations);
  return below;
}

interface Gathered {
  readonly files: (readonly [file: string, unit: string])[];
  readonly missing: string[];
  /** Names already met: a circle of units above one another ends here. */
  readonly seen: Set<string>;
}

export interface Relations {
  readonly who: ReadonlyMap<string, HeaderPeek>;
  readonly above: ReadonlyMap<string, readonly string[]>;
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

function gather(unit: string, year: number | undefined, into: Gathered, relations: Relations): void {
  into.missing.push(...(relations.missing.get(unitKey(unit)) ?? []));
  for (const file of relations.above.get(key(unit, year)) ?? []) {
    const { unit: name = "", area } = relations.who.get(file) ?? {};
    const again = into.seen.has(unitKey(name));
    into.seen.add(unitKey(name));
    // A second tally of a unit is one too many, and not to be passed over here; what stands in a circle has been counted.
    const second = into.files.some(([other, its]) => other !== file && unitKey(its) === unitKey(name));
    if (!again || second) into.files.push([file, name]);
    if (!area && !again) gather(name, year, into, relations);
  }
}

/** Reads the units below an area, one after another. */
export function addUp({ files, missing, listed }: Below, editions: Editions): UnitSums {
  const sums = new Map<string, ExactSum>();
  const units: string[] = [];
  const rows: UnitRow[] = [];
  let tables: readonly UnitTable[] = [];
  const lacking: Lacking[] = missing.map((unit) => ({ unit, why: "missing" }));
  for (const [file, unit] of files) {
    const source = readTallyFile(file, editions).value;
    const tally = source && readTally(source, editions).value;
    const edition = tally && editions.get(tally.edition);
    if (!tally || !edition) {
      lacking.push({ unit, why: "unreadable" });
      continue;
    }
    const figures = computeFigures(tally, edition);
    // An optional table that a unit has left out is no blank in it.
    const optional = edition.tables.filter((table) => table.optional).map(({ id }) => id);
    const inputs = edition.cells.filter(
      ({ path, table, terms }) => !terms && (!optional.includes(table) || tally.cells.has(path)),
    );
    if (inputs.some(({ path }) => figures.value(path) === undefined)) {
      lacking.push({ unit, why: "blank" });
      continue;
    }
    units.push(unit);
    tables = unitTables(edition);
    rows.push(rowOf(tally, figures, tables));
    for (const { path } of inputs) {
      const sum = sums.get(path) ?? new ExactSum();
      sums.set(path, sum);
      sum.add(figures.value(path) ?? 0);
    }
  }
  const added = [...sums].map(([path, sum]) => [path, sum.nearest] as const);
  const ofTables = tables.flatMap((table) => [...unitTableSums(table, rows)]);
  return { units, sums: new Map([...ofTables, ...added]), rows, lacking, listed };
}

function rowOf({ unit: { name: unit, kind } }: Tally, figures: Figures, tables: readonly UnitTable[]): UnitRow {
  const found = tables.flatMap(({ columns }) =>
    columns.flatMap(({ path }) => {
      const [text, value] = [figures.print(path), figures.value(path)];
      if (text === undefined) return [];
      return [[path, { text, ...(value !== undefined && String(value) === text && { value }) }] as const];
    }),
  );
  return { unit, kind, figures: new Map(found) };
}

function key(unit: string, year: number | undefined): string {
  return `${year} ${unitKey(unit)}`;
}

function push(map: Map<string, string[]>, at: string, value: string): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}

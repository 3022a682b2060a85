/*
 * A sum is an ordinary tally, written by tally/tally-text.ts, and beside it a trace (core/trace.ts) says what each part
 * contributed; pipeline/area/trace.ts follows traces down. Nothing else knows about either.
 */
import { byPlace, type Checked, compareText, type Diagnostic } from "../core/diagnostic.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import type { Measure } from "../core/form/table.ts";
import type { Cell, Scope, Tally, Unit } from "../core/tally.ts";
import { ExactSum } from "../core/text/exact.ts";
import { moneyText } from "../core/text/money.ts";
import { activityRemarks, notesByUnit } from "./annotations.ts";
import { blankPart, type Counted, doubleCounts, inexactSum, mixedParts } from "./roll-up-faults.ts";
import { CountedParts, type Share, ShareList } from "./share-list.ts";

/** The tally of a unit that is the sum of others, and where each of its figures comes from. */
export interface RolledUp {
  readonly tally: Tally;
  /** The tallies counted, by path. */
  readonly parts: readonly Pick<Share, "file" | "unit">[];
  /** By cell, by path of the file. */
  readonly shares: ReadonlyMap<string, Iterable<Share>>;
  /** Activity figures, and optional tables by their ids, that only some units give: how many do. */
  readonly given: ReadonlyMap<string, number>;
}

export interface RollUpOptions {
  readonly editions: Editions;
  readonly unit: Unit;
  readonly scope: Scope;
  /** The file the sum is for. */
  readonly file?: string;
  /** The unit above one, where its own tally does not say so. */
  readonly within?: (unit: string) => string | undefined;
}

/**
 * Adds tallies of one form and year up into the tally of the unit above them. Order and grouping never matter: sums are exact,
 * and sums of sums are the same. There is no sum where something speaks against adding; nothing is taken for 0 that is not.
 */
export function rollUp(parts: Iterable<Tally>, options: RollUpOptions): Checked<RolledUp> {
  const adding = new RollUp(options);
  for (const tally of parts) adding.add(tally);
  return adding.end();
}

/** The same, tally by tally as they come. */
export class RollUp {
  readonly #options: RollUpOptions;
  readonly #counted: Counted[] = [];
  readonly #parts = new CountedParts();
  readonly #sums = new Map<string, Sum>();
  readonly #blanks: Diagnostic[] = [];
  readonly #remarked: Tally[] = [];

  constructor(options: RollUpOptions) {
    this.#options = options;
  }

  add(tally: Tally): void {
    const edition = this.#options.editions.get(tally.edition);
    if (!edition) throw new Error(`a tally of an unknown edition: ${tally.edition}`);
    this.#counted.push(headOf(tally));
    if (tally.notes || [...tally.cells.values()].some(({ remark }) => remark)) this.#remarked.push(tally);
    const blank = this.#addFigures(tally, edition, this.#parts.add(tally.file, tally.unit.name));
    if (blank !== undefined) this.#blanks.push(blankPart(tally, edition, blank));
  }

  /** Adds one tally's figures; gives the path of the first that is blank. Totals follow from what they add up. */
  #addFigures({ cells, labels }: Tally, edition: Edition, part: number): string | undefined {
    let blank: string | undefined;
    for (const [path, { value, text, approximate }] of cells) {
      if (edition.cellAt.get(path)?.terms) continue;
      if (value === undefined) {
        blank ??= path;
        continue;
      }
      const sum = this.#sums.get(path) ?? this.#begin(path, labels.get(path) ?? "");
      sum.given++;
      sum.approximate ||= approximate === true;
      sum.exact.add(value);
      if (value !== 0) sum.shares.add(part, value, text);
    }
    return blank;
  }

  #begin(path: string, label: string): Sum {
    const shares = new ShareList(this.#parts);
    const sum = { exact: new ExactSum(), shares, label, given: 0, approximate: false };
    this.#sums.set(path, sum);
    return sum;
  }

  end(): Checked<RolledUp> {
    const [counted, sums] = [this.#counted, this.#sums];
    const mixed = mixedParts(counted, this.#options.editions);
    const [first] = counted;
    const edition = first && this.#options.editions.get(first.edition);
    if (!first || !edition || mixed.length > 0) return { value: undefined, diagnostics: mixed };

    const { unit, scope, file = "" } = this.#options;
    const shares = new Map([...sums].map(([path, sum]) => [path, sum.shares]));
    const nowhere = { file, start: 0, end: 0 };
    const found = [...this.#blanks, ...doubleCounts(counted, edition, shares, this.#options.within)];
    const cells = new Map<string, Cell>();
    const remarks = activityRemarks(this.#remarked, edition, nowhere);
    for (const path of pathsOf(edition, sums)) {
      const sum = sums.get(path);
      const value = sum?.exact.value;
      if (!sum || value === undefined) found.push(inexactSum(path, edition, file));
      else {
        const remark = remarks.get(path);
        const own = { value, span: nowhere, ...(remark && { remark }) };
        cells.set(path, { ...own, ...written(value, sum, edition.cellAt.get(path)?.measure) });
      }
    }
    if (found.length > 0) return { value: undefined, diagnostics: found.toSorted(byPlace) };
    const activity = [...sums].filter(([path]) => !edition.cellAt.has(path));
    const notes = notesByUnit(this.#remarked, edition, nowhere);
    const tally: Tally = {
      ...(notes.size > 0 && { notes }),
      ...{ file, unit, unitSpan: nowhere, year: first.year, yearSpan: nowhere, edition: edition.id, scope },
      ...{ signoff: {}, cells, prose: new Map(), waivers: [] },
      labels: new Map(activity.map(([path, { label }]) => [path, label] as const).sort(byPath)),
    };
    const optional = tablesGiven(edition, sums).filter(([, given]) => given > 0 && given < counted.length);
    const some = activity.filter(([, { given }]) => given < counted.length);
    return {
      value: {
        tally,
        parts: this.#parts.sorted(),
        shares,
        given: new Map([...optional, ...some.map(([path, { given }]) => [path, given] as const)].sort(byPath)),
      },
      diagnostics: [],
    };
  }
}

interface Sum {
  readonly exact: ExactSum;
  readonly shares: ShareList;
  readonly label: string;
  /** How many units give the figure. */
  given: number;
  approximate: boolean;
}

function headOf({ file, unit, unitSpan, year, yearSpan, edition, scope }: Tally): Counted {
  // Each of the three names the file in a text of its own.
  return { file, unit, unitSpan: { ...unitSpan, file }, year, yearSpan: { ...yearSpan, file }, edition, scope };
}

/** By how many units each optional table was filled in: of those that did, it is the sum. */
function tablesGiven(edition: Edition, sums: ReadonlyMap<string, Sum>): readonly (readonly [string, number])[] {
  const optional = edition.tables.filter((table) => table.optional);
  return optional.map(({ id }) => {
    const first = edition.cells.find(({ table, terms }) => table === id && !terms);
    return [id, (first && sums.get(first.path)?.given) ?? 0];
  });
}

/** Every input cell of the form in its order, without the optional tables that nobody has, then the activity figures by path. */
function pathsOf(edition: Edition, sums: ReadonlyMap<string, Sum>): readonly string[] {
  const absent = new Set(tablesGiven(edition, sums).flatMap(([id, given]) => (given === 0 ? [id] : [])));
  const inputs = edition.cells.filter(({ table, terms }) => !terms && !absent.has(table)).map(({ path }) => path);
  const others = [...sums.keys()].filter((path) => !edition.cellAt.has(path));
  return [...inputs, ...others.sort(compareText)];
}

/** What the number alone does not say: that it is approximate, or its unit. */
function written(
  value: number,
  { approximate }: Sum,
  measure: Measure | undefined,
): Pick<Cell, "text" | "approximate"> {
  if (approximate) return { text: about(value), approximate: true };
  return measure === "money" && value !== 0 ? { text: moneyText(value) } : {};
}

/** 约33.2万: a sum with an approximate figure in it is approximate. Its number is the exact sum, so that grouping never matters. */
function about(value: number): string {
  if (value < 10_000) return `约${value}`;
  const [whole = "", fraction = ""] = String(value).split(".");
  const behind = `${whole.slice(-4)}${fraction}`.replace(/0+$/, "");
  return `约${whole.slice(0, -4)}${behind === "" ? "" : `.${behind}`}万`;
}

function byPath(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return compareText(a[0], b[0]);
}

import type { Text } from "../../core/diagnostic.ts";
import { join } from "../../core/form/keys.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput, Finding } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { inputColumns, inputsOf, related, shortLabel } from "../cells.ts";
import { type Balance, balancesOf } from "./balances.ts";

/** A slip of the pen undone: what the cells would say, and what the slip was. */
interface Candidate {
  readonly changes: readonly (readonly [path: string, value: number])[];
  readonly slip: () => Text;
}

/** What may be told beside a finding: a sentence, and the cells it speaks of. */
export interface Repair {
  readonly offer: Text;
  readonly cells: readonly string[];
}

const known = new WeakMap<Tally, Map<string, Repair | undefined>>();

/**
 * The one slip of the pen whose undoing puts right all that does not add up in a table: two neighbouring figures exchanged,
 * two columns of one side of an equation, two neighbouring rows, a figure in the column or row beside its own, two digits of
 * one turned round, a figure torn in two or two run together. Where two slips would explain it both are told, and of more
 * none is: an offer that is one of many is a guess. It is only told, never an edit that `--fix` makes: an exchange alters
 * figures that somebody has counted, and only he knows whether that was the slip.
 */
export function repairOf(input: CheckInput, table: string): Repair | undefined {
  const told = known.get(input.tally) ?? new Map<string, Repair | undefined>();
  known.set(input.tally, told);
  if (!told.has(table)) told.set(table, findRepair(input, table));
  return told.get(table);
}

/** Help and places of a finding with the offer and its cells after them, where there is one. */
export function withRepair(
  { help, span, related: places }: Required<Pick<Finding, "help" | "related">> & Pick<Finding, "span">,
  input: CheckInput,
  table: string,
): Required<Pick<Finding, "help" | "related">> {
  const repair = repairOf(input, table);
  if (!repair) return { help, related: places };
  const { offer, cells } = repair;
  const told = new Set([span, ...places.map((place) => place.span)].map((place) => place?.start));
  const terms = cells.flatMap((path) => {
    const [spec, cell] = [input.edition.cellAt.get(path), input.tally.cells.get(path)];
    const shown = spec && cell?.value !== undefined && !told.has(cell.span.start);
    return shown ? [{ spec, value: cell.value, span: cell.span }] : [];
  });
  return {
    help: { zh: `${help.zh}。${offer.zh}`, en: `${help.en}; ${offer.en}` },
    related: [...places, ...related({ sum: 0, terms })],
  };
}

function findRepair(input: CheckInput, table: string): Repair | undefined {
  const balances = balancesOf(input, table);
  const broken = balances.filter(({ rest, mend }) => mend && rest !== 0);
  if (broken.length === 0) return undefined;
  // The broken ones first: nearly every candidate fails at the first of them.
  const inOrder = [...broken, ...balances.filter((balance) => !broken.includes(balance))];
  const found = new Map<string, Candidate>();
  for (const candidate of candidates(input, table)) {
    if (!mends(candidate.changes, inOrder, input)) continue;
    const key = candidate.changes.map(([path, value]) => `${path}=${value}`).sort();
    if (!found.has(key.join())) found.set(key.join(), candidate);
    if (found.size > 2) return undefined;
  }
  const [one, other] = [...found.values()];
  const cells = [one, other].flatMap((each) => each?.changes.map(([path]) => path) ?? []);
  return one && { offer: other ? either(one.slip(), other.slip()) : only(one.slip()), cells: [...new Set(cells)] };
}

function only({ zh, en }: Text): Text {
  return { zh: `可能是${zh}，改过来各式都平`, en: `perhaps ${en}; with that put right everything adds up` };
}

function either(one: Text, other: Text): Text {
  return {
    zh: `可能是${one.zh}，也可能是${other.zh}，改哪一处各式都平，请按台账核对`,
    en: `perhaps ${one.en}, or else ${other.en}; either put right, everything adds up: look it up`,
  };
}

/** Whether every equation that should be mended holds after the changes, and every other still does. */
function mends(changes: Candidate["changes"], balances: readonly Balance[], input: CheckInput): boolean {
  return balances.every(({ weights, rest, mend }) => {
    let after = rest;
    for (const [path, value] of changes) {
      const weight = weights.get(path);
      if (weight !== undefined) after += weight * (value - (writtenAt(input, path) ?? 0));
    }
    return after === 0 || (!mend && rest !== 0);
  });
}

/** As it was written: a total, too, is what the clerk wrote and not what adds up. */
function writtenAt({ tally }: CheckInput, path: string): number | undefined {
  return tally.cells.get(path)?.value;
}

function* candidates(input: CheckInput, table: string): Iterable<Candidate> {
  const cells = input.edition.cells.filter((cell) => cell.table === table && writtenAt(input, cell.path) !== undefined);
  for (const cell of cells) yield* turnedDigits(cell, writtenAt(input, cell.path) ?? 0);
  const inputs = cells.filter((cell) => !cell.terms);
  const rowAbove = new Map<string, CellSpec>();
  let before: CellSpec | undefined;
  for (const cell of inputs) {
    const above = rowAbove.get(cell.column);
    if (above && above.row !== cell.row) yield* exchanged(input, [[above, cell]]);
    if (before && before.row === cell.row) {
      yield* exchanged(input, [[before, cell]]);
      yield* tornOrJoined(input, before, cell);
    }
    rowAbove.set(cell.column, cell);
    before = cell;
  }
  yield* wholeRows(input, inputs);
  yield* wholeColumns(input, table, cells);
}

/** A row in the place of the one above it. */
function* wholeRows(input: CheckInput, inputs: readonly CellSpec[]): Iterable<Candidate> {
  const rows = [...grouped(inputs, ({ row }) => row).values()];
  for (const [i, row] of rows.entries()) {
    const above = rows[i - 1] ?? [];
    yield* exchanged(
      input,
      pairsOf(above, row, ({ column }) => column),
    );
  }
}

/** A column in another's place on one side of an equation, written totals included: 商业企业 counted as 科研机构. */
function* wholeColumns(input: CheckInput, table: string, cells: readonly CellSpec[]): Iterable<Candidate> {
  for (const identity of input.edition.identities) {
    if (identity.table !== table) continue;
    const columns = inputColumns(input.edition, table, identity.left[0] ?? "").map(({ path }) => path);
    for (const rows of [identity.left, identity.right]) {
      // The right side has 办理结果 as its total; what that adds up is on the same side.
      const paths = new Set(rows.flatMap((row) => columns.flatMap((column) => withTerms(input, table, row, column))));
      const side = grouped(
        cells.filter(({ path }) => paths.has(path)),
        ({ column }) => column,
      );
      for (const [i, column] of columns.entries()) {
        for (const other of columns.slice(i + 1)) {
          yield* exchanged(
            input,
            pairsOf(side.get(column) ?? [], side.get(other) ?? [], ({ row }) => row),
          );
        }
      }
    }
  }
}

function grouped(cells: readonly CellSpec[], by: (cell: CellSpec) => string): ReadonlyMap<string, readonly CellSpec[]> {
  const groups = new Map<string, CellSpec[]>();
  for (const cell of cells) {
    const group = groups.get(by(cell));
    if (group) group.push(cell);
    else groups.set(by(cell), [cell]);
  }
  return groups;
}

function withTerms({ edition }: CheckInput, table: string, row: string, column: string): readonly string[] {
  const path = join(join(table, row), column);
  return [path, ...inputsOf(edition, path)];
}

function pairsOf(
  some: readonly CellSpec[],
  others: readonly CellSpec[],
  by: (cell: CellSpec) => string,
): readonly (readonly [CellSpec, CellSpec])[] {
  const places = new Map(others.map((cell) => [by(cell), cell]));
  return some.flatMap((cell) => {
    const other = places.get(by(cell));
    return other ? [[cell, other] as const] : [];
  });
}

/** 12 for 21. */
function* turnedDigits(cell: CellSpec, value: number): Iterable<Candidate> {
  const digits = String(value);
  if (!/^\d{2,}$/.test(digits)) return;
  for (let i = 0; i + 1 < digits.length; i++) {
    const [a = "", b = ""] = [digits[i], digits[i + 1]];
    if (a === b || (i === 0 && b === "0")) continue;
    const turned = Number(digits.slice(0, i) + b + a + digits.slice(i + 2));
    yield {
      changes: [[cell.path, turned]],
      slip: () => ({
        zh: `${inFewWords(cell)}的 ${value} 是 ${turned} 的数字颠倒`,
        en: `${cell.path} is ${turned} and not ${value}, two digits being turned round`,
      }),
    };
  }
}

/** Cells in each other's place; of a pair that is alike nothing is changed. */
function* exchanged(input: CheckInput, all: readonly (readonly [CellSpec, CellSpec])[]): Iterable<Candidate> {
  const value = (cell: CellSpec): number => writtenAt(input, cell.path) ?? 0;
  const pairs = all.filter(([a, b]) => value(a) !== value(b));
  if (pairs.length === 0) return;
  yield {
    changes: pairs.flatMap(([a, b]) => [[a.path, value(b)] as const, [b.path, value(a)] as const]),
    slip: () => exchangeWords(pairs, value),
  };
}

function exchangeWords(pairs: readonly (readonly [CellSpec, CellSpec])[], value: (cell: CellSpec) => number): Text {
  const inputs = pairs.filter(([a]) => !a.terms);
  const [[a, b] = [], ...more] = inputs.length > 0 ? inputs : pairs;
  if (!a || !b) return { zh: "", en: "" };
  if (more.length > 0) return blockWords(inputs, a, b);
  const [first, second] = [value(a), value(b)];
  if (first !== 0 && second !== 0) {
    return {
      zh: `${inFewWords(a)}的 ${first} 与${inFewWords(b)}的 ${second} 填反了`,
      en: `${a.path} (${first}) and ${b.path} (${second}) stand in each other's place`,
    };
  }
  const [from, to] = first === 0 ? [b, a] : [a, b];
  const [place, right, wrong] =
    a.row === b.row
      ? [shortLabel(a), to.columnLabel, from.columnLabel]
      : [a.columnLabel, shortLabel(to), shortLabel(from)];
  return {
    zh: `“${place}”的 ${value(from)} 应填在“${right}”，误填到“${wrong}”`,
    en: `the ${value(from)} of ${from.path} belongs to ${to.path}`,
  };
}

function blockWords(pairs: readonly (readonly [CellSpec, CellSpec])[], a: CellSpec, b: CellSpec): Text {
  const across = a.row === b.row;
  const label = (cell: CellSpec): string => (across ? shortLabel(cell) : cell.columnLabel);
  const named = pairs.slice(0, 3).map(([cell]) => `“${label(cell)}”`);
  const [one, other] = across ? [a.columnLabel, b.columnLabel] : [shortLabel(a), shortLabel(b)];
  const [kind, places] = across ? ["栏", "行"] : ["行", "栏"];
  const ids = across ? pairs.map(([cell]) => cell.row) : pairs.map(([cell]) => cell.column);
  return {
    zh: `${named.join("、")}${pairs.length > 3 ? `等${pairs.length}` : "这几"}${places}中，“${one}”与“${other}”两${kind}填反了`,
    en: `${across ? `columns ${a.column} and ${b.column}` : `rows ${a.row} and ${b.row}`} stand in each other's place (${ids.join(", ")})`,
  };
}

/** 1 and 2 in two cells for 12 in one of them, or the other way round. */
function* tornOrJoined(input: CheckInput, a: CellSpec, b: CellSpec): Iterable<Candidate> {
  const [first, second] = [writtenAt(input, a.path) ?? 0, writtenAt(input, b.path) ?? 0];
  const meant = (left: number, right: number): Candidate => {
    return {
      changes: [
        [a.path, left],
        [b.path, right],
      ],
      slip: () => ({
        zh: `${inFewWords(a)}应是 ${left}、${inFewWords(b)}应是 ${right}（现填 ${first} 和 ${second}，数字拆开或连写了）`,
        en: `${a.path} is ${left} and ${b.path} is ${right} (now ${first} and ${second}: one number torn in two, or two run together)`,
      }),
    };
  };
  if (first > 0 && second > 0) {
    const joined = Number(`${first}${second}`);
    yield meant(joined, 0);
    yield meant(0, joined);
  }
  const whole = first === 0 ? second : second === 0 ? first : 0;
  const digits = String(whole);
  for (let cut = 1; cut < digits.length; cut++) {
    const tail = digits.slice(cut);
    if (!tail.startsWith("0")) yield meant(Number(digits.slice(0, cut)), Number(tail));
  }
}

function inFewWords(cell: CellSpec): string {
  return [shortLabel(cell), cell.columnLabel]
    .filter((label) => label !== "")
    .map((label) => `“${label}”`)
    .join("的");
}

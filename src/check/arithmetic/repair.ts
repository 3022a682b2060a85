import type { Text } from "../../core/diagnostic.ts";
import type { CellSpec } from "../../core/form/table.ts";
import type { CheckInput } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import { shortLabel } from "../cells.ts";
import { type Balance, balancesOf } from "./balances.ts";

/** A slip of the pen undone: what the cells would say, and how to tell it. */
interface Candidate {
  readonly changes: readonly (readonly [path: string, value: number])[];
  readonly text: () => Text;
}

const known = new WeakMap<Tally, Map<string, Text | undefined>>();

/**
 * The one slip of the pen whose undoing puts right all that does not add up in a table: two neighbouring figures exchanged,
 * two digits of one turned round, a figure torn in two or two run together. Undefined when there is none, or more than one:
 * an offer that is one of several is a guess.
 */
export function repairOf(input: CheckInput, table: string): Text | undefined {
  const told = known.get(input.tally) ?? new Map<string, Text | undefined>();
  known.set(input.tally, told);
  if (!told.has(table)) told.set(table, findRepair(input, table));
  return told.get(table);
}

/** A help with the offer after it, where there is one. */
export function withRepair(help: Text, input: CheckInput, table: string): Text {
  const offer = repairOf(input, table);
  return offer ? { zh: `${help.zh}。${offer.zh}`, en: `${help.en}; ${offer.en}` } : help;
}

function findRepair(input: CheckInput, table: string): Text | undefined {
  const balances = balancesOf(input, table);
  const broken = balances.filter(({ rest, mend }) => mend && rest !== 0);
  if (broken.length === 0) return undefined;
  // The broken ones first: nearly every candidate fails at the first of them.
  const inOrder = [...broken, ...balances.filter((balance) => !broken.includes(balance))];
  const found = new Map<string, () => Text>();
  for (const { changes, text } of candidates(input, table)) {
    if (!mends(changes, inOrder, input)) continue;
    const key = changes.map(([path, value]) => `${path}=${value}`).sort();
    found.set(key.join(), text);
    if (found.size > 1) return undefined;
  }
  return [...found.values()][0]?.();
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
    if (above && above.row !== cell.row) yield* exchanged(input, above, cell);
    if (before && before.row === cell.row) {
      yield* exchanged(input, before, cell);
      yield* tornOrJoined(input, before, cell);
    }
    rowAbove.set(cell.column, cell);
    before = cell;
  }
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
      text: () => ({
        zh: `如果${inFewWords(cell)}的 ${value} 是 ${turned} 的数字颠倒，改过来各式都平`,
        en: `if ${cell.path} is ${turned} and not ${value}, with two digits turned round, everything adds up`,
      }),
    };
  }
}

/** Two neighbours in each other's place. */
function* exchanged(input: CheckInput, a: CellSpec, b: CellSpec): Iterable<Candidate> {
  const [first, second] = [writtenAt(input, a.path) ?? 0, writtenAt(input, b.path) ?? 0];
  if (first === second) return;
  yield {
    changes: [
      [a.path, second],
      [b.path, first],
    ],
    text: () => ({
      zh: `如果${inFewWords(a)}的 ${first} 与${inFewWords(b)}的 ${second} 填反了，对调后各式都平`,
      en: `if ${a.path} (${first}) and ${b.path} (${second}) stand in each other's place, everything adds up once they are exchanged`,
    }),
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
      text: () => ({
        zh: `如果${inFewWords(a)}应是 ${left}、${inFewWords(b)}应是 ${right}（现填 ${first} 和 ${second}，数字拆开或连写了），改过来各式都平`,
        en: `if ${a.path} is ${left} and ${b.path} is ${right} (now ${first} and ${second}: one number torn in two, or two run together), everything adds up`,
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

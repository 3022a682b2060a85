import type { Prose, ProseText } from "../../../core/prose.ts";
import type { CheckInput, Subject } from "../../../core/rule.ts";
import { textParts } from "../../../core/text/text-blocks.ts";
import { bodiesOf, type Lexicon, lexiconOf } from "../lexicon/lexicon.ts";
import type { Sum, Term } from "../lexicon/meaning.ts";
import { unitLexicon } from "../lexicon/unit-lexicon.ts";
import { readFigures } from "../resolve/reader.ts";
import type {
  ChangeStatement,
  LevelStatement,
  PartsStatement,
  RateStatement,
  Statement,
} from "../resolve/statement.ts";
import { addUp, type Figure } from "../tokenize/figure.ts";
import { type Token, tokenize } from "../tokenize/tokens.ts";
import { isCorroborated, levelsBeside } from "./corroborate.ts";
import { exists, fits, type Range, rateOf, sumOf } from "./values.ts";

/** A reading and what it comes to. */
export interface Valued {
  readonly sum: Sum;
  readonly value: Range;
  /** For a rate: what it is a rate of. */
  readonly of?: Sum;
}

/** A statement of a text that no reading bears out. */
export interface Contradiction<S extends Statement = Statement> {
  readonly section: string;
  readonly text: ProseText;
  readonly statement: S;
  /** Every reading with its value; empty for parts. */
  readonly readings: readonly Valued[];
  /** The year it was compared with: the report's figures, or last year's. */
  readonly subject: Subject;
  /** From the first to the last of several figures any of which may be the wrong one; the statement's own where absent. */
  readonly stretch?: Stretch;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is found in the unit's own texts, once for all rules. */
interface Analysis {
  readonly input: CheckInput;
  readonly readings: readonly SectionReading[];
  readonly faults: readonly Contradiction[];
  readonly unfounded: readonly Contradiction<RateStatement>[];
}

const analysed = new WeakMap<Prose, Analysis>();

function analyse(input: CheckInput): Analysis {
  if (!input.prose) return { input, readings: [], faults: [], unfounded: [] };
  const known = analysed.get(input.prose);
  if (known && known.input.figures === input.figures && known.input.previous === input.previous) return known;
  const texts = [...input.prose].filter(([, text]) => text.own);
  const lexicons = texts.length > 0 ? lexiconsFor(input) : [];
  const own = texts.map(([section, text]) => {
    return { section, text, ...readText(input, rowsAsSentences(text.text), lexicons) };
  });
  const analysis = {
    input,
    readings: own,
    faults: own.flatMap((each) => faultsInText(input, each)),
    unfounded: own.flatMap((each) => unfoundedIn(input, each)),
  };
  analysed.set(input.prose, analysis);
  return analysis;
}

/** A table of two columns as a sentence a row, 事项 12件。, character by character so that offsets stay; wider ones hang on their heads. */
function rowsAsSentences(text: string): string {
  if (!text.includes("|")) return text;
  return textParts(text).reduce((now, { start, end, block }) => {
    if (block?.kind !== "table" || block.align.length > 2 || block.rows.some((row) => row.length !== 2)) return now;
    const lines = now.slice(start, end).replace(/^([ \t]*)\|([^|\n]*)\|([^|\n]*)\|/gm, "$1 $2 $3。");
    return now.slice(0, start) + lines + now.slice(end);
  }, text);
}

/** Every figure in the unit's own texts that contradicts the form. */
export function faultsIn(input: CheckInput): readonly Contradiction[] {
  return analyse(input).faults;
}

/** Rates whose whole the tally has, and whose part neither tally nor text gives: nothing can be said of them. */
export function unfoundedRates(input: CheckInput): readonly Contradiction<RateStatement>[] {
  return analyse(input).unfounded;
}

/** A section's text with what it says. */
interface SectionReading extends TextReading {
  readonly section: string;
  readonly text: ProseText;
}

function unfoundedIn(
  input: CheckInput,
  { section, text, statements }: SectionReading,
): readonly Contradiction<RateStatement>[] {
  const computed = computedIn(text);
  const known = (sums: readonly Sum[]) => sums.filter((sum) => sumOf(sum, input) !== undefined);
  return statements.flatMap((statement) => {
    if (statement.kind !== "rate" || statement.period !== "now" || computed(statement.figure)) return [];
    const { parts, wholes, literal } = statement;
    if (literal.length > 0 || parts.length === 0 || known(parts).length > 0) return [];
    const readings = known(wholes).map((sum) => ({ sum, value: sumOf(sum, input) ?? { low: 0, high: 0 } }));
    return readings.length > 0 ? [{ section, text, statement, readings, subject: input }] : [];
  });
}

/** The words and figures of a text, and what it says figure by figure. */
export interface TextReading {
  readonly tokens: readonly Token[];
  readonly statements: readonly Statement[];
}

/** `lexicons` are the unit's and its edition's, made once for all its texts. */
export function readText(
  input: CheckInput,
  text: string,
  lexicons: readonly Lexicon[] = lexiconsFor(input),
): TextReading {
  const { unit, scope, year } = input.tally;
  const tokens = tokenize(text, lexicons);
  const speaker = { unit: unit.name, area: scope === "area", year, bodies: bodiesOf(input.edition) };
  return { tokens, statements: readFigures(tokens, speaker, lexicons) };
}

function lexiconsFor(input: CheckInput): readonly Lexicon[] {
  return [unitLexicon(input), lexiconOf(input.edition)];
}

/** The readings of a unit's own texts, as the rules have them. */
export function readingsOf(input: CheckInput): readonly SectionReading[] {
  return analyse(input).readings;
}

function faultsInText(input: CheckInput, { section, text, statements }: SectionReading): readonly Contradiction[] {
  const faults: Contradiction[] = [];
  const blamed = new Set<number>();
  const borneOut = new Set<number>();
  const computed = computedIn(text);
  for (const [at, statement] of statements.entries()) {
    if (statement.kind === "parts" || computed(statement.figure)) continue;
    const fault = judge(statement, input);
    if (!fault && statement.kind === "level" && isBorneOut(statement, input)) borneOut.add(statement.figure.start);
    if (!fault || isRepeated(at, statements, fault.subject)) continue;
    if (!isSure(at, statements, input) || isOneOfSeveral(at, statements, fault)) continue;
    // 网上9宗，占80%: either may be the wrong one, unless the count is that of its cell.
    const [own] = statement.kind === "rate" && statement.based ? statement.literal : [];
    const stretch = own && stretchOf([own.part, statement.figure], borneOut);
    faults.push({ section, text, statement, ...fault, ...(stretch && { stretch }) });
    blamed.add(statement.figure.start);
  }
  // One fault, one finding: a figure that differs from its cell explains a sum that does not come out.
  for (const statement of statements) {
    if (statement.kind !== "parts" || computed(statement.figure)) continue;
    const figures = [statement.whole, ...statement.parts];
    if (figures.some((figure) => blamed.has(figure.start)) || !contradicts(statement)) continue;
    const stretch = stretchOf(figures, borneOut);
    faults.push({ section, text, statement, readings: [], subject: input, ...(stretch && { stretch }) });
  }
  return faults;
}

/** Whether a statement is of what it seems, or others beside it show that it is. */
function isSure(at: number, statements: readonly Statement[], input: CheckInput): boolean {
  return isCorroborated(at, statements, (level) => isBorneOut(level, input));
}

function isBorneOut(level: LevelStatement, input: CheckInput): boolean {
  return level.period === "now" && fitsAny(level, input);
}

function fitsAny({ figure, readings }: LevelStatement, subject: Subject): boolean {
  return readings.some((sum) => {
    const value = sumOf(sum, subject);
    return value !== undefined && fits(figure, value);
  });
}

/** From the first to the last of the figures that no cell bears out. */
function stretchOf(figures: readonly Figure[], borneOut: ReadonlySet<number>): Stretch | undefined {
  const doubted = figures.filter(({ start }) => !borneOut.has(start));
  if (doubted.length === 0) return undefined;
  return {
    start: Math.min(...doubted.map(({ start }) => start)),
    end: Math.max(...doubted.map(({ end }) => end)),
  };
}

/**
 * The same thing counted more than once in a sentence: 不掌握1件，不属于本机关掌握2件. Where one of the figures is the
 * cell's, the others are parts of it or something near it; and several figures that may all be the cell's may be so
 * together: 驳回1件、维持1件 are both 结果维持.
 */
function isRepeated(at: number, statements: readonly Statement[], subject: Subject): boolean {
  const level = statements[at];
  if (level?.kind !== "level" || level.each) return false;
  const others = alongside(at, level, statements);
  if (others.length === 0) return false;
  const unfilled = level.loose && level.readings.some((sum) => sumOf(sum, subject) === undefined);
  return level.readings.some((sum) => {
    const value = sumOf(sum, subject);
    if (value === undefined) return false;
    const alike = others.filter((other) => sharesReading(other, sum)).slice(0, mostAlike);
    const same = (other: LevelStatement): boolean => unfilled || sameReadings(other, level);
    if (alike.some((other) => same(other) && fits(other.figure, value))) return true;
    return someSum(
      level.figure,
      alike.map(({ figure }) => figure),
      value,
    );
  });
}

/** 书记信箱7件，县长信箱1件，市委书记信箱6件: counts of one cell, none of which it has; each may be a part of it. */
function isOneOfSeveral(
  at: number,
  statements: readonly Statement[],
  { readings, subject }: Pick<Contradiction, "readings" | "subject">,
): boolean {
  const level = statements[at];
  if (level?.kind !== "level" || !level.activity || !isWithin(level.figure, readings)) return false;
  const differs = ({ figure }: LevelStatement): boolean =>
    figure.low !== level.figure.low || figure.high !== level.figure.high;
  const others = alongside(at, level, statements);
  return others.some(
    (other) =>
      !other.atMost &&
      differs(other) &&
      readings.some(({ sum }) => sharesReading(other, sum)) &&
      !fitsAny(other, subject),
  );
}

const mostAlike = 6;

/** Whether the figure and some of the others come to the value. */
function someSum(figure: Range, [next, ...others]: readonly Range[], value: Range): boolean {
  if (!next) return false;
  const both = addUp([figure, next]);
  return fits(both, value) || someSum(both, others, value) || someSum(figure, others, value);
}

function sharesReading({ readings }: LevelStatement, sum: Sum): boolean {
  return readings.some((other) => isSameSum(other, sum));
}

function isSameSum(a: Sum, b: Sum): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((term, i) => isSameTerm(term, b[i]));
}

function isSameTerm(a: Term, b: Term | undefined): boolean {
  if (a.path !== b?.path || a.minus !== b.minus || a.columns?.length !== b.columns?.length) return false;
  return a.columns?.every((id, i) => id === b.columns?.[i]) ?? true;
}

/** Several accounts of a channel may have a sentence each. */
function alongside(at: number, level: LevelStatement, statements: readonly Statement[]): readonly LevelStatement[] {
  return levelsBeside(at, level, statements, level.channel).filter(({ doubt }) => doubt === undefined);
}

function sameReadings(a: LevelStatement, b: LevelStatement): boolean {
  if (a.readings === b.readings) return true;
  return a.readings.length === b.readings.length && a.readings.every((sum, i) => isSameSum(sum, b.readings[i] ?? []));
}

/** Figures written by a tag are right by construction. */
export function computedIn(text: ProseText): (figure: Figure) => boolean {
  const pieces = text.pieces.filter((piece) => piece.paths && piece.paths.length > 0);
  return (figure) => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pieces[middle]?.end ?? 0) <= figure.start) low = middle + 1;
      else high = middle;
    }
    const piece = pieces[low];
    return piece !== undefined && piece.start < figure.end;
  };
}

/** The year a statement is compared with; undefined where there is none to compare it with. */
export function subjectOf({ period }: Statement, input: CheckInput): Subject | undefined {
  return period === "now" ? input : period === "past" ? input.previous : undefined;
}

function judge(
  statement: Exclude<Statement, PartsStatement>,
  input: CheckInput,
): { readonly readings: readonly Valued[]; readonly subject: Subject } | undefined {
  const subject = subjectOf(statement, input);
  if (!subject) return undefined;
  const readings =
    statement.kind === "level"
      ? levels(statement, subject)
      : statement.kind === "rate"
        ? rates(statement, subject)
        : changes(statement, input);
  return readings && { readings, subject };
}

/** The readings with their values, if none fits; undefined if one does, or one cannot be told. */
function without(figure: Range, parts: readonly Range[]): Range {
  const { low, high } = addUp(parts);
  return { low: figure.low - high, high: figure.high - low };
}

function levels(
  { figure, readings, beside, apart, each, wholes, loose, provided, channel, atMost }: LevelStatement,
  subject: Subject,
): readonly Valued[] | undefined {
  const valued: Valued[] = [];
  for (const [at, sum] of readings.entries()) {
    if (!exists(sum, subject)) continue;
    const whole = wholes?.[at] && sumOf(wholes[at], subject);
    if (each && whole && !fits(each, whole)) continue;
    const value = sumOf(sum, subject);
    if (!value && (loose === "any" || (loose === "rest" && at > 0))) continue;
    if (!value || fits(figure, value)) return undefined;
    valued.push({ sum, value });
  }
  if (atMost && isWithin(figure, valued)) return undefined;
  if (provided?.some((sum) => sumOf(sum, subject)?.high !== 0)) return undefined;
  // 答复9件，不予受理4件: the answers are what the others leave. 行政诉讼3件，其中2件不计入: 1.
  let around: Range = figure;
  for (const other of beside) {
    around = addUp([around, other]);
    // 省政府网站更新4288条，厅网站公开动态11040条: it may be the other that is counted.
    if (valued.some(({ value }) => fits(around, value) || (channel && fits(other, value)))) return undefined;
  }
  const counted = without(figure, apart);
  if (apart.length > 0 && valued.some(({ value }) => fits(counted, value))) return undefined;
  return valued.length > 0 ? valued : undefined;
}

function isWithin(figure: Figure, valued: readonly Valued[]): boolean {
  return valued.some(({ value }) => figure.low <= value.high);
}

function rates(
  { figure, parts, wholes, literal, based }: RateStatement,
  subject: Subject,
): readonly Valued[] | undefined {
  const valued: Valued[] = [];
  for (const { part, whole } of literal) {
    const rate = rateOf(part, whole);
    if (rate && fits(figure, rate)) return undefined;
  }
  for (const sum of parts) {
    for (const of of wholes) {
      const [part, whole] = [sumOf(sum, subject), sumOf(of, subject)];
      const value = part && whole && rateOf(part, whole);
      if (!value) continue;
      if (fits(figure, value)) return undefined;
      valued.push({ sum, of, value });
    }
  }
  if (valued.length > 0 && !based) return valued;
  const [only] = literal;
  const value = only && rateOf(only.part, only.whole);
  return value && (parts.length === 0 || based) ? [{ sum: [], value }] : undefined;
}

function changes(statement: ChangeStatement, input: CheckInput): readonly Valued[] | undefined {
  if (!input.previous || fitsChange(statement, input, "text")) return undefined;
  const valued = changesOf(statement, input);
  if (fitsChange(statement, input, "tallies")) return undefined;
  const known = valued.filter((each) => each !== undefined);
  return known.length > 0 && known.length === valued.length ? known : undefined;
}

/** What every reading of a change comes to between the two years; undefined where a figure of either is missing. */
export function changesOf(
  { figure, readings, over }: ChangeStatement,
  input: CheckInput,
): readonly (Valued | undefined)[] {
  const { previous } = input;
  if (!previous) return [];
  const pairs = over ? readings.flatMap((sum) => over.map((of) => ({ sum, of }))) : readings.map((sum) => ({ sum }));
  return pairs.map((pair) => {
    const [now, before] = [levelOf(pair, input), levelOf(pair, previous)];
    const value = now && before && changeOf(now, before, figure, "of" in pair);
    return value && { ...pair, value };
  });
}

/** Whether a change is that between two figures of its text, or between the two years by one of its readings. */
export function fitsChange(statement: ChangeStatement, input: CheckInput, by: "text" | "tallies"): boolean {
  const { figure, sign, literal } = statement;
  const said = signed(figure, sign);
  if (by === "tallies") return changesOf(statement, input).some((each) => each !== undefined && fits(said, each.value));
  const value = literal && changeOf(literal.now, literal.before, figure, false);
  return value !== undefined && fits(said, value);
}

function levelOf(pair: { readonly sum: Sum; readonly of?: Sum }, subject: Subject): Range | undefined {
  const part = sumOf(pair.sum, subject);
  if (!pair.of) return part;
  const whole = sumOf(pair.of, subject);
  return part && whole && rateOf(part, whole);
}

/** The change in the measure the figure has. From 0 there is no rate. */
function changeOf(now: Range, before: Range, figure: Figure, isRate: boolean): Range | undefined {
  const by = { low: now.low - before.high, high: now.high - before.low };
  const relative = (figure.measure === "%" || figure.measure === "倍") && !isRate;
  if (figure.measure === "%" && isRate) return undefined;
  if (!relative) return by;
  if (before.low <= 0) return undefined;
  const scale = figure.measure === "倍" ? 1 : 100;
  return { low: (by.low / before.high) * scale, high: (by.high / before.low) * scale };
}

function signed(figure: Figure, sign: 1 | -1 | 0): Range {
  return sign === -1 ? { low: -figure.high, high: -figure.low } : { low: figure.low, high: figure.high };
}

/** Parts beyond the whole, or parts said to be all that do not come to it. 400篇, of which 200余 and so on: nearly. */
function contradicts({ wholes, parts, complete }: PartsStatement): boolean {
  const { low, high } = addUp(parts);
  const slack = parts.every(({ exact }) => exact) || wholes[0]?.measure === "%" ? 1e-6 : low * nearly;
  return wholes.every((whole) => low > whole.high + slack || (complete && high < whole.low - slack));
}

const nearly = 0.05;

import type { Text } from "../../../core/diagnostic.ts";
import { printNumber } from "../../../core/figures.ts";
import type { CheckInput, Subject } from "../../../core/rule.ts";
import { ExactSum } from "../../../core/text/exact.ts";
import {
  type Contradiction,
  changesOf,
  computedIn,
  faultsIn,
  fitsChange,
  readingsOf,
  subjectOf,
} from "../compare/analyse.ts";
import { fits, rateOf, sumOf } from "../compare/values.ts";
import type { Sum } from "../lexicon/meaning.ts";
import type {
  ChangeStatement,
  LevelStatement,
  PartsStatement,
  RateStatement,
  Statement,
} from "../resolve/statement.ts";
import type { Figure } from "../tokenize/figure.ts";
import { readingsInWords, sumInWords, sumName } from "./wording.ts";

/** What the check took one number of a text for. */
export interface ExplainedFigure {
  readonly section: string;
  /** What the section is called in a tally, in either language. */
  readonly sectionName: Text;
  /** As the text has it, with a few characters before it. */
  readonly words: string;
  readonly before: string;
  /** Where it stands in the expanded text. */
  readonly start: number;
  readonly end: number;
  /** `differs` where, and only where, a rule reports it; `part` is one of a list, compared by the sum of all. */
  readonly verdict: "agrees" | "differs" | "part" | "notCompared";
  readonly taken: Text;
  /** The figures it was compared with. */
  readonly paths: readonly string[];
}

const mostBefore = 16;

/** Every number of the unit's own texts in order, and the words that say none, with what each was taken for. */
export function explainText(input: CheckInput): readonly ExplainedFigure[] {
  const faults: Faults = new Map(faultsIn(input).map((fault) => [fault.statement, fault]));
  const names = new Map(input.edition.sections.map(({ id, name }) => [id, name]));
  return readingsOf(input).flatMap(({ section, text: prose, tokens, statements }) => {
    const { text } = prose;
    const computed = computedIn(prose);
    const byStart = new Map<number, Statement>();
    const lists = new Map<number, PartsStatement>();
    for (const statement of statements) {
      const fault = faults.get(statement);
      if (statement.kind !== "parts") {
        const { start } = statement.figure;
        if (fault || !byStart.has(start)) byStart.set(start, statement);
        continue;
      }
      const members = fault ? [statement.whole, ...statement.parts] : statement.parts;
      for (const { start } of members) if (fault || !lists.has(start)) lists.set(start, statement);
    }
    const explained = (start: number): Verdict => {
      const [statement, list] = [byStart.get(start), lists.get(start)];
      const figure = numbers.get(start);
      const inList = list && explainMember(list, start, text, faults);
      if (statement && faults.has(statement)) return explain(statement, faults, input);
      if (figure && computed(figure)) return taggedFigure;
      const own = statement && explain(statement, faults, input);
      if (!inList) return own ?? unknown(figure);
      const borneOut = own?.verdict === "agrees" && faults.get(list)?.stretch;
      return inList.verdict === "differs" && !borneOut ? inList : (own ?? inList);
    };
    const numbers = new Map(
      tokens.flatMap((token) => (token.kind === "figure" ? [[token.figure.start, token.figure] as const] : [])),
    );
    const places = new Map(
      [...byStart.values(), ...numbers.values()].map((each) => [placeOf(each).start, placeOf(each)]),
    );
    return [...places.values()]
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => ({
        section,
        sectionName: { zh: names.get(section) ?? section, en: section },
        words: text.slice(start, end),
        before: text.slice(Math.max(0, start - mostBefore), start),
        ...{ start, end },
        ...explained(start),
      }));
  });
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf(each: Statement | Place): Place {
  return "figure" in each ? each.figure : each;
}

type Verdict = Pick<ExplainedFigure, "verdict" | "taken" | "paths">;

type Faults = ReadonlyMap<Statement, Contradiction>;

const taggedFigure: Verdict = {
  verdict: "agrees",
  taken: { zh: "用标签引用的填报数", en: "taken from the tally by a tag" },
  paths: [],
};

function unknown(figure: Figure | undefined): Verdict {
  return figure?.measure === "%"
    ? notCompared("没有认出是什么的百分比", "a rate, not known of what")
    : notCompared("没有认出指什么", "not known what it counts");
}

function explain(statement: Statement, faults: Faults, input: CheckInput): Verdict {
  if (statement.kind === "parts" || statement.period === "other")
    return notCompared("不是全年的数", "not of the whole year");
  const subject = subjectOf(statement, input);
  if (!subject) return notCompared("上年的数，没有上年的填报数据", "of last year, whose tally there is not");
  const differs = faults.has(statement);
  if (statement.kind === "change") return explainChange(statement, differs, input);
  const verdict =
    statement.kind === "rate" ? explainRate(statement, differs, subject) : explainLevel(statement, differs, subject);
  if (subject === input || verdict.paths.length === 0) return verdict;
  return { ...verdict, taken: { zh: `上年${verdict.taken.zh}`, en: `last year: ${verdict.taken.en}` } };
}

function notCompared(zh: string, en: string): Verdict {
  return { verdict: "notCompared", taken: { zh, en }, paths: [] };
}

/** No finding, and none of the readings: the check could not rule out that it is right. */
function perhapsOther({ zh, en }: Text, paths: readonly string[], part = false): Verdict {
  const words = part
    ? { zh: `可能只是一部分，或另有所指：${zh}`, en: `perhaps a part of it, or something else: ${en}` }
    : { zh: `可能另有所指：${zh}`, en: `perhaps something else: ${en}` };
  return { verdict: "notCompared", taken: words, paths };
}

function explainLevel({ readings, figure }: LevelStatement, differs: boolean, subject: Subject): Verdict {
  const valued = readings.flatMap((sum) => {
    const value = sumOf(sum, subject);
    return value ? [{ sum, value }] : [];
  });
  const [fitting] = differs ? [] : valued.filter(({ value }) => fits(figure, value));
  const compared = fitting ? [fitting] : differs ? valued : valued.slice(0, mostReadings);
  const [first] = readings;
  if (valued.length === 0 || !first) {
    const name = first && sumName(first, subject.edition);
    return name
      ? notCompared(`${name.zh}没有填报`, `${name.en} was not filled in`)
      : notCompared("没有填报的数", "no figure was filled in");
  }
  const paths = [...new Set(compared.flatMap(({ sum }) => sum.map(({ path }) => path)))];
  const taken = readingsInWords(compared, subject);
  if (fitting || differs) return { verdict: differs ? "differs" : "agrees", taken, paths };
  return perhapsOther(
    taken,
    paths,
    valued.some(({ value }) => figure.low < value.high),
  );
}

/** Of a figure that was not compared, no more than these. */
const mostReadings = 2;

/** One of a list, or the whole of one that does not come out: compared together. */
function explainMember(list: PartsStatement, start: number, text: string, faults: Faults): Verdict {
  const exact = new ExactSum();
  for (const { value } of list.parts) exact.add(value);
  const sum = exact.nearest;
  const fault = faults.get(list);
  const doubted = fault && (fault.stretch ?? fault.statement.figure);
  const differs = doubted !== undefined && doubted.start <= start && start < doubted.end;
  const { whole } = list;
  const [said, added] = [text.slice(whole.start, whole.end).trim(), printNumber(sum)];
  const isWhole = whole.start === start;
  const result = sum > whole.high ? undefined : sum < whole.low ? less : equal;
  const taken =
    whole.measure === "%"
      ? { zh: `一组占比中的一个，合计 ${added}%`, en: `one of several shares that come to ${added}%` }
      : isWhole
        ? { zh: `后面各项之和 ${added}`, en: `the parts of it come to ${added}` }
        : {
            zh: `“${said}”中的一项，各项之和 ${added}${result?.zh ?? ""}`,
            en: `part of "${said}"; the parts come to ${added}${result?.en ?? ""}`,
          };
  return { verdict: differs ? "differs" : "part", taken, paths: [] };
}

const equal: Text = { zh: "，与它相等", en: ", which is all of it" };
const less: Text = { zh: "，不超过它", en: ", no more than it" };

/** A share or a rate with the two counts it follows from: of the form, or of the text. */
function explainRate(statement: RateStatement, differs: boolean, subject: Subject): Verdict {
  const { figure, parts, wholes, literal } = statement;
  const said = literal.find(({ part, whole }) => {
    const rate = rateOf(part, whole);
    return rate !== undefined && fits(figure, rate);
  });
  const valued = parts.flatMap((sum) =>
    wholes.flatMap((of) => {
      const [part, whole] = [sumOf(sum, subject), sumOf(of, subject)];
      const value = part && whole && rateOf(part, whole);
      return value ? [{ sum, of, value }] : [];
    }),
  );
  const fitting = valued.filter(({ value }) => fits(figure, value)).slice(0, 1);
  const [first] = literal;
  const pair = said ?? (valued.length === 0 || (differs && statement.based) ? first : undefined);
  const counts = pair && `${printNumber(pair.part.value)} ÷ ${printNumber(pair.whole.value)}`;
  const compared = fitting.length > 0 ? fitting : valued;
  const taken = counts
    ? { zh: `正文前后两数之比 ${counts}`, en: `two counts of the text, ${counts}` }
    : readingsInWords(compared, subject);
  const paths = counts ? [] : compared.flatMap(({ sum, of }) => [...sum, ...of].map(({ path }) => path));
  if (differs) return { verdict: "differs", taken, paths };
  if (said || fitting.length > 0) return { verdict: "agrees", taken, paths };
  if (counts || valued.length > 0) return perhapsOther(taken, paths);
  return rateWithoutCounts(parts, wholes, subject);
}

/** Says of what it is a rate, and which of the two counts is not filled in. */
function rateWithoutCounts([part]: readonly Sum[], [whole]: readonly Sum[], subject: Subject): Verdict {
  if (!part || !whole) return unknownRate;
  const [a, b] = [sumName(part, subject.edition), sumName(whole, subject.edition)];
  const blank = [part, whole].filter((sum) => !sumOf(sum, subject)).map((sum) => sumName(sum, subject.edition));
  const [only] = blank;
  const both = { zh: "两个数都没有填报", en: "neither was filled in" };
  const one = only
    ? { zh: `没有填报${only.zh}`, en: `${only.en} was not filled in` }
    : { zh: `${b.zh}是 0`, en: `${b.en} is 0` };
  const { zh, en } = blank.length > 1 ? both : one;
  return notCompared(`${a.zh} ÷ ${b.zh}：${zh}`, `${a.en} / ${b.en}: ${en}`);
}

const unknownRate = notCompared("百分比，没有可核对的两个数", "a rate without counts to compare it with");

/** A change with the figures of both years, or with two of the text. */
function explainChange(statement: ChangeStatement, differs: boolean, input: CheckInput): Verdict {
  const { readings, literal, over } = statement;
  const { previous } = input;
  const [sum] = readings;
  const [of] = over ?? [];
  const name = sum && rateName(sumName(sum, input.edition), of && sumName(of, input.edition));
  const pairs = changesOf(statement, input);
  const paths = (sum ?? []).map(({ path }) => path);
  const ofText = literal && {
    zh: `正文前后两数：今年 ${printNumber(literal.now.value)}，上年 ${printNumber(literal.before.value)}`,
    en: `two counts of the text: now ${printNumber(literal.now.value)}, last year ${printNumber(literal.before.value)}`,
  };
  if (!differs && ofText && fitsChange(statement, input, "text"))
    return { verdict: "agrees", taken: ofText, paths: [] };
  if (!name || !sum) return notCompared("与上年相比，没有认出比的是什么", "a change, not known of what");
  if (!previous)
    return notCompared(`${name.zh}与上年相比，没有上年的填报数据`, `${name.en}: a change, without last year's tally`);
  if (pairs.every((pair) => pair === undefined))
    return notCompared(
      `${name.zh}与上年相比，两年中有一年没有填报，或上年是 0`,
      `${name.en}: blank or 0 in one of the years`,
    );
  const shown = pairs.find((pair) => pair !== undefined) ?? { sum, ...(of && { of }) };
  const [now, before] = [input, previous].map((subject) => {
    const part = sumInWords(shown.sum, subject);
    return shown.of ? rateName(part, sumInWords(shown.of, subject)) : part;
  });
  const taken = { zh: `今年${now?.zh}，上年${before?.zh}`, en: `now ${now?.en}, last year ${before?.en}` };
  if (differs) return { verdict: "differs", taken, paths };
  return fitsChange(statement, input, "tallies") ? { verdict: "agrees", taken, paths } : perhapsOther(taken, paths);
}

function rateName(part: Text, whole: Text | undefined): Text {
  return whole ? { zh: `${part.zh} ÷ ${whole.zh}`, en: `${part.en} / ${whole.en}` } : part;
}

import type { Text } from "../../../core/diagnostic.ts";
import { printNumber } from "../../../core/figures.ts";
import type { CheckInput } from "../../../core/rule.ts";
import { type Contradiction, faultsIn, isSure, readingsOf } from "../compare/analyse.ts";
import { fits, rateOf, sumOf } from "../compare/values.ts";
import type {
  ChangeStatement,
  LevelStatement,
  PartsStatement,
  RateStatement,
  Statement,
} from "../resolve/statement.ts";
import { readingsInWords, sumInWords } from "./wording.ts";

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
  readonly verdict: "agrees" | "differs" | "notCompared";
  readonly taken: Text;
  /** The figures it was compared with. */
  readonly paths: readonly string[];
}

const mostBefore = 16;

/** Every number of the unit's own texts in order, and the words that say none, with what each was taken for. */
export function explainText(input: CheckInput): readonly ExplainedFigure[] {
  const faults = new Map(faultsIn(input).map((fault) => [fault.statement, fault]));
  const names = new Map(input.edition.sections.map(({ id, name }) => [id, name]));
  return readingsOf(input).flatMap(({ section, text: { text }, tokens, statements }) => {
    const byStart = new Map<number, Statement>();
    const lists = new Map<number, PartsStatement>();
    for (const statement of statements) {
      if (statement.kind === "parts") for (const part of statement.parts) lists.set(part.start, statement);
      else if (!byStart.has(statement.figure.start)) byStart.set(statement.figure.start, statement);
    }
    const numbers = tokens.filter((token) => token.kind === "figure");
    const places = new Map([...byStart.values(), ...numbers].map((each) => placeOf(each)).map((at) => [at.start, at]));
    return [...places.values()]
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }): ExplainedFigure => {
        const words = {
          section,
          sectionName: { zh: names.get(section) ?? section, en: section },
          words: text.slice(start, end),
          before: text.slice(Math.max(0, start - mostBefore), start),
          ...{ start, end },
        };
        const statement = byStart.get(start);
        const sure = statement === undefined || isSure(statements.indexOf(statement), statements, input);
        const list = statement ? undefined : lists.get(start);
        return { ...words, ...(list ? explainPart(list, faults) : explain(statement, sure, faults, input)) };
      });
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

function explain(statement: Statement | undefined, sure: boolean, faults: Faults, input: CheckInput): Verdict {
  if (!statement) return notCompared("没有认出指什么", "not known what it counts");
  if (statement.kind === "rate") return explainRate(statement, faults, input);
  if (statement.kind === "change") return explainChange(statement, faults, input);
  if (statement.kind === "parts" || statement.period === "other")
    return notCompared("不是全年的数", "not of the whole year");
  if (statement.period === "past") return notCompared("上年的数", "of last year");
  const verdict = explainLevel(statement, input);
  if (sure || verdict.verdict !== "differs") return verdict;
  return notCompared("说不准是不是本表的数", "not certain to be a figure of this table");
}

function notCompared(zh: string, en: string): Verdict {
  return { verdict: "notCompared", taken: { zh, en }, paths: [] };
}

function explainLevel({ readings, figure }: LevelStatement, input: CheckInput): Verdict {
  const valued = readings.flatMap((sum) => {
    const value = sumOf(sum, input);
    return value ? [{ sum, value }] : [];
  });
  const fitting = valued.filter(({ value }) => fits(figure, value));
  const compared = fitting.length > 0 ? fitting.slice(0, 1) : valued;
  if (valued.length === 0) return notCompared("没有填报的数", "no figure was filled in");
  const paths = [...new Set(compared.flatMap(({ sum }) => sum.map(({ path }) => path)))];
  return { verdict: fitting.length > 0 ? "agrees" : "differs", taken: readingsInWords(compared, input), paths };
}

/** One of a list: compared with its whole, together with the others. */
function explainPart(list: PartsStatement, faults: Faults): Verdict {
  const sum = printNumber(Math.round(list.parts.reduce((total, { value }) => total + value, 0) * 1e6) / 1e6);
  const whole = printNumber(list.whole.value);
  const taken = {
    zh: `一组数中的一个，各项之和 ${sum}，总数 ${whole}`,
    en: `one of a list that comes to ${sum}, of a whole of ${whole}`,
  };
  const verdict = faults.has(list) ? "differs" : list.complete ? "agrees" : "notCompared";
  return { verdict, taken, paths: [] };
}

/** A share or a rate with the two counts it follows from: of the form, or of the text. */
function explainRate(statement: RateStatement, faults: Faults, input: CheckInput): Verdict {
  const { figure, parts, wholes, literal } = statement;
  const said = literal.find(({ part, whole }) => {
    const rate = rateOf(part, whole);
    return rate !== undefined && fits(figure, rate);
  });
  const valued = parts.flatMap((sum) =>
    wholes.flatMap((of) => {
      const [part, whole] = [sumOf(sum, input), sumOf(of, input)];
      const value = part && whole && rateOf(part, whole);
      return value ? [{ sum, of, value }] : [];
    }),
  );
  const fitting = valued.filter(({ value }) => fits(figure, value)).slice(0, 1);
  const [first] = literal;
  const pair = said ?? (fitting.length === 0 ? first : undefined);
  const counts = pair && `${printNumber(pair.part.value)} ÷ ${printNumber(pair.whole.value)}`;
  const compared = fitting.length > 0 ? fitting : valued;
  const taken = counts
    ? { zh: `正文前后两数之比 ${counts}`, en: `two counts of the text, ${counts}` }
    : readingsInWords(compared, input);
  if (faults.has(statement)) return { verdict: "differs", taken, paths: [] };
  if (said || fitting.length > 0) return { verdict: "agrees", taken, paths: [] };
  return notCompared("百分比，没有可核对的两个数", "a rate without counts to compare it with");
}

/** A change with the figures of both years. */
function explainChange(statement: ChangeStatement, faults: Faults, input: CheckInput): Verdict {
  const { previous } = input;
  const [sum] = statement.readings;
  const known = previous && sum && sumOf(sum, input) && sumOf(sum, previous);
  if (!known) return notCompared("与上年相比，没有上年填报的数", "a change, without last year's figure");
  const [now, before] = [sumInWords(sum, input), sumInWords(sum, previous)];
  return {
    verdict: faults.has(statement) ? "differs" : "agrees",
    taken: { zh: `今年${now.zh}，上年${before.zh}`, en: `now ${now.en}, last year ${before.en}` },
    paths: sum.map(({ path }) => path),
  };
}

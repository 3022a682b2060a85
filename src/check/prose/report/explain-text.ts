import type { Text } from "../../../core/diagnostic.ts";
import type { CheckInput } from "../../../core/rule.ts";
import { isSure, readingsOf } from "../compare/analyse.ts";
import { fits, sumOf } from "../compare/values.ts";
import type { LevelStatement, Statement } from "../resolve/statement.ts";
import { readingsInWords } from "./wording.ts";

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
  const names = new Map(input.edition.sections.map(({ id, name }) => [id, name]));
  return readingsOf(input).flatMap(({ section, text: { text }, tokens, statements }) => {
    const byStart = new Map<number, Statement>();
    for (const statement of statements) {
      if (statement.kind !== "parts" && !byStart.has(statement.figure.start))
        byStart.set(statement.figure.start, statement);
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
        return { ...words, ...explain(statement, sure, input) };
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

function explain(statement: Statement | undefined, sure: boolean, input: CheckInput): Verdict {
  if (!statement) return notCompared("没有认出指什么", "not known what it counts");
  if (statement.kind === "rate") return notCompared("百分比，由前后两数核对", "a rate");
  if (statement.kind === "change") return notCompared("与上年相比", "a change");
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

import { describe, expect, it } from "vitest";
import { type ExplainedFigure, explainText } from "../../../src/check/prose/report/explain-text.ts";
import type { Diagnostic, Span } from "../../../src/core/diagnostic.ts";
import type { CheckInput } from "../../../src/core/rule.ts";
import { faultLines, scoreLines } from "../../bench/sentences.ts";
import {
  type FigureClass,
  inputOf,
  judge,
  readCorpus,
  type Sentence,
  score,
  type Verdict,
} from "../../sentences/corpus.ts";

const sentences = readCorpus();
const judged = sentences
  .filter((sentence) => process.env["SPLIT"] !== "working" || !sentence.held)
  .map((sentence) => {
    const input = inputOf(sentence);
    const verdict = judge(sentence, input);
    return { verdict, apart: explainedApart(input, verdict.findings) };
  });
const verdicts = judged.map(({ verdict }) => verdict);
process.stdout.write(`${scoreLines(verdicts).join("\n")}\n`);
if (process.env["LIST"]) process.stdout.write(`${faultLines(verdicts).join("\n")}\n`);

describe("the number check on the labelled sentences", () => {
  it("has enough of them, right and wrong", () => {
    expect(sentences.length).toBeGreaterThanOrEqual(320);
    const isRight = ({ wrong }: Sentence): boolean => wrong.length === 0;
    expect(sentences.filter(isRight).length).toBeGreaterThanOrEqual(1000);
    // A passage is right once and wrong as often as it has figures.
    const single = sentences.filter(({ file }) => !file.startsWith("passages-"));
    const right = single.filter(isRight).length / single.length;
    expect(right).toBeGreaterThan(0.4);
    expect(right).toBeLessThan(0.6);
  });

  it("says nothing of a right figure", () => {
    expect(
      verdicts.flatMap(({ sentence, alarms }) => alarms.map((alarm) => [sentence.text, alarm.message.zh])),
    ).toEqual([]);
  });

  it("explains a figure as differing where it reports one, and nowhere else", () => {
    expect(judged.flatMap(({ verdict, apart }) => apart.map((words) => [verdict.sentence.text, words]))).toEqual([]);
  });

  it("finds as many of the wrong figures as it has come to, of those held back too", () => {
    const recall = recallOf(verdicts.filter(({ sentence }) => !isNewest(sentence) && !isLast(sentence)));
    expect(recall(undefined)).toBeGreaterThanOrEqual(0.98);
    expect(recall("statutory")).toBeGreaterThanOrEqual(0.96);
    expect(recall("words")).toBeGreaterThanOrEqual(0.97);
    expect(recall("activity")).toBeGreaterThanOrEqual(0.92);
    expect(recall("statutory", true)).toBeGreaterThanOrEqual(0.94);
    expect(recall("activity", true)).toBeGreaterThanOrEqual(0.78);
  });

  it("finds as many in the newest passages as it has come to", () => {
    const recall = recallOf(verdicts.filter(({ sentence }) => isNewest(sentence)));
    expect(recall("statutory")).toBeGreaterThanOrEqual(0.9);
    expect(recall("words")).toBeGreaterThanOrEqual(0.95);
    expect(recall("activity")).toBeGreaterThanOrEqual(0.82);
  });

  it("finds as many in the last passages as it found at once", () => {
    const recall = recallOf(verdicts.filter(({ sentence }) => isLast(sentence)));
    expect(recall("statutory")).toBeGreaterThanOrEqual(0.82);
    expect(recall("words")).toBeGreaterThanOrEqual(0.8);
    expect(recall("activity")).toBeGreaterThanOrEqual(0.76);
  });
});

/** What is explained as differing without a finding of a number rule, and findings that no explanation has. */
function explainedApart(input: CheckInput, findings: readonly Diagnostic[]): readonly string[] {
  const offset = input.tally.prose.get("overview")?.span.start ?? 0;
  const found = findings.flatMap(({ code, span, message }) =>
    span && /^GR31[0-4]$/.test(code) ? [{ ...span, message }] : [],
  );
  const differing = explainText(input).filter(({ verdict }) => verdict === "differs");
  const meet = (figure: ExplainedFigure, span: Span): boolean =>
    figure.start + offset < span.end && span.start < figure.end + offset;
  return [
    ...differing
      .filter((figure) => !found.some((span) => meet(figure, span)))
      .map(({ before, words }) => before + words),
    ...found.filter((span) => !differing.some((figure) => meet(figure, span))).map(({ message }) => message.zh),
  ];
}

/** Batches whose kinds of misses are not all mended. */
function isNewest({ file }: Sentence): boolean {
  return ["passages-8.txt", "passages-9.txt", "passages-10.txt"].includes(file);
}

/** A batch that nothing was mended by. Its parts, shares and sums stand with the class of the figure they speak of. */
function isLast({ file }: Sentence): boolean {
  return file === "passages-11.txt";
}

function recallOf(some: readonly Verdict[]): (figureClass: FigureClass | undefined, held?: boolean) => number {
  return (figureClass, held = false) =>
    score(some.filter(({ sentence }) => sentence.figureClass === figureClass && (sentence.held || !held))).recall;
}

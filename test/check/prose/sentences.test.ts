import { describe, expect, it } from "vitest";
import { faultLines, scoreLines } from "../../bench/sentences.ts";
import { type FigureClass, judge, readCorpus, score } from "../../sentences/corpus.ts";

const sentences = readCorpus();
const verdicts = sentences.filter((sentence) => process.env["SPLIT"] !== "working" || !sentence.held).map(judge);
process.stdout.write(`${scoreLines(verdicts).join("\n")}\n`);
if (process.env["LIST"]) process.stdout.write(`${faultLines(verdicts).join("\n")}\n`);

describe("the number check on the labelled sentences", () => {
  it("has enough of them, right and wrong", () => {
    expect(sentences.length).toBeGreaterThanOrEqual(320);
    const right = sentences.filter(({ wrong }) => wrong.length === 0).length / sentences.length;
    expect(right).toBeGreaterThan(0.4);
    expect(right).toBeLessThan(0.6);
  });

  it("says nothing of a right figure", () => {
    expect(
      verdicts.flatMap(({ sentence, alarms }) => alarms.map((alarm) => [sentence.text, alarm.message.zh])),
    ).toEqual([]);
  });

  it("finds as many of the wrong figures as it has come to, of those held back too", () => {
    const recall = (figureClass: FigureClass | undefined, held = false): number =>
      score(verdicts.filter(({ sentence }) => sentence.figureClass === figureClass && (sentence.held || !held))).recall;
    expect(recall(undefined)).toBeGreaterThanOrEqual(0.98);
    expect(recall("statutory")).toBeGreaterThanOrEqual(0.96);
    expect(recall("words")).toBeGreaterThanOrEqual(0.97);
    expect(recall("activity")).toBeGreaterThanOrEqual(0.88);
    expect(recall("statutory", true)).toBeGreaterThanOrEqual(0.94);
    expect(recall("activity", true)).toBeGreaterThanOrEqual(0.78);
  });
});

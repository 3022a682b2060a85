import { describe, expect, it } from "vitest";
import { faultLines, scoreLines } from "../../bench/sentences.ts";
import { judge, readCorpus, score } from "../../sentences/corpus.ts";

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
    expect(score(verdicts).recall).toBeGreaterThanOrEqual(0.98);
    expect(score(verdicts.filter(({ sentence }) => sentence.held)).recall).toBeGreaterThanOrEqual(0.97);
  });
});

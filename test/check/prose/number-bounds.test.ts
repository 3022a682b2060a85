import { describe, expect, it } from "vitest";
import { readText } from "../../../src/check/prose/numbers/analyse.ts";
import { runRules } from "../../../src/check/run.ts";
import { inputFor, numberRules } from "../../sentences/corpus.ts";

const million = 1_000_000;
const input = inputFor("bureau", "");

/** The shapes that make a careless reader go back over what it has read. */
const shapes = [
  ...["９", "十", "，", "、", "）", "《", "第", "近", "百分之", "1,", "1.", "1-", "1件", "“", "〔", "：", "\n"],
  ...["其中", "未收到", "分别为", "占", "申请", "政府信息公开申请", "同比", "增长", "由", "2025年", "结转", "无", "和"],
  ...["其中自然人9件、", "行政复议、行政诉讼", "比上年增长1%", "其余1件，"],
];

function timeOf(shape: string, characters: number): number {
  const text = shape.repeat(Math.ceil(characters / shape.length)).slice(0, characters);
  const started = performance.now();
  readText(input, text);
  return performance.now() - started;
}

describe("a text of a million characters", () => {
  it.each(["件", "1", "（", " ", "（1件", "本年新收9件，"])("of nothing but %j is read in time", (shape) => {
    expect(timeOf(shape, million)).toBeLessThan(20_000);
  });

  it.each(shapes)("and a tenth of it of nothing but %j", (shape) => {
    expect(timeOf(shape, million / 10)).toBeLessThan(5_000);
  });

  it("of wrong figures draws a screenful of findings and says that there are more", () => {
    const text = "本年新收9件。\n".repeat(million / 8);
    const started = performance.now();
    const found = runRules(numberRules, inputFor("bureau", text));
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(found).toHaveLength(51);
    expect(found.filter(({ message }) => message.zh.includes("还有 124950 处"))).toHaveLength(1);
  });

  it("takes about ten times as long as a tenth of it", () => {
    const sentence =
      "2025年，全年收到政府信息公开申请124件，其中自然人94件、商业企业22件，同比增长12.73%（上年110件），办结率99.2%。";
    const time = (characters: number): number => Math.min(...[1, 2, 3].map(() => timeOf(sentence, characters)));
    time(million / 10);
    expect(time(million) / time(million / 10)).toBeLessThan(40);
  });
});

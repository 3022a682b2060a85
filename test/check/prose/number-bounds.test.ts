import { describe, expect, it } from "vitest";
import { readText } from "../../../src/check/prose/compare/analyse.ts";
import { runRules } from "../../../src/check/run.ts";
import { inputFor, numberRules } from "../../sentences/corpus.ts";
import { growth, processorSeconds } from "../../support/steps.ts";

const input = inputFor("bureau", "");

/** The shapes that make a careless reader go back over what it has read. */
const shapes = [
  ...["件", "1", "（", " ", "（1件", "本年新收9件，"],
  ...["９", "十", "，", "、", "）", "《", "第", "近", "百分之", "1,", "1.", "1-", "1件", "“", "〔", "：", "\n"],
  ...["其中", "未收到", "分别为", "占", "申请", "政府信息公开申请", "同比", "增长", "由", "2025年", "结转", "无", "和"],
  ...[
    "百",
    "二",
    "一",
    "0",
    "。",
    "共",
    "万",
    "%",
    "年",
    "月",
    "分别",
    "比",
    "上年",
    "未",
    "及",
    "a",
    "#",
    "|",
    "…",
    "{{",
  ],
  ...["其中自然人9件、", "行政复议、行政诉讼", "比上年增长1%", "其余1件，"],
  ...["收到申请9件，上年结转1件，", "发布动态、公告等信息1条，", "收到件", "对答复不服", "合计1件，", "其他各项为0，"],
];

const sentence =
  "2025年，全年收到政府信息公开申请124件，其中自然人94件、商业企业22件，同比增长12.73%（上年110件），办结率99.2%。";

const textOf = (shape: string, characters: number): string =>
  shape.repeat(Math.ceil(characters / shape.length)).slice(0, characters);

/** Three times the text is three times the work. */
function staysLinear(shape: string): void {
  expect(growth(500, (characters) => readText(input, textOf(shape, characters)))).toBeLessThan(3.5);
}

describe("a long text", () => {
  it("is not gone over again and again by any pattern", () => {
    for (const shape of [...shapes, sentence]) {
      const seconds = processorSeconds(() => readText(input, textOf(shape, 50_000)));
      expect(seconds, shape).toBeLessThan(10);
    }
  });

  it.each(shapes)("of nothing but %j is read in one go", staysLinear);

  it("of real sentences takes ten times as long as a tenth of it", () => {
    staysLinear(sentence);
  });

  it("of wrong figures draws a screenful of findings and says that there are more", () => {
    const found = runRules(numberRules, inputFor("bureau", "本年新收9件。\n".repeat(25_000)));
    expect(found).toHaveLength(51);
    expect(found.filter(({ message }) => message.zh.includes("还有 24950 处"))).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { explainText } from "../../../src/check/prose/report/explain-text.ts";
import { explainedFigures } from "../../../src/print/explained-figures.ts";
import { inputFor } from "../../sentences/corpus.ts";

const text = "全年收到政府信息公开申请9件，接待来访30人次，予以公开5件，比上年增长12%。";
const explained = explainText(inputFor("small", text));

describe("what the numbers of a text were taken for", () => {
  it("is told for every one of them, compared or not", () => {
    expect(explained.map(({ words, verdict, taken }) => [words, verdict, taken.zh])).toEqual([
      ["9件", "agrees", "“本年新收” 8 + “上年结转” 1 = 9"],
      ["30人次", "notCompared", "没有认出指什么"],
      ["5件", "differs", "“予以公开” 4"],
      ["12%", "notCompared", "与上年相比"],
    ]);
  });

  it("is printed a line each, below how many were not compared", () => {
    const lines = explainedFigures("town.yaml", explained, "zh").split("\n");
    expect(lines[0]).toBe("town.yaml：正文中有 4 个数，2 个没有比对");
    expect(lines[3]).toBe("  不符  总体情况：…9件，接待来访30人次，予以公开【5件】  “予以公开” 4");
  });
});

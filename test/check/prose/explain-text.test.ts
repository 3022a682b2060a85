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
      ["12%", "differs", "今年“予以公开” 4，上年“予以公开” 3"],
    ]);
  });

  it("is told of shares, and of lists with their whole", () => {
    const list = "办结申请9件，其中予以公开4件，占44.44%。主动公开信息486条，其中政策类30条，动态类400条，其他类56条。";
    expect(explainText(inputFor("small", list)).map(({ words, verdict, taken }) => [words, verdict, taken.zh])).toEqual(
      [
        ["9件", "agrees", "“办理结果” 9"],
        ["4件", "agrees", "“予以公开” 4"],
        ["44.44%", "agrees", "正文前后两数之比 4 ÷ 9"],
        ["486条", "agrees", "“主动公开信息”的“总数” 486"],
        ["30条", "agrees", "一组数中的一个，各项之和 486，总数 486"],
        ["400条", "agrees", "一组数中的一个，各项之和 486，总数 486"],
        ["56条", "agrees", "一组数中的一个，各项之和 486，总数 486"],
      ],
    );
  });

  it("is printed a line each, below how many were not compared", () => {
    const lines = explainedFigures("town.yaml", explained, "zh").split("\n");
    expect(lines[0]).toBe("town.yaml：正文中有 4 个数，1 个没有比对");
    expect(lines[3]).toBe("  不符  总体情况：…9件，接待来访30人次，予以公开【5件】  “予以公开” 4");
  });
});

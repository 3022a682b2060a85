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
        ["30条", "part", "“486条”中的一项，各项之和 486，与它相等"],
        ["400条", "part", "“486条”中的一项，各项之和 486，与它相等"],
        ["56条", "part", "“486条”中的一项，各项之和 486，与它相等"],
      ],
    );
  });

  it("is printed a line each, below how many were not compared", () => {
    const lines = explainedFigures("town.yaml", explained, "zh").split("\n");
    expect(lines[0]).toBe("town.yaml：正文中有 4 个数，1 个没有比对");
    expect(lines[3]).toBe("  不符  总体情况：…9件，接待来访30人次，予以公开【5件】  “予以公开” 4");
  });

  it("leaves open what no rule reports, and says of what", () => {
    const [told] = explainText(inputFor("small", "县自然资源局转来政府信息公开申请2件。"));
    expect([told?.verdict, told?.taken.zh]).toEqual([
      "notCompared",
      "可能只是一部分，或另有所指：“本年新收” 8；“本年新收” 8 + “上年结转” 1 = 9",
    ]);
    const [more] = explainText(inputFor("small", "邻镇收到政府信息公开申请15件。"));
    expect([more?.verdict, more?.taken.en]).toEqual([
      "notCompared",
      "perhaps something else: requests.received 8; requests.received 8 + requests.broughtForward 1 = 9",
    ]);
  });

  it("names what a rate or a change is of where it cannot be compared, and last year's figures as such", () => {
    const { previous: _, ...alone } = inputFor(
      "small",
      "收到申请8件，比上年增长33.3%。上年收到申请6件。现场咨询满意率98%。",
    );
    expect(explainText(alone).map(({ words, taken }) => [words, taken.zh])).toEqual([
      ["8件", "“本年新收” 8"],
      ["33.3%", "“本年新收”与上年相比，没有上年的填报数据"],
      ["6件", "上年的数，没有上年的填报数据"],
      ["98%", "没有认出是什么的百分比"],
    ]);
    const both = inputFor("small", "收到申请8件，上年收到申请6件。");
    expect(explainText(both).map(({ words, verdict, taken }) => [words, verdict, taken.zh])).toEqual([
      ["8件", "agrees", "“本年新收” 8"],
      ["6件", "agrees", "上年“本年新收” 6"],
    ]);
    const [rate] = explainText(inputFor("zero", "网上留言办结率99%。"));
    expect([rate?.verdict, rate?.taken.zh]).toEqual([
      "notCompared",
      "“网上留言”的“办结” ÷ “网上留言”的“收到”：两个数都没有填报",
    ]);
  });

  it("counts the members of lists apart from what was not compared", () => {
    const list = explainText(inputFor("small", "主动公开信息486条，其中政策类30条，动态类400条。接待来访30人次。"));
    expect(explainedFigures("town.yaml", list, "zh").split("\n").slice(0, 3)).toEqual([
      "town.yaml：正文中有 4 个数，2 个核对了各项之和，1 个没有比对",
      "  相符  总体情况：…主动公开信息【486条】  “主动公开信息”的“总数” 486",
      "  分项  总体情况：…主动公开信息486条，其中政策类【30条】  “486条”中的一项，各项之和 430，不超过它",
    ]);
  });
});

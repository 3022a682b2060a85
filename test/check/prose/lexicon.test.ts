import { describe, expect, it } from "vitest";
import { faultsIn } from "../../../src/check/prose/compare/analyse.ts";
import { labelCore, lexiconOf, namesOf } from "../../../src/check/prose/lexicon/lexicon.ts";
import { namesUnit, unitNames } from "../../../src/check/prose/lexicon/unit-lexicon.ts";
import { tokenize } from "../../../src/check/prose/tokenize/tokens.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import { tableCells } from "../../../src/core/form/cells.ts";
import type { Edition } from "../../../src/core/form/edition.ts";
import { keyTree } from "../../../src/core/form/keys.ts";
import type { Table } from "../../../src/core/form/table.ts";
import { edition2021 } from "../../support/editions.ts";
import { makeTally } from "../../support/make-tally.ts";

describe("the words of a form", () => {
  it("are its labels without number, explanation and 数量", () => {
    expect(labelCore("一、本年新收政府信息公开申请数量")).toBe("本年新收政府信息公开申请");
    expect(labelCore("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")).toBe("部分公开");
    expect(namesOf({ name: "三安全一稳定", label: "3.危及“三安全一稳定”" })).toContain("危及三安全一稳定");
    expect(namesOf({ name: "本年制发", label: "本年制发件数" })).toContain("制发");
  });

  it("come from its key tree: every row of the tables is known by its own name", () => {
    const lexicon = lexiconOf(edition2021());
    for (const word of ["本年新收", "部分公开", "属于四类过程性信息", "结转下年度继续办理", "行政强制", "复议后起诉"]) {
      const found = lexicon.find(word, 0);
      expect(found?.end, word).toBe(word.length);
      expect(
        found?.value.senses.some((sense) => sense.own),
        word,
      ).toBe(true);
    }
  });

  it("of a form nobody has words for are its long labels", () => {
    const table: Table = {
      id: "statistics",
      name: "统计表",
      grids: [
        {
          columns: [{ id: "value", name: "统计数", label: "统计数" }],
          rows: [{ id: "announced", name: "举报投诉数量", label: "（一）收到举报投诉总数" }],
        },
      ],
    };
    const cells = tableCells(table);
    const edition: Edition = {
      ...edition2021(),
      tables: [table],
      keys: keyTree([table], []),
      cells,
      cellAt: new Map(cells.map((cell) => [cell.path, cell])),
    };
    const faults = (text: string): number => {
      const tally = makeTally(edition, { "statistics.announced": 4 }, { texts: { overview: text } });
      const piece = { start: 0, end: text.length, source: [0, text.length] as const };
      const prose = new Map([["overview", { text, own: true, pieces: [piece] }]]);
      return faultsIn({ tally, edition, figures: computeFigures(tally, edition), prose }).length;
    };
    expect(faults("全年收到举报投诉4件。")).toBe(0);
    expect(faults("全年收到举报投诉5件。")).toBe(1);
    expect(faults("全年收到政府信息公开申请5件。")).toBe(0);
  });
});

describe("words one behind the other", () => {
  const cut = (text: string): readonly string[] =>
    tokenize(text, [lexiconOf(edition2021())]).map(({ start, end }) => text.slice(start, end));

  it.each([
    ["信息公开网络申请", ["信息公开", "网络", "申请"]],
    ["信息公开网发布", ["信息公开网", "发布"]],
    ["按期限答复", ["按", "期限", "答复"]],
    ["按期答复", ["按期答复"]],
  ])("of %s are the longest that lead on: %j", (text, words) => {
    expect(cut(text)).toEqual(words);
  });
});

describe("the names of a unit", () => {
  it("are its full name, and what is left without the place or the 人民政府", () => {
    expect(unitNames("云溪县松陂镇人民政府")).toEqual([
      "云溪县松陂镇人民政府",
      "松陂镇人民政府",
      "松陂镇",
      "云溪县松陂镇",
      "松陂镇政府",
      "云溪县松陂镇政府",
    ]);
    // Not 市民 + 政局.
    expect(unitNames("江北省临江市民政局")).toContain("市民政局");
    expect(unitNames("云溪县松陂镇人民政府")).not.toContain("县松陂镇人民政府");
  });

  it.each([
    ["镇政府", "云溪县松陂镇人民政府", true],
    ["县政府", "云溪县松陂镇人民政府", false],
    ["县市场监管局", "云溪县市场监督管理局", true],
    ["市公安局", "云溪县市场监督管理局", false],
    ["市政府", "临江市人民政府", true],
  ])("%s is short for %s: %s", (short, name, is) => {
    expect(namesUnit(short, name)).toBe(is);
  });
});

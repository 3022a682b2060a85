import { describe, expect, it } from "vitest";
import { csvRows } from "../../src/import/csv-rows.ts";
import { readFigureTable, type TabledTallies } from "../../src/import/figure-table.ts";
import { editions } from "../support/editions.ts";

const head = "单位,类型,年度,路径,数值,状态,原文";
const read = (...lines: readonly string[]): TabledTallies =>
  readFigureTable("a.csv", csvRows([[head, ...lines].join("\r\n")]), editions(), { keys: "en", guarded: true });
const found = ({ diagnostics }: TabledTallies) => diagnostics.map(({ code, message }) => `${code} ${message.zh}`);
const path = "activity.hotline.received";

describe("a line that belongs nowhere is told by its row, and the others are read", () => {
  it.each([
    ["甲镇,乡镇,2025,activity.hotline.recieved,3,,", "GR821 第 2 行：“activity.hotline.recieved”不是2021年格式里的数"],
    [`,乡镇,2025,${path},3,,`, "GR821 第 2 行：没有写单位或年度"],
    [`甲镇,乡镇,25,${path},3,,`, "GR821 第 2 行：没有写单位或年度"],
    [`甲镇,乡镇,1999,${path},3,,`, "GR821 第 2 行：没有 1999 这一版格式"],
    ["甲镇,乡镇,2025,activity.hotline.closed,3,,", "GR821 第 3 行：工作情况 · 热线工单 · 办结 写了两次，后一个没有读"],
    [`甲某,,2025,${path},3,,`, "GR821 第 2 行：“甲某”的类型没有写明，没有读"],
  ])("%s", (line, message) => {
    const result = read(line, "甲镇,乡镇,2025,activity.hotline.closed,2,,");
    expect(found(result)).toEqual([message]);
    expect(result.tallies.map(({ unit }) => unit)).toEqual(["甲镇"]);
  });

  it("a table that the form has not is one finding, however many rows it has", () => {
    const lines = ["甲镇", "乙镇"].flatMap((unit) =>
      ["x.a", "x.b", "x.c", "x.d"].map((path) => `${unit},乡镇,2025,${path},1,,`),
    );
    expect(found(read(...lines, `甲镇,乡镇,2025,${path},3,,`))).toEqual([
      "GR821 第 2 行：“x.a”“x.b”“x.c……”不是2021年格式里的数，这样的有 8 处，没有读",
    ]);
  });

  it("a column that says nothing is named; one that stands for a figure is read", () => {
    const rows = csvRows(["单位,类型,年度,工作情况.热线工单.受理,随手记\n甲镇,乡镇,2025,30,记得改\n"]);
    const result = readFigureTable("a.csv", rows, editions(), { keys: "en", guarded: true });
    expect(found(result)).toEqual(["GR821 有的列没有读：随手记"]);
    expect(result.tallies[0]?.text).toContain("received: 30");
  });
});

describe("a figure that was spoilt is left blank", () => {
  it("as no number", () => {
    const result = read(`甲镇,乡镇,2025,${path},许多,,`);
    expect(found(result)).toEqual([
      expect.stringMatching(/^GR808 第 2 行：工作情况 · 热线工单 · 受理 的“许多”.*留空$/),
    ]);
    expect(result.tallies[0]?.text).toContain("received:\n");
  });

  it("as changed beside the words it was written in", () => {
    const wrong = `甲镇,乡镇,2025,${path},40,约数,近30`;
    expect(found(read(wrong))).toEqual([
      "GR823 第 2 行：工作情况 · 热线工单 · 受理 的数值是 40，原文是“近30”，对不上，留空",
    ]);
    expect(found(read(wrong.replace("40", "30")))).toEqual([]);
    expect(found(read(wrong.replace("近30", "")))).toEqual([]);
  });

  it("as a code of eighteen digits", () => {
    const rows = csvRows([
      `单位,代码,类型,年度,路径,数值\n甲镇,1.13E+17,乡镇,2025,${path},3\n乙镇,113205000140000001,乡镇,2025,${path},3`,
    ]);
    const result = readFigureTable("a.csv", rows, editions(), { keys: "en", guarded: true });
    expect(found(result)).toEqual(["GR823 第 2 行：“甲镇”的代码被表格软件改成了 1.13E+17，后几位已经丢失，没有读"]);
    expect(result.tallies.map(({ text }) => /code: (.*)/.exec(text)?.[1])).toEqual([undefined, '"113205000140000001"']);
  });
});

describe("the order of the rows", () => {
  const rows = (units: number, rounds: number) =>
    Array.from({ length: units * rounds }, (_, i) => {
      const figure = Math.floor(i / units) === 0 ? path : "activity.hotline.closed";
      return `第${i % units}镇,乡镇,2025,${figure},${i % 7},,`;
    });

  it("is of no matter for two thousand units", () => {
    const result = read(...rows(2000, 2));
    expect(found(result)).toEqual([]);
    expect(result.tallies).toHaveLength(2000);
    expect(result.tallies.every(({ text }) => /received: \d\n +closed: \d/.test(text))).toBe(true);
  });

  it("is told where more stand apart, and nothing is read by halves", () => {
    const result = read(...rows(2001, 2));
    expect(found(result)[0]).toBe("GR822 “第0镇”的数没有排在一起（第 2003 行又有），没有读");
    for (const { text } of result.tallies) expect(text).toMatch(/received: \d\n +closed: \d/);
  });
});

describe("rows come out of pieces as out of one text", () => {
  const text = 'a,b\r\n"x\r\ny","q""q"\r\n,\r\n最后,行';
  const whole = [...csvRows([text])];

  it.each(Array.from({ length: text.length - 1 }, (_, i) => i + 1))("cut at %i", (at) => {
    expect([...csvRows([text.slice(0, at), text.slice(at)])]).toEqual(whole);
  });

  it("and are what they say", () => {
    expect(whole.map(({ values }) => values)).toEqual([
      ["a", "b"],
      ["x\r\ny", 'q"q'],
      ["", ""],
      ["最后", "行"],
    ]);
    expect(whole.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});

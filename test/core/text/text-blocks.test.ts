import { describe, expect, it } from "vitest";
import { linesOfBlock, type TextBlock, textParts } from "../../../src/core/text/text-blocks.ts";

/** Lines of prose as they stand, and blocks as what they are. */
const parts = (text: string) => textParts(text).map(({ start, end, block }) => block ?? text.slice(start, end));
const rowsOf = (text: string) =>
  parts(text).map((part) => (typeof part !== "string" && part.kind === "table" ? part.rows : part));

describe("a table in a text", () => {
  it("is a head, a rule and rows, with how its columns stand", () => {
    expect(parts("前。\n| 渠道 | 条数 |\n| :--- | ---: |\n| 网站 | 263 |\n后。")).toEqual([
      "前。",
      {
        kind: "table",
        rows: [
          ["渠道", "条数"],
          ["网站", "263"],
        ],
        align: ["left", "right"],
      },
      "后。",
    ]);
  });

  it("may lack the rule, or the bars outside", () => {
    const rows = [
      ["渠道", "条数"],
      ["网站", "263"],
    ];
    expect(rowsOf("|渠道|条数|\n|网站|263|")).toEqual([rows]);
    expect(rowsOf("渠道 | 条数\n--- | ---\n网站 | 263\n合计263条。")).toEqual([rows, "合计263条。"]);
  });

  it("loses no cell: short rows are filled up, a long one makes the table wider", () => {
    expect(rowsOf("| 甲 | 乙 |\n| --- | --- |\n| 1 |  |\n| 1 | 2 | 3 |")).toEqual([
      [
        ["甲", "乙", ""],
        ["1", "", ""],
        ["1", "2", "3"],
      ],
    ]);
  });

  it("has a bar in a cell where one is written with a backslash", () => {
    expect(rowsOf("| 甲 | 乙 |\n| --- | --- |\n| 网站\\|微信 | 2 |")).toEqual([
      [
        ["甲", "乙"],
        ["网站|微信", "2"],
      ],
    ]);
  });

  it("is not made of one line, of a head alone, or of bars within sentences", () => {
    for (const text of ["| 网站 | 263 |", "| 渠道 | 条数 |\n| --- | --- |", "网站|微信公开263条。\n微博|抖音公开9条。"])
      expect(parts(text)).toEqual(text.split("\n"));
  });
});

describe("a list in a text", () => {
  it("is made of marked lines, with what is indented below what is above it", () => {
    expect(parts("重点：\n- 甲；\n  - 乙；\n    - 丙；\n- 丁。\n完。")).toEqual([
      "重点：",
      {
        kind: "list",
        items: [
          { text: "甲；", level: 0 },
          { text: "乙；", level: 1 },
          { text: "丙；", level: 2 },
          { text: "丁。", level: 0 },
        ],
      },
      "完。",
    ]);
  });

  it("is made of numbered lines that follow one another, from any number on", () => {
    expect(parts("3. 登记；\n4. 审核。")).toEqual([
      {
        kind: "list",
        from: 3,
        items: [
          { text: "登记；", level: 0 },
          { text: "审核。", level: 0 },
        ],
      },
    ]);
  });

  it("is not made of （一）, of one numbered line, of numbers out of turn, or of a dash or minus", () => {
    for (const text of [
      "（一）甲。\n（二）乙。",
      "1. 加强培训",
      "1. 甲\n3. 乙",
      "1.甲\n2.乙",
      "—— 甲\n-5℃以下\n1.5万件",
    ])
      expect(parts(text)).toEqual(text.split("\n"));
  });
});

describe("a picture in a text", () => {
  it("stands on a line of its own", () => {
    expect(parts("如图：\n![各渠道 条数](图/渠道.png)\n见![图](a.png)。")).toEqual([
      "如图：",
      { kind: "picture", caption: "各渠道 条数", file: "图/渠道.png" },
      "见![图](a.png)。",
    ]);
  });
});

it("every block can be said in lines of prose", () => {
  const said = (text: string) => parts(text).flatMap((part) => linesOfBlock(part as TextBlock));
  expect(said("| 渠道 | 条数 |\n| --- | --- |\n| 网站 | 263 |")).toEqual(["渠道：网站，条数：263。"]);
  expect(said("- 甲；\n- 乙。\n\n1. 丙；\n2. 丁。\n![图一](a.png)")).toEqual([
    "——甲；",
    "——乙。",
    "1.丙；",
    "2.丁。",
    "（图：图一）",
  ]);
});

it("takes time by the length of the text, whatever it holds", () => {
  for (const text of [
    "|".repeat(20_000),
    "| a |\n".repeat(5_000),
    "![".repeat(10_000),
    "- a\n".repeat(5_000),
    "-|".repeat(10_000),
  ])
    expect(textParts(`${text}\n${text}`).length).toBeGreaterThan(0);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tally } from "../../src/core/tally.ts";
import { readHeader } from "../../src/tally/read-header.ts";
import { type HeaderPeek, peekPlain } from "../../src/tally/shape/peek.ts";
import { editions } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";
import { read } from "../support/read-example.ts";

const tables = "proactive: 0\nrequests: 0\ndisputes: 0\n";
const header = (text: string) => readHeader({ file: "t.yaml", text }, editions());

function ofTally({ unit, year, scope }: Tally): HeaderPeek {
  return {
    ...{ unit: unit.name, year },
    ...(unit.code !== undefined && { code: unit.code }),
    ...(unit.within !== undefined && { within: unit.within }),
    ...(scope === "area" && { area: true }),
  };
}

describe("who a tally is of", () => {
  const whose = { unit: "凤凰镇人民政府", year: 2025, code: "0320", within: "常熟市" };

  it.each([
    ["in braces", 'unit: { name: 凤凰镇人民政府, kind: township, code: "0320", within: 常熟市 }\nyear: 2025\n'],
    [
      "in lines",
      "年度: 2025\n单位:  # whose\n  名称: 凤凰镇人民政府\n  类型: 乡镇  # 乡镇\n  # 代码\n  代码: '0320'\n  上级: 常熟市\n",
    ],
    [
      "with Windows' line ends",
      "年度: 2025\r\n单位: { 名称: 凤凰镇人民政府, 类型: 乡镇, 代码: 0320, 上级: 常熟市 }\r\n",
    ],
  ])("is seen at a glance %s", (_, text) => {
    expect(peekPlain(text + tables)).toEqual(whose);
  });

  it.each([
    [
      "quoted keys",
      '"year": 2025\n"unit": { "name": "凤凰镇人民政府", "kind": "township", "code": "0320", "within": "常熟市" }\n',
    ],
    [
      "braces over several lines",
      'year: 2025\nunit: {\n name: "凤凰\\u9547人民政府", kind: township,\n code: "0320", within: 常熟市 }\n',
    ],
    [
      "lone carriage returns and a comment",
      "# 表\ryear: 2025 # 年\runit: { name: 凤凰镇人民政府, kind: township, code: 0320, within: 常熟市 }\r",
    ],
    [
      "all of it indented",
      "  year: 2025\n  unit: { name: 凤凰镇人民政府, kind: township, code: 0320, within: 常熟市 }\n",
    ],
    [
      "a mark of the document's start",
      "---\nyear: 2025\nunit: { name: 凤凰镇人民政府, kind: township, code: 0320, within: 常熟市 }\n",
    ],
  ])("is what reading says: %s", (_, text) => {
    const indent = text.startsWith("  ") ? tables.replace(/^/gm, "  ").trimEnd() : tables;
    const whole = text.includes("\r") ? text + indent.replaceAll("\n", "\r") : text + indent;
    expect(peekPlain(whole)).toBeUndefined();
    expect(header(whole)).toEqual(whose);
  });

  it("is what reading says of JSON", () => {
    const json = JSON.stringify({
      year: 2025,
      unit: { name: "甲镇", kind: "township" },
      proactive: 0,
      requests: 0,
      disputes: 0,
    });
    expect(header(json)).toEqual({ unit: "甲镇", year: 2025 });
    expect(header(JSON.stringify(JSON.parse(json), null, 2))).toEqual({ unit: "甲镇", year: 2025 });
  });

  it.each([
    ["a number that ends nowhere", "年度：2025\n单位：\n　名称：甲镇\n　类型：乡镇\n主动公开：{"],
    ["an unclosed bracket", 'year: 2025\n"unit": { name: 甲镇, kind: township\nproactive: 0\n'],
    [
      "marks of a merge",
      "<<<<<<< HEAD\nyear: 2025\n=======\nyear: 2024\n>>>>>>> b\nunit: { name: 甲镇, kind: township }\n",
    ],
  ])("is guessed where a file cannot be read: %s", (_, text) => {
    expect(header(text)).toMatchObject({ unit: "甲镇", year: 2025, guessed: true });
  });

  it("is nobody where the form's own words still stand in the name's place", () => {
    expect(header(`年度: 2025\n单位:\n  名称: 请填写单位全称\n  类型: 乡镇\n`).unit).toBeUndefined();
  });
});

/** What turns plain YAML into something else, or into another plain YAML. */
const tokens = [
  ...[
    '"',
    "'",
    ":",
    ": ",
    "{",
    "}",
    ", ",
    ",",
    "\n",
    "\n  ",
    "\n\n",
    " #",
    "#",
    "|",
    "|\n",
    ">\n ",
    "&a ",
    "*a",
    "!!str ",
  ],
  ...[
    "\t",
    "\r",
    "\r\n",
    "- ",
    "---\n",
    "...\n",
    "? ",
    "~",
    "null",
    "\u3000",
    "：",
    "，",
    " ",
    "  ",
    "\\",
    "\u2028",
    "\ufeff",
    "%",
  ],
  ...[
    "year: 2024\n",
    '"year": 2024\n',
    "年度: 2024\n",
    "\nyear: 2023\n",
    "unit: 乙镇\n",
    "\nunit: { name: 乙镇, kind: township }\n",
  ],
  ...[
    "name: 乙镇",
    "名称: 乙镇, ",
    "kind: 镇",
    "code: x y",
    'code: "09"',
    "within: 乙县",
    "scope: area\n",
    "范围: 本级\n",
    "0",
    "2",
  ],
];

const blocks = `年度: 2025\n单位:\n  名称: 凤凰镇人民政府  # 全称\n  类型: 乡镇\n  #代码: "1"\n  上级: 云溪县\n范围: 本地区  # 本级\n${tables}正文:\n  总体情况: |\n    好。\n`;
const flow = `unit: { name: "凤凰镇人民政府", kind: 乡镇, code: '0320' }\nyear: 2025\nscope: own\n${tables}narrative:\n  overview: "好。"\n`;

describe("the glance and the reader", () => {
  const edit = fc.record({
    at: fc.nat({ max: 100 }),
    taken: fc.constantFrom(0, 0, 0, 1, 2, 6),
    put: fc.constantFrom(...tokens),
  });
  const texts = fc
    .tuple(fc.constantFrom(blocks, flow, example), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) =>
      edits.reduce((whole, { at, taken, put }) => whole.slice(0, at) + put + whole.slice(at + taken), text),
    );

  it("never disagree", () => {
    const met = { both: 0, reader: 0 };
    fc.assert(
      fc.property(texts, (text) => {
        const [seen, tally] = [peekPlain(text), read(text).value];
        if (!tally) return;
        met.reader++;
        if (!seen) return;
        met.both++;
        expect(seen).toEqual(ofTally(tally));
      }),
      { numRuns: 1500 },
    );
    // Neither of the two was spared the question.
    expect(met.both).toBeGreaterThan(50);
    expect(met.reader - met.both).toBeGreaterThan(50);
  });
});

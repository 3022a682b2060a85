import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSource } from "../../src/pipeline/workspace/read-source.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { editions } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";
import { found, placed, read } from "../support/read-example.ts";

const folder = new URL("../fixtures/hostile/", import.meta.url);

/** Each file with all that is said of it: code, line:column, and the text under the caret. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "billion-laughs.yaml": [
    "GR112 1:4 &a",
    "GR112 2:4 &b",
    "GR112 2:8 *a",
    "GR112 2:12 *a",
    "GR112 3:4 &c",
    "GR112 3:8 *b",
    "GR112 3:12 *b",
    "GR121 1:1 a",
    "GR121 2:1 b",
    "GR121 3:1 c",
  ],
  "blanks.yaml": [
    "GR130 4:15 /",
    "GR130 4:24 —",
    "GR130 4:33 无",
    "GR130 6:9 ~",
    "GR130 7:3 行政处罚",
    "GR130 8:9 null",
  ],
  "complex-keys.yaml": ["GR126 6:5 [行政许可]"],
  "crlf.yaml": [],
  "duplicate-key.yaml": ["GR120 8:3 penalties"],
  "empty.yaml": ["GR114"],
  "escaped-characters.yaml": ['GR105 2:11 "凤凰镇\\ud800"', 'GR105 7:3 "行政\\u200b处罚"'],
  "full-width-colon.yaml": ["GR108 2:3 ：", "GR108 3:5 ："],
  "full-width-flow.yaml": ["GR108 2:5 ｛", "GR108 2:9 ：", "GR108 2:17 ，", "GR108 2:21 ：", "GR108 2:25 ｝"],
  "full-width-indentation.yaml": ["GR109 6:1 　"],
  "full-width-quotes.yaml": ["GR135 6:9 “12”"],
  "huge-number.yaml": ["GR140 6:9 99999999999999999999"],
  "indentation.yaml": ["GR106 6:1    "],
  "invisible-character.yaml": ["GR105 6:5 \u200b"],
  "list.yaml": ["GR115 1:1 - 年度: 2025\n"],
  "merge-key.yaml": ["GR112 6:3 <<"],
  "no-break-space.yaml": ["GR109 6:8 \u00a0"],
  "no-number.yaml": ["GR137 4:15 -3", "GR139 6:9 .nan", "GR139 7:9 .inf", "GR137 8:9 -0"],
  "no-space.yaml": ["GR110 6:3 行政许可:"],
  "norway.yaml": ["GR139 6:9 no", "GR139 7:9 on", "GR139 8:9 off"],
  "null.yaml": ["GR114"],
  "odd-notation.yaml": ["GR136 4:15 1e3", "GR136 4:26 1.0", "GR136 6:9 012", "GR136 7:9 0o14", "GR136 8:9 0x10"],
  "only-comments.yaml": ["GR114"],
  "proto.yaml": ["GR121 6:3 __proto__"],
  "scalar.yaml": ["GR115 1:1 凤凰镇"],
  "several-documents.yaml": ["GR111 12:1 ---"],
  "tab-indentation.yaml": ["GR107 6:1 \t"],
  "tags.yaml": ["GR112 6:9 !!js/function", "GR112 7:9 !!binary"],
  "typed-numbers.yaml": [
    "GR134 4:15 十二",
    'GR135 4:25 "12"',
    "GR132 4:37 1_000",
    "GR132 6:9 1,000",
    "GR131 7:9 １２",
    "GR133 8:9 12件",
  ],
  "unclosed-brace.yaml": ["GR171 2:5 { 名称: 凤凰镇人民政府, 类型: 乡镇"],
  "unclosed-quote.yaml": ['GR106 2:11 "'],
};

describe("hostile and unlucky files", () => {
  it("each has its account here", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(expected));
  });

  it.each(Object.entries(expected))("%s", (name, said) => {
    const source = readSource(fileURLToPath(new URL(name, folder))).value;
    if (!source) throw new Error(name);
    const { diagnostics } = readTally(source, editions());
    expect(diagnostics.map((diagnostic) => placed(source.text, diagnostic))).toEqual(said);
  });

  it("what is unknown pollutes nothing", () => {
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

const megabyte = 1024 * 1024;
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

/** Texts made to take long, with the first thing that is said of each. None of them may hang. */
const long: Readonly<Record<string, readonly [text: () => string, code: string | undefined]>> = {
  "one line": [() => "x".repeat(megabyte), "GR115"],
  "one value": [() => `year: ${"1".repeat(megabyte - 10)}`, "GR150"],
  "one figure": [() => example.replace("licences: 12", `licences: ${"1，".repeat(300_000)}`), "GR132"],
  "one figure of signs": [() => example.replace("licences: 12", `licences: ${"近".repeat(300_000)}件`), "GR139"],
  "a long text that is sound": [
    () => example.replace("公开内容不够丰富", "公开内容，不够丰富。".repeat(30_000)),
    undefined,
  ],
  "20,000 keys": [() => lines(20_000, (i) => `k${i}: 1`), "GR113"],
  "9,000 keys": [() => `${example}\n${lines(9_000, (i) => `键${i}: 1`)}`, "GR121"],
  "9,000 keys like known ones": [() => `${example}\n${lines(9_000, (i) => `unit${i}: 1`)}`, "GR121"],
  "5,000 aliases": [() => `a: &x 1\nb: [${"*x,".repeat(5_000)}]`, "GR112"],
  "open brackets": [() => "[".repeat(megabyte), "GR113"],
  "fewer quotes": [() => `单位：{${'"'.repeat(15_000)}`, "GR108"],
  "fewer open brackets": [() => "[".repeat(19_000), "GR113"],
  "open braces": [() => "{a: ".repeat(6_000), "GR113"],
  "dashes in dashes": [() => `${"- ".repeat(15_000)}x`, "GR113"],
  "deeper and deeper": [() => lines(600, (i) => `${" ".repeat(i)}a:`), "GR150"],
  "empty lines": [() => "\n".repeat(megabyte), "GR113"],
  spaces: [() => " ".repeat(megabyte), "GR114"],
  "full-width spaces": [() => "　".repeat(340_000), "GR115"],
  tabs: [() => `a:\n${"\t".repeat(megabyte - 10)}b: 1`, "GR107"],
  "full-width colons": [() => "：".repeat(340_000), "GR115"],
  "full-width lines": [() => lines(15_000, () => "单位：某镇"), "GR108"],
  "full-width flow": [() => `单位: {${"名称：".repeat(100_000)}`, "GR108"],
  quotes: [() => `单位：{${'"'.repeat(300_000)}${"'".repeat(300_000)}`, "GR113"],
  tags: [() => "- !a b\n".repeat(megabyte / 8), "GR113"],
  "invisible characters": [() => "\u200b".repeat(340_000), "GR105"],
  "escaped invisible characters": [() => `a: "${"\\u200b".repeat(100_000)}"`, "GR105"],
};

describe("ends, whatever the file", () => {
  it.each(Object.entries(long))("%s", (_, [text, code]) => {
    expect(read(text()).diagnostics[0]?.code).toBe(code);
  });

  it("lists so many faults and counts the rest", () => {
    const said = found(`${example}\n${lines(600, () => "单位：某镇")}`);
    expect(said.length).toBeLessThan(600);
    expect(said.at(-1)).toBe("GR116");
  });
});

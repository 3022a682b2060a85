import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isPair, isScalar, parseDocument } from "yaml";
import { asWritten, readSimple } from "../../src/read/simple-yaml.ts";
import { example } from "./example.ts";

/** All that reading looks at in a node: what it is, what it says, where it stands. */
function seen(node: unknown): unknown {
  if (isPair(node)) return [seen(node.key), seen(node.value)];
  if (isScalar(node)) return [node.value, node.type, node.range?.slice(0, 2), node.anchor, node.tag];
  if (isMap(node)) return [node.items.map(seen), node.flow ?? false, node.range?.slice(0, 2), node.anchor, node.tag];
  return node;
}

/** What the parser makes of a text; undefined where it finds a fault. */
function parsed(text: string): unknown {
  const { errors, contents } = parseDocument(text, asWritten);
  return errors.length === 0 ? seen(contents) : undefined;
}

/** Whether the text is simple; if it is, the parser reads the same. */
function agrees(text: string): boolean {
  const simple = readSimple(text);
  if (simple) expect(seen(simple), JSON.stringify(text)).toEqual(parsed(text));
  return simple !== undefined;
}

function tallies(folder: string): readonly string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"));
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

describe("a text in the usual forms is read as the parser reads it", () => {
  it.each([
    ["one line", "a: 1"],
    ["maps in lines", "a:\n  b: 1\n  c:\n      d: 2\ne: 3\n"],
    ["maps in braces", "a: { b: 1, c: { d: 'x y', e: \"\" } }\nf: {}\n"],
    ["braces over several lines", "a: { b: 1,\n     c: 2\n   }\n"],
    ["comments and empty lines", "# one\n\na: # two\n  b: 1 # three\n  # four\n\n# five\nc: 2\n  # six\n"],
    ["comments at the end of nested maps", "a:\n  b:\n    c: 1\n    # x\n  # y\nd:\n  e: 1\n    # z\n"],
    ["texts", "a: |\n  one\n\n    two\n  three\n\nb: |-  # c\n   four\nc: 5"],
    ["a text at the end, cut short", "a:\n  b: |\n    one"],
    ["empty lines at the end", "a:\n  b: 1\n\n \n"],
    [
      "lines that end as on Windows",
      "a:\r\n  b: |\r\n    one\r\n\r\n    two\r\n  c: { d: 1,\r\n    e: 2 } # f\r\n\r\ng: 1\r\n",
    ],
    ["words with spaces and signs in them", "a: 全年 共 3 次-2%！|>*&\nb: 2026-01-08\n"],
  ])("%s", (_, text) => {
    expect(agrees(text)).toBe(true);
  });

  it("in nearly every sample", () => {
    const texts = tallies("samples").filter((text) => /^(?:year|年度):/m.test(text));
    const simple = texts.filter(agrees);
    expect(simple.length / texts.length).toBeGreaterThan(0.6);
  });
});

describe("anything else is left to the parser", () => {
  it.each([
    ["a value over two lines", "a: one\n  two\n"],
    ["no value", "a:\nb: 1\n"],
    ["a list", "a:\n  - b\n"],
    ["an anchor", "a: &b 1\n"],
    ["a tag", "a: !!str 1\n"],
    ["an escape", 'a: "\\u0041"\n'],
    ["a doubled quote", "a: 'it''s'\n"],
    ["a folded text", "a: >\n  one\n"],
    ["an indentation that is written", "a: |2\n   one\n"],
    ["a line of spaces in a text", "a: |\n  one\n   \n  two\n"],
    ["a tab", "a: 1\t\n"],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["a line set too deep", "a: 1\n   b: 2\n"],
    ["a line set between", "a:\n    b: 1\n  c: 2\n"],
    ["no map", "a\n"],
    ["nothing", ""],
    ["braces that go on too far left", "a:\n  b: { c: 1,\n  d: 2 }\n"],
    ["braces beyond any depth", `a: ${"{ b: ".repeat(5000)}`],
  ])("%s", (_, text) => {
    expect(readSimple(text)).toBeUndefined();
  });
});

const words = fc.constantFrom("a", "单位", "1", "012", "2026-01-08", "33万余", "x y", "~", "null", "'q'", '"q"', '""');
const breaks = fc.constantFrom("\n", "\n", "\n", "\r\n", " # c\n", "\n\n", "\n  # c\n", "\n    # c\n", "\n# c\n");
const pieces = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(3), words, words, breaks).map(([n, k, v, b]) => `${"  ".repeat(n)}${k}: ${v}${b}`),
  },
  { weight: 4, arbitrary: fc.tuple(fc.nat(3), words, breaks).map(([n, k, b]) => `${"  ".repeat(n)}${k}:${b}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(3), words, words)
      .map(([n, k, v]) => `${"  ".repeat(n)}${k}: { b: ${v}, c: { d: 1 } }\n`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(2), breaks)
      .map(([n, b]) => `${"  ".repeat(n)}t: |${b}${"  ".repeat(n + 1)}one${b}${"  ".repeat(n + 1)} two${b}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "\n",
      "  \n",
      "# c\n",
      "   # c\n",
      "{",
      "}",
      ",",
      "|",
      "- ",
      "\r",
      "：",
      "　",
      "---\n",
      "...\n",
      "%",
      "&a ",
      "*a",
      "!",
      "? ",
      ": ",
      "\\",
      "<<: ",
    ),
  },
);

describe("whatever is simple, the parser reads the same", () => {
  it("in texts put together at random", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        agrees(parts.join(""));
      }),
      { numRuns: 4000 },
    );
  });

  it("in a tally with a few edits", () => {
    const base = example.slice(0, example.indexOf("waivers:"));
    expect(agrees(base)).toBe(true);
    const put = fc.oneof(
      pieces,
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.constantFrom(" ", "\n", "\n  ", "#", ":"),
    );
    const edit = fc.record({ at: fc.nat(base.length), cut: fc.nat(6), put });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        agrees(edits.reduce((whole, { at, cut, put }) => whole.slice(0, at) + put + whole.slice(at + cut), base));
      }),
      { numRuns: 1500 },
    );
  });
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { quickDocument } from "../../../src/tally/syntax/quick-document.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const texts = globSync(["samples/**/*.yaml", "test/**/*.yaml"], { cwd: root, absolute: true })
  .map((path) => readFileSync(path, "utf8"))
  .filter(({ length }) => length < 9_000);

/** All that is read of a node: its kind, value and place; of a map or list where it begins and ends, and in which notation. */
function told(node: unknown): unknown {
  if (isScalar(node)) return [node.type, node.value, node.range?.[0], node.range?.[1]];
  if (isMap(node)) {
    return {
      flow: node.flow === true,
      at: node.range?.slice(0, 2),
      in: node.items.map((one) => [told(one.key), told(one.value)]),
    };
  }
  if (isSeq(node)) return { flow: node.flow === true, at: node.range?.slice(0, 2), list: node.items.map(told) };
  return String(node);
}

/** Undefined where `yaml` finds a fault. */
function asYaml(text: string): unknown {
  const { errors, contents } = parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false });
  return errors.length > 0 ? undefined : told(contents);
}

const bits = [
  ..."\n :,#-|>{}[]\"'?&*!%@`a1中：\t\\~",
  ": ",
  ", ",
  " #",
  "- ",
  "|2",
  "|\n",
  "''",
  "&a",
  "*a",
  "!x",
].concat(["---\n", "...\n", "<<: ", "\u3000", "a: b\n", "\n  ", "::", "x: |\n  y\n", "\r\n", "  ", "\n\n"]);

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bit: fc.constantFrom(...bits),
  cut: fc.nat(2),
});

describe("a tally that is written in the plain way", () => {
  it("is read as yaml reads it, and most are", () => {
    const read = texts.filter((text) => quickDocument(text) !== undefined);
    expect(read.length).toBeGreaterThan(texts.length * 0.8);
    for (const text of read) expect(told(quickDocument(text))).toEqual(asYaml(text));
  });

  it("is left to yaml where anything is unusual or wrong", () => {
    const unusual = [
      "a:\n",
      "a: &x 1\n",
      "a: !!str 1\n",
      'a: "\\x41"\n',
      "a: one\n  two\n",
      "a: {b}\n",
      "- a\n",
      "a: 1\n---\nb: 2\n",
      "  ---\na: 1\n",
      "a: |\n\n",
      "a: 1\n  # b\n",
      "a:\n  b: 1\n  # c\nd: 2\n",
      "a: 1\n #",
    ];
    const wrong = ["a: b: c\n", "a: {b: 1\n", "a: 1\n b: 2\n", "\ta: 1\n", 'a: "b\n', "a\n"];
    for (const text of [...unusual, ...wrong]) expect(quickDocument(text), text).toBeUndefined();
  });

  it("is read as yaml reads it, or not at all, whatever is typed into it", () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        (text, from, edits) => {
          const lines = text.split("\n");
          let typed = `${lines.slice(from % lines.length, (from % lines.length) + 12).join("\n")}\n`;
          for (const { at, bit, cut } of edits) {
            const place = Math.floor(at * typed.length);
            typed = typed.slice(0, place) + bit + typed.slice(place + cut);
          }
          const quick = quickDocument(typed);
          if (!quick) return;
          read++;
          expect(told(quick)).toEqual(asYaml(typed));
        },
      ),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(40);
  });

  it("is read as yaml reads it, or not at all, whatever a few lines are put together of", () => {
    const part = fc.constantFrom(
      ...bits,
      "a: ",
      "b: 1\n",
      "  ",
      "\n- ",
      "{ a: 1 }",
      "[1, 2]",
      '"a"',
      "'b'",
      "# c\n",
      "# c",
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 14 }), (parts) => {
        const typed = `a: ${parts.join("")}\n`;
        const quick = quickDocument(typed);
        if (!quick) return;
        read++;
        expect(told(quick)).toEqual(asYaml(typed));
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(40);
  });
});

import fc from "fast-check";
import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { lineStarts } from "../../src/core/text/source.ts";
import { isContent, isMustache, isPath } from "../../src/template/ast.ts";
import { plainProgram } from "../../src/template/plain-tags.ts";

/** All that is looked at of a text whose tags print names: what stands where, in offsets. */
function told(source: string, { body }: hbs.AST.Program): unknown {
  const starts = lineStarts(source);
  const at = ({ line, column }: hbs.AST.Position) => (starts[line - 1] ?? 0) + column;
  return body.map((one) => {
    const place = ({ start, end }: hbs.AST.SourceLocation) => [at(start), at(end)];
    if (isContent(one)) return [one.type, place(one.loc), one.value];
    if (!isMustache(one) || !isPath(one.path)) return one.type;
    const { original, parts, depth, data, loc } = one.path;
    const more = one.params.length + (one.hash?.pairs.length ?? 0);
    return [one.type, place(one.loc), { original, parts, depth, data, at: place(loc), more }];
  });
}

describe("a text whose tags print names", () => {
  it("is read as Handlebars reads it, or not at all", () => {
    const bit = fc.constantFrom(
      "{{",
      "}}",
      "{",
      "}",
      " ",
      "\n",
      "收到",
      "a",
      "1",
      ".",
      "else",
      "this",
      "~",
      "\\",
      "{{ 依申请公开.本年新收 }}",
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 12 }), (bits) => {
        const source = bits.join("");
        const plain = plainProgram(source);
        if (!plain) return;
        read++;
        // Its places are columns of one line; those of Handlebars count lines.
        expect(told("", plain)).toEqual(told(source, Handlebars.parse(source)));
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  it("is left to Handlebars where a tag does more", () => {
    for (const source of [
      "{{#if a}}b{{/if}}",
      "{{sum a b}}",
      "{{{a}}}",
      "{{~a}}",
      "{{else}}",
      "{{a}}}",
      "{{a",
      "{{@key}}",
      "{{a/b}}",
    ]) {
      expect(plainProgram(source), source).toBeUndefined();
    }
  });
});

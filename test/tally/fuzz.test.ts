import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { decodeSource } from "../../src/tally/syntax/source.ts";
import { readWorkspace } from "../../src/tally/workspace.ts";
import { example } from "../support/example-tally.ts";
import { read } from "../support/read-example.ts";

/** Whatever is said points into the file. */
function sound(text: string, diagnostics: readonly Diagnostic[]): void {
  for (const { span, fix, related } of diagnostics) {
    for (const place of [span, fix?.span, ...related.map((one) => one.span)]) {
      if (!place) continue;
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.end).toBeLessThanOrEqual(text.length);
    }
  }
}

const marks = [
  "：",
  "，",
  "　",
  "\u00a0",
  "\t",
  "\n",
  "\r",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "#",
  "&a ",
  "*a",
  "!!x ",
  "|",
  ">",
  "- ",
  "---\n",
  "\\",
  "０",
  "无",
  "\u200b",
  "\ud800",
  "<<: ",
  "? ",
  ": ",
  "{{",
];

const edit = fc.record({
  at: fc.nat(example.length),
  cut: fc.nat(12),
  put: fc.oneof(fc.constantFrom(...marks), fc.string({ unit: "binary", maxLength: 6 })),
});

describe("reading never throws", () => {
  it("for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { value, diagnostics } = decodeSource("t.yaml", bytes);
        expect(value === undefined).toBe(diagnostics.length > 0);
        if (value) sound(value.text, read(value.text).diagnostics);
      }),
      { numRuns: 300 },
    );
  });

  it("for any text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...marks, "年度", "单位", "year"), fc.string({ maxLength: 5 }))),
        (parts) => {
          const text = parts.join("");
          const { value, diagnostics } = read(text);
          expect(value !== undefined || diagnostics.length > 0).toBe(true);
          sound(text, diagnostics);
          sound(text, readWorkspace({ file: "gov-report.yaml", text }, ".").diagnostics);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("for a tally with a few edits, and every span lies inside the file", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce(
          (whole, { at, cut, put }) => whole.slice(0, at) + put + whole.slice(at + cut),
          example,
        );
        const { value, diagnostics } = read(text);
        sound(text, diagnostics);
        if (!value) expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
        for (const cell of value?.cells.values() ?? []) expect(cell.span.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 600 },
    );
  });
});

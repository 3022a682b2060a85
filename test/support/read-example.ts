import type { Checked, Diagnostic } from "../../src/core/diagnostic.ts";
import type { Tally } from "../../src/core/tally.ts";
import { lineStarts, positionAt } from "../../src/core/text/source.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { editions } from "./editions.ts";
import { example } from "./example-tally.ts";

export function read(text: string): Checked<Tally> {
  return readTally({ file: "units/tally.yaml", text }, editions());
}

/** The example with one stretch of it put differently. */
export function changed(from: string, to: string, text: string = example): string {
  if (!text.includes(from)) throw new Error(`the example has no “${from}”`);
  return text.replace(from, () => to);
}

/** "GR131 １２" for each diagnostic: its code and the very text its caret stands under. */
export function found(text: string): string[] {
  return read(text).diagnostics.map((diagnostic) => shown(text, diagnostic));
}

export function shown(text: string, { code, span }: Diagnostic): string {
  return span ? `${code} ${text.slice(span.start, span.end)}` : code;
}

/** "GR131 6:9 １２": with line and column. */
export function placed(text: string, diagnostic: Diagnostic): string {
  if (!diagnostic.span) return diagnostic.code;
  const { line, column } = positionAt(lineStarts(text), diagnostic.span.start);
  return `${diagnostic.code} ${line}:${column} ${text.slice(diagnostic.span.start, diagnostic.span.end)}`;
}

/** The text with every safe fix made. */
export function mended(text: string): string {
  const fixes = read(text).diagnostics.flatMap(({ fix }) => (fix?.safe ? [fix] : []));
  return fixes
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((whole, { span, text: plain }) => whole.slice(0, span.start) + plain + whole.slice(span.end), text);
}

import { compareText } from "../core/diagnostic.ts";
import { type Trace, traceVersion } from "../core/trace.ts";

/** A trace as a file: sorted, one share a line, so that two of them can be compared by eye. */
export function traceText({ unit, year, edition, sha256: sum, parts, missing, cells }: Trace): string {
  const list = (items: readonly unknown[], indent: string): string =>
    items.length === 0
      ? "[]"
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(",\n")}\n${indent}]`;
  const byFile = (a: readonly unknown[], b: readonly unknown[]) =>
    compareText(String(a[0]), String(b[0])) || compareText(String(a[1]), String(b[1]));
  const entries = Object.entries(cells)
    .filter(([, shares]) => shares.length > 0)
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, shares]) => `    ${JSON.stringify(path)}: ${list(shares.toSorted(byFile), "    ")}`);
  const fields = [
    `"version": ${traceVersion}`,
    ...Object.entries({ unit, year, edition, sha256: sum }).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`),
    `"parts": ${list(parts.toSorted(byFile), "  ")}`,
    `"missing": ${list(missing.toSorted(compareText), "  ")}`,
    `"cells": {${entries.length === 0 ? "" : `\n${entries.join(",\n")}\n  `}}`,
  ];
  return `{\n${fields.map((field) => `  ${field}`).join(",\n")}\n}\n`;
}

import { compareText } from "../core/diagnostic.ts";
import { type Trace, type TracedShare, traceVersion } from "../core/trace.ts";

/** A trace that is made while it is written. */
export interface TraceDraft extends Omit<Trace, "cells"> {
  readonly cells: ReadonlyMap<string, Iterable<TracedShare>>;
}

/** A trace as a file, in pieces: sorted, one share a line, so that two of them can be compared by eye. */
export function* tracePieces({
  unit,
  year,
  edition,
  sha256: sum,
  parts,
  missing,
  cells,
}: TraceDraft): Generator<string> {
  const list = (items: readonly unknown[], indent: string): string =>
    items.length === 0
      ? "[]"
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(",\n")}\n${indent}]`;
  const byFile = (a: readonly unknown[], b: readonly unknown[]) =>
    compareText(String(a[0]), String(b[0])) || compareText(String(a[1]), String(b[1]));
  const fields = [
    `"version": ${traceVersion}`,
    ...Object.entries({ unit, year, edition, sha256: sum }).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`),
    `"parts": ${list(parts.toSorted(byFile), "  ")}`,
    `"missing": ${list(missing.toSorted(compareText), "  ")}`,
  ];
  yield `{\n${fields.map((field) => `  ${field}`).join(",\n")},\n  "cells": {`;
  let before = "\n";
  for (const path of [...cells.keys()].sort(compareText)) {
    const shares = [...(cells.get(path) ?? [])].sort(byFile);
    if (shares.length === 0) continue;
    yield `${before}    ${JSON.stringify(path)}: ${list(shares, "    ")}`;
    before = ",\n";
  }
  yield before === "\n" ? "}\n}\n" : "\n  }\n}\n";
}

import { type DocumentSymbol, type FoldingRange, SymbolKind } from "vscode-languageserver/node";
import type { Edition } from "../core/form/edition.ts";
import { findKey } from "../core/form/keys.ts";
import { type OutlineEntry, outlineOf } from "../tally/syntax/cursor.ts";
import type { Desk, OpenFile } from "./desk.ts";

/** Sections, tables and rows of a file; single columns are too many to go by. */
const deepest = 4;

/** The parts of a file, each with what the form prints for it. */
export function symbolsOf(file: OpenFile, edition: Edition | undefined, desk: Desk): readonly DocumentSymbol[] {
  const symbols = (entries: readonly OutlineEntry[], above: readonly string[]): DocumentSymbol[] =>
    entries.flatMap(({ key, start, end, children }): readonly DocumentSymbol[] => {
      if (key.written.trim() === "") return [];
      const keys = [...above, key.written];
      const node = edition && findKey(edition.keys, keys);
      const label = node?.label ?? sectionHeading(keys, edition);
      return [
        {
          name: key.written,
          ...(label !== undefined && label !== key.written && { detail: label }),
          kind: children.length > 0 ? SymbolKind.Namespace : node ? SymbolKind.Number : SymbolKind.Field,
          range: desk.rangeIn(file, start, end),
          selectionRange: desk.rangeIn(file, key.start, key.end),
          children: keys.length < deepest && node?.kind !== "row" ? symbols(children, keys) : [],
        },
      ];
    });
  return symbols(outlineOf(file.text), []);
}

function sectionHeading(keys: readonly string[], edition: Edition | undefined): string | undefined {
  const last = keys.at(-1);
  return keys.length === 2
    ? edition?.sections.find(({ id, name, prose }) => prose && (id === last || name === last))?.heading
    : undefined;
}

/** Whatever takes several lines can be folded to its first. */
export function foldingOf(file: OpenFile, desk: Desk): readonly FoldingRange[] {
  const ranges = (entries: readonly OutlineEntry[]): FoldingRange[] =>
    entries.flatMap(({ start, end, children }) => {
      const range = desk.rangeIn(file, start, end);
      const own = range.end.line > range.start.line ? [{ startLine: range.start.line, endLine: range.end.line }] : [];
      return [...own, ...ranges(children)];
    });
  return ranges(outlineOf(file.text));
}

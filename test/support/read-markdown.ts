import type { Layout } from "../../src/core/form/laid-table.ts";

/** The figures of a report in Markdown as they are printed, by the path of their cell. */
export type Printed = ReadonlyMap<string, string>;

/** Reads back the tables of a report; each layout is found in its turn. */
export function readMarkdown(markdown: string, layouts: readonly Layout[], style: "pipe" | "html"): Printed {
  const tables = style === "pipe" ? pipeTables(markdown) : htmlTables(markdown);
  if (tables.length !== layouts.length) throw new Error(`${tables.length} tables for ${layouts.length}`);
  return new Map(layouts.flatMap((layout, i) => readTable(layout, tables[i]!, style)));
}

type Grid = readonly (readonly string[])[];

function readTable(layout: Layout, grid: Grid, style: "pipe" | "html"): readonly (readonly [string, string])[] {
  const rows = layout.rows.map((row) => row.cells.flatMap(({ path }) => path ?? []));
  if (style === "html") return rows.flatMap((paths, r) => pair(paths, grid[r]!.slice(grid[r]!.length - paths.length)));
  const body = rows.filter((paths) => paths.length > 0);
  if (layout.labelColumns === 0) {
    // One row of the form stands as a table of its own: its groups below one another.
    const paths = body.flat();
    const figures = grid.slice(1).flatMap((line) => line.slice(1));
    return pair(paths, figures);
  }
  const saved = headLinesSaved(layout);
  const bodyLines = grid.filter((_, i) => !layout.rows[i + saved]?.header);
  return layout.rows
    .filter(({ header }) => !header)
    .flatMap(({ cells }, r) => {
      // Beside the figures an outline has words of its own: the measure, or —— on the line of a heading.
      const printed = cells.filter(({ kind }) => kind !== "label");
      const texts = bodyLines[r]!.slice(1, 1 + printed.length);
      const figures = texts.filter((_, i) => printed[i]?.path !== undefined);
      return pair(
        printed.flatMap(({ path }) => path ?? []),
        figures,
      );
    });
}

/** A deep head is one line in a pipe table. */
function headLinesSaved(layout: Layout): number {
  const corner = layout.rows[0]?.cells[0];
  return corner?.kind === "corner" ? corner.rowSpan - 1 : 0;
}

function pair(paths: readonly string[], figures: readonly string[]): readonly (readonly [string, string])[] {
  if (figures.length < paths.length) throw new Error(`${paths[0]}: ${figures.length} cells for ${paths.length}`);
  return paths.map((path, i) => [path, figures[i]!] as const);
}

function pipeTables(markdown: string): readonly Grid[] {
  return markdown
    .split("\n\n")
    .filter((block) => /^\|.*\n\| ---/.test(block))
    .map((block) =>
      block
        .trim()
        .split("\n")
        .filter((_, i) => i !== 1)
        .map(pipeCells),
    );
}

function pipeCells(line: string): readonly string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replace(/\\([!-/:-@[-`{-~])/g, "$1"));
}

function htmlTables(markdown: string): readonly Grid[] {
  return [...markdown.matchAll(/<table>\n([\s\S]*?)<\/table>/g)].map(([, rows = ""]) =>
    rows
      .trim()
      .split("\n")
      .map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, text = ""]) => text)),
  );
}

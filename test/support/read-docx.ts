import mammoth from "mammoth";
import type { Layout } from "../../src/core/form/laid-table.ts";

/** The figures of a Word file by the path of their cell, read by a library that has never seen how we write. */
export async function readDocx(bytes: Uint8Array, layouts: readonly Layout[]): Promise<ReadonlyMap<string, string>> {
  const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const tables = [...html.matchAll(/<table>([\s\S]*?)<\/table>/g)].map((match) => gridOf(match[1] ?? ""));
  if (tables.length !== layouts.length) throw new Error(`${tables.length} tables for ${layouts.length}`);
  return new Map(layouts.flatMap((layout, i) => figuresOf(layout, tables[i] ?? [])));
}

/** A table as rows of columns, each cell's text at its upper left corner. */
function gridOf(html: string): readonly (readonly (string | undefined)[])[] {
  const grid: (string | undefined)[][] = [];
  const taken: boolean[][] = [];
  [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].forEach((row, y) => {
    let x = 0;
    for (const [, attributes = "", content = ""] of (row[1] ?? "").matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)) {
      while (taken[y]?.[x]) x++;
      const span = (name: string) => Number(new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? 1);
      for (let dy = 0; dy < span("rowspan"); dy++) {
        for (let dx = 0; dx < span("colspan"); dx++) {
          taken[y + dy] ??= [];
          taken[y + dy]![x + dx] = true;
        }
      }
      grid[y] ??= [];
      grid[y]![x] = content.replace(/<[^>]+>/g, "");
      x += span("colspan");
    }
  });
  return grid;
}

function figuresOf(layout: Layout, grid: readonly (readonly (string | undefined)[])[]): readonly [string, string][] {
  if (grid.length !== layout.rows.length) throw new Error(`${layout.table}: ${grid.length} rows`);
  return layout.rows.flatMap((row, y) =>
    row.cells.flatMap(({ path, column }): [string, string][] =>
      path ? [[path, grid[y]?.[column] ?? "(nothing)"]] : [],
    ),
  );
}

import type { Edition } from "../../core/form/edition.ts";
import type { RowFigures } from "../../draw/summary-sheet.ts";

/** Where the cells of a form stand in a row of numbers. */
const columns = new WeakMap<Edition, ReadonlyMap<string, number>>();

/** What stands for a blank among whole numbers, which no figure is. */
const blank = -(2 ** 31);

/** The same in little room: a run may have tens of thousands of rows, most of whose figures are small. */
export function compactFigures(figures: ReadonlyMap<string, number | string>, edition: Edition): RowFigures {
  const places = columns.get(edition) ?? new Map(edition.cells.map(({ path }, i) => [path, i]));
  columns.set(edition, places);
  const [numbers, others] = [new Int32Array(places.size).fill(blank), new Map<string, number | string>()];
  for (const [path, figure] of figures) {
    const at = places.get(path);
    if (at !== undefined && typeof figure === "number" && (figure | 0) === figure && figure > blank)
      numbers[at] = figure;
    else others.set(path, figure);
  }
  const get = (path: string): number | string | undefined => {
    const number = numbers[places.get(path) ?? -1] ?? blank;
    return number === blank ? others.get(path) : number;
  };
  return { get, has: (path) => get(path) !== undefined };
}

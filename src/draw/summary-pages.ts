import type { OfficeParts } from "./normalise.ts";

/** How a sheet that is many pages wide is printed: where a page begins, and how small it has to be. */
export interface PageBreaks {
  /** Columns, from 1, before which a page ends. */
  readonly after: readonly number[];
  /** Per cent. */
  readonly scale: number;
}

/**
 * Millimetres that a digit takes, by which columns are measured, and that are free between the margins of a sheet of A4 on its
 * side. A digit of 宋体 11 has 8 dots; where that is not installed, what stands in for it has up to 9⅓.
 */
const digit = (9.33 / 96) * 25.4;
const free = 297 - 2 * 15;
/** What is a hair too wide would end on a page of its own. */
const slack = 0.99;

/**
 * Pages of a wide sheet: on each, the first columns again and as many others as fit; a group is kept together where it can be.
 * `group` names what a column belongs to, `repeated` are the widths of the columns that stand on every page.
 */
export function breakPages(
  columns: readonly { readonly width: number; readonly group: string }[],
  repeated: number,
  room: number,
): PageBreaks {
  const fixed = columns.slice(0, repeated).reduce((sum, { width }) => sum + width, 0);
  const after: number[] = [];
  let used = fixed;
  for (let at = repeated; at < columns.length; ) {
    const group = columns[at]?.group;
    let end = at;
    let width = 0;
    while (end < columns.length && columns[end]?.group === group && fixed + width < room) {
      width += columns[end]?.width ?? 0;
      end++;
    }
    if (used + width > room && used > fixed) {
      after.push(at);
      used = fixed;
    }
    used += width;
    at = end;
  }
  const widthOf = (from: number, to: number) => columns.slice(from, to).reduce((sum, { width }) => sum + width, fixed);
  joinOrphans(after, columns, (from, to) => widthOf(from, to) <= room);
  return { after, scale: Math.floor(((free * slack) / (room * digit)) * 100) };
}

/** A page has at least so many columns of its own, where the page before can spare them. */
const fewest = 3;

/** A page of one or two columns gets the group before it as well: a heading over one column says nothing. */
function joinOrphans(
  after: number[],
  columns: readonly { readonly group: string }[],
  fits: (from: number, to: number) => boolean,
): void {
  for (let page = after.length - 1; page >= 0; page--) {
    const [before = 0, from = 0, to = columns.length] = [after[page - 1], after[page], after[page + 1]];
    if (to - from >= fewest) continue;
    let begin = from - 1;
    while (begin > before && columns[begin]?.group === columns[begin - 1]?.group) begin--;
    if (begin - before >= fewest && fits(begin, to)) after[page] = begin;
  }
}

/** `exceljs` knows breaks between rows only. */
export function putBreaks(parts: OfficeParts, name: string, { after }: PageBreaks): void {
  const sheet = parts.get(name);
  if (sheet === undefined || after.length === 0) return;
  const breaks = after.map((id) => `<brk id="${id}" max="1048575" man="1"/>`).join("");
  const list = `<colBreaks count="${after.length}" manualBreakCount="${after.length}">${breaks}</colBreaks>`;
  parts.set(name, sheet.replace("</headerFooter>", `</headerFooter>${list}`));
}

/** A cell of a sheet, row and column from 1. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** 3 → C */
export function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

export function cellName({ row, column }: CellPosition): string {
  return `${columnName(column)}${row}`;
}

/** The sum of some cells as a short formula: cells side by side or under one another become one SUM. */
export function sumFormula(cells: readonly CellPosition[]): string {
  const across = runsOf(cells, "row", "column");
  const down = runsOf(cells, "column", "row");
  const shorter = across.length <= down.length ? across : down;
  return shorter.map((run) => (run.length === 1 ? rangeName(run) : `SUM(${rangeName(run)})`)).join("+");
}

/** Cells that share a line and follow one another along it: each run of them, in order. */
export function runsOf(
  cells: readonly CellPosition[],
  line: keyof CellPosition,
  along: keyof CellPosition,
): readonly (readonly CellPosition[])[] {
  const sorted = [...cells].sort((a, b) => a[line] - b[line] || a[along] - b[along]);
  const found: CellPosition[][] = [];
  for (const cell of sorted) {
    const run = found.at(-1);
    const last = run?.at(-1);
    if (run && last && last[line] === cell[line] && last[along] + 1 === cell[along]) run.push(cell);
    else found.push([cell]);
  }
  return found;
}

/** B5, or B5:D5. */
export function rangeName(run: readonly CellPosition[]): string {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return "";
  return run.length === 1 ? cellName(first) : `${cellName(first)}:${cellName(last)}`;
}

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
  const across = runs(cells, "row", "column");
  const down = runs(cells, "column", "row");
  return (across.length <= down.length ? across : down).join("+");
}

/** Cells that share a line and follow one another along it, as ranges. */
function runs(cells: readonly CellPosition[], line: keyof CellPosition, along: keyof CellPosition): readonly string[] {
  const sorted = [...cells].sort((a, b) => a[line] - b[line] || a[along] - b[along]);
  const found: CellPosition[][] = [];
  for (const cell of sorted) {
    const run = found.at(-1);
    const last = run?.at(-1);
    if (run && last && last[line] === cell[line] && last[along] + 1 === cell[along]) run.push(cell);
    else found.push([cell]);
  }
  return found.map((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) return "";
    return run.length === 1 ? cellName(first) : `SUM(${cellName(first)}:${cellName(last)})`;
  });
}

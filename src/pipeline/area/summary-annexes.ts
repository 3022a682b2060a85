import type { Edition } from "../../core/form/edition.ts";
import { findKey } from "../../core/form/keys.ts";
import { measureWords } from "../../core/form/words.ts";
import { mainFigures } from "../../draw/cover.ts";
import type { SummaryAnnex } from "../../draw/summary-annex.ts";
import type { SummaryRow } from "../../draw/summary-sheet.ts";

/** The tables of a few figures that units have filled, numbered in the edition's order. */
export function annexesOf(
  edition: Edition,
  rows: readonly SummaryRow[],
  totals: ReadonlyMap<string, number | string>,
): readonly SummaryAnnex[] {
  const annexes: SummaryAnnex[] = [];
  for (const { title, group, rate } of edition.summaryTables) {
    const node = findKey(edition.keys, ["activity", ...group.split(".")]);
    if (!node) continue;
    const columns = node.children.map(({ path, name }) => ({ path, name }));
    const shown = rowsOf(rows, columns);
    if (shown.length === 0) continue;
    const [first] = node.children;
    annexes.push({
      name: tab(`附表${annexes.length + 1} ${node.name}`),
      ...{ title: `附表${annexes.length + 1}　${title}`, measure: measureWords[first?.measure ?? "count"] },
      ...{ columns, rows: shown, totals, line: (row) => ({ ...named(row), note: lacking(row, columns) }) },
      ...(rate && { rate: { ...rate, part: `${node.path}.${rate.part}`, whole: `${node.path}.${rate.whole}` } }),
    });
  }
  return annexes;
}

/** 主要数据: the figures people look for first, a line a unit, on one page. Amounts are added up in 元. */
export function mainFiguresOf(
  edition: Edition,
  rows: readonly SummaryRow[],
  totals: ReadonlyMap<string, number | string>,
): SummaryAnnex {
  const columns = mainFigures(edition).map(({ label, path, measure }) => ({
    path,
    name: label.includes("单位：") ? label : `${label}（${measureWords[measure]}）`,
  }));
  const line: SummaryAnnex["line"] = (row) => ({ ...named(row), note: row.figures ? "" : row.state });
  return { name: "主要数据", title: "主要数据", columns, rows, totals, line };
}

/** A sheet's name as Excel takes it: so long, and none of these. */
function tab(name: string): string {
  return name.replace(/[/\\:*?[\]]/g, "").slice(0, 31);
}

/**
 * The units that gave a figure; and by name those of the same kinds that did not, for they may have forgotten it. A department
 * is not asked for village stations where no department has any.
 */
function rowsOf(rows: readonly SummaryRow[], columns: SummaryAnnex["columns"]): readonly SummaryRow[] {
  const gives = ({ figures }: SummaryRow) => columns.some(({ path }) => figures?.has(path));
  const kinds = new Set(rows.filter(gives).map(({ kind }) => kind));
  return kinds.size === 0 ? [] : rows.filter(({ kind }) => kinds.has(kind) || kind === "");
}

function named({ name, figures, file }: SummaryRow): Pick<SummaryRow, "name" | "figures"> {
  return { name: name || file, figures };
}

function lacking({ figures, state }: SummaryRow, columns: SummaryAnnex["columns"]): string {
  if (!figures) return state;
  const without = columns.filter(({ path }) => !figures.has(path));
  if (without.length === 0) return "";
  return without.length === columns.length ? "未填" : `缺${without.map((one) => one.name).join("、")}`;
}

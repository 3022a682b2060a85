import type { ComparedCell, ComparedFigure, ComparedTally, Comparison, LoneCell } from "../core/comparison.ts";
import type { Text } from "../core/diagnostic.ts";
import { figureWords } from "../core/text/money.ts";
import { toJson } from "./data.ts";
import type { Style } from "./style.ts";
import { columns, pad, visible } from "./width.ts";

export interface ComparisonOptions {
  readonly lang: keyof Text;
  /** Also what is the same. */
  readonly all: boolean;
}

/** For people: figures under one another, texts with - and + before what only one has. */
export function prettyComparison(comparison: Comparison, options: ComparisonOptions, style: Style): string {
  const { lang, all } = options;
  const lines = [style("bold", title(comparison, lang))];
  for (const { section, rows } of tables(comparison, options)) {
    lines.push("", style("bold", visible(section)), ...aligned(rows, ["left", "right", "right", "right", "right"]));
  }
  const lone = loneRows(comparison, options);
  if (lone.length > 0) lines.push("", style("bold", words.lone[lang]));
  // The reason once, above the figures it holds for.
  for (const reason of new Set(lone.map((cells) => cells[3] ?? ""))) {
    const rows = lone.filter((cells) => (cells[3] ?? "") === reason).map((cells) => cells.slice(0, 3));
    lines.push(`  ${reason === "" ? words.new[lang] : reason}`);
    lines.push(...aligned(rows, ["left", "left", "right"]).map((line) => `  ${line}`));
  }
  for (const { heading, same, pieces } of comparison.texts) {
    if (same && !all) continue;
    lines.push("", style("bold", visible(heading)));
    for (const piece of pieces) {
      const text = visible(piece.text);
      if (piece.in === "a") lines.push(style("red", `- ${text}`));
      else if (piece.in === "b") lines.push(style("green", `+ ${text}`));
      else if (all) lines.push(`  ${text}`);
    }
  }
  if (comparison.same) lines.push("", words.same[lang]);
  return lines.join("\n");
}

/** The same as Markdown: a table a section, texts as fenced differences. */
export function markdownComparison(comparison: Comparison, options: ComparisonOptions): string {
  const { lang, all } = options;
  const lines = [`# ${escaped(title(comparison, lang))}`];
  const { a, b } = comparison;
  const head = [
    words.cell[lang],
    columnName(a, b, "a", lang),
    columnName(a, b, "b", lang),
    words.change[lang],
    words.rate[lang],
  ];
  for (const { section, rows } of tables(comparison, options)) {
    lines.push("", `## ${escaped(section)}`, "", row(head), "| --- | ---: | ---: | ---: | ---: |", ...rows.map(row));
  }
  const lone = loneRows(comparison, options);
  if (lone.length > 0) {
    const names = [words.cell[lang], words.side[lang], words.figure[lang], words.why[lang]];
    lines.push("", `## ${words.lone[lang]}`, "", row(names), "| --- | --- | ---: | --- |", ...lone.map(row));
  }
  for (const { heading, same, pieces } of comparison.texts) {
    if (same && !all) continue;
    const shown = pieces.filter((piece) => all || piece.in !== "both");
    const marks = { a: "- ", b: "+ ", both: "  " };
    const fence = "`".repeat(Math.max(3, ...pieces.map(({ text }) => longestRun(text) + 1)));
    lines.push("", `## ${escaped(heading)}`, "", `${fence}diff`);
    lines.push(...shown.map((piece) => marks[piece.in] + visible(piece.text)), fence);
  }
  if (comparison.same) lines.push("", words.same[lang]);
  return lines.join("\n");
}

/** The version of the shape below. Entries may be added to a version; none is renamed, removed or given another meaning. */
const schemaVersion = 1;

export function jsonComparison(comparison: Comparison, { all }: Pick<ComparisonOptions, "all">): string {
  const { cells, texts, ...rest } = comparison;
  return toJson({
    schemaVersion,
    ...rest,
    cells: cells.filter(({ same }) => all || !same),
    texts: texts.filter(({ same }) => all || !same),
  });
}

const words = {
  lone: { zh: "另一份的格式里没有的", en: "without a counterpart in the other form" },
  same: { zh: "没有不同", en: "no differences" },
  cell: { zh: "项目", en: "cell" },
  change: { zh: "增减", en: "change" },
  rate: { zh: "幅度", en: "rate" },
  side: { zh: "哪一份", en: "in" },
  figure: { zh: "数", en: "figure" },
  why: { zh: "说明", en: "why" },
  blank: { zh: "（未填）", en: "(not given)" },
  new: { zh: "只有这一份的格式里有", en: "only this form has it" },
  similar: { zh: "（统计口径相近）", en: " (counted nearly alike)" },
} as const satisfies Record<string, Text>;

function title({ a, b }: Comparison, lang: keyof Text): string {
  const alike = a.unit === b.unit && a.year === b.year && a.edition === b.edition;
  const side = ({ unit, year, edition, form, file }: ComparedTally) => {
    const about = alike ? file : lang === "zh" ? form : `form of ${edition}`;
    return visible(lang === "zh" ? `${unit}${year}年（${about}）` : `${unit} ${year} (${about})`);
  };
  return `${side(a)} → ${side(b)}`;
}

/** The year, or the file where both are of one year. */
function columnName(a: ComparedTally, b: ComparedTally, which: "a" | "b", lang: keyof Text): string {
  const { year, file } = which === "a" ? a : b;
  if (a.year === b.year) return file;
  return lang === "zh" ? `${year}年` : String(year);
}

interface Table {
  readonly section: string;
  /** Cell, figure, figure, change, rate. */
  readonly rows: readonly (readonly string[])[];
}

function tables({ cells }: Comparison, { lang, all }: ComparisonOptions): readonly Table[] {
  const shown = cells.filter(({ same }) => all || !same);
  const sections = [...new Set(shown.map(({ section }) => section))];
  return sections.map((section) => ({
    section,
    rows: shown.filter((cell) => cell.section === section).map((cell) => rowOf(cell, lang)),
  }));
}

function rowOf({ name, measure, a, b, change, rate, similar }: ComparedCell, lang: keyof Text): readonly string[] {
  const label = lang === "zh" ? name.zh.split(" · ").slice(1).join(" · ") : name.en;
  const size = change === undefined ? "" : figureWords(change, measure);
  const sign = change !== undefined && change > 0 ? `+${size}` : size;
  return [
    visible(label) + (similar ? words.similar[lang] : ""),
    figure(a, lang),
    figure(b, lang),
    sign,
    change === 0 ? "" : (rate ?? ""),
  ];
}

function loneRows({ lone, a, b }: Comparison, { lang }: ComparisonOptions): readonly (readonly string[])[] {
  return lone.map(({ side, name, figure: own, says }: LoneCell) => [
    visible(name[lang]),
    columnName(a, b, side, lang),
    figure(own, lang),
    says?.[lang] ?? "",
  ]);
}

function figure({ text }: ComparedFigure, lang: keyof Text): string {
  return text === undefined ? words.blank[lang] : visible(text);
}

/** Cells of one column under one another; 汉 takes two columns. */
function aligned(rows: readonly (readonly string[])[], sides: readonly ("left" | "right")[]): readonly string[] {
  const widths = sides.map((_, i) => Math.max(0, ...rows.map((cells) => columns(cells[i] ?? ""))));
  return rows.map((cells) =>
    `  ${sides
      .map((side, i) => {
        const cell = cells[i] ?? "";
        const width = widths[i] ?? 0;
        return side === "left" ? pad(cell, width) : " ".repeat(Math.max(0, width - columns(cell))) + cell;
      })
      .join("  ")}`.trimEnd(),
  );
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(" | ")} |`;
}

function escaped(text: string): string {
  return text.replace(/[\\|`*_[\]<>#]/g, (mark) => `\\${mark}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

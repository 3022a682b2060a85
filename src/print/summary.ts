import { type Code, type Diagnostic, hasErrors, kindOf, type Text } from "../core/diagnostic.ts";
import { byRank, type Counts, type Item, type Run } from "./findings.ts";
import { columns, pad, visible } from "./width.ts";
import { acceptance, kindNames } from "./words.ts";

/** The bytes that GitHub takes for the summary of one step. */
export const summaryLimit: number = 1024 * 1024;

/** The findings of a run as a Markdown table, the worst first; what does not fit into `room` bytes is counted. */
export function summaryReport(run: Run, lang: keyof Text, room: number = summaryLimit): string {
  const items = byRank(run);
  const said = run.failure ? `**gov-report: ${cell(run.failure.message[lang])}**` : countsInWords(run.counts)[lang];
  const head = [`### gov-report`, "", said, ""];
  if (items.length > 0) {
    head.push(
      lang === "zh" ? "| 级别 | 规则 | 位置 | 问题 |" : "| kind | rule | place | finding |",
      "| --- | --- | --- | --- |",
    );
  }
  const lines = [...head];
  // Kept free for the line that counts what is left out.
  let spare = room - bytes(head.join("\n")) - 200;
  for (const [i, item] of items.entries()) {
    const line = row(item, lang);
    spare -= bytes(line) + 1;
    if (spare < 0) {
      const rest = items.length - i;
      lines.push(
        "",
        lang === "zh" ? `另有 ${rest} 条放不下，没有列出。` : `${rest} more do not fit and are not listed.`,
      );
      break;
    }
    lines.push(line);
  }
  const text = `${lines.join("\n")}\n`;
  return bytes(text) <= room ? text : "";
}

/** The counts of a run in one line. */
export function countsInWords({ units, failed, error, warning, waived, notEvaluated, fault }: Counts): Text {
  return {
    zh: `核对 ${units} 份：${units - failed} 份通过，${failed} 份有误；${foundInWords({ error, warning, waived, notEvaluated, fault }).zh}`,
    en: `${units} checked: ${units - failed} valid, ${failed} not; ${foundInWords({ error, warning, waived, notEvaluated, fault }).en}`,
  };
}

/** Errors, warnings, what was waived and what could not be evaluated: each counted by itself. */
export function foundInWords({
  error,
  warning,
  waived,
  notEvaluated,
  fault,
}: Omit<Counts, "units" | "failed" | "info">): Text {
  return {
    zh: `错误 ${error}，警告 ${warning}，已豁免 ${waived}，未能核对 ${notEvaluated}${fault > 0 ? `，程序故障 ${fault}` : ""}`,
    en: `errors ${error}, warnings ${warning}, waived ${waived}, not evaluated ${notEvaluated}${fault > 0 ? `, faults of ours ${fault}` : ""}`,
  };
}

function row(item: Item, lang: keyof Text): string {
  const { start } = item.place ?? {};
  const place = `${item.place?.file ?? item.file}${start ? `:${start.line}:${start.column}` : ""}`;
  const said = [item.message[lang], item.help?.[lang] ?? "", acceptance(item, lang)].filter((text) => text !== "");
  const cells = [kindNames[kindOf(item)][lang], item.code, place, ...[said.join(" — ")]];
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** Text for a Markdown cell, as it is: no mark-up, no links, no line breaks of a stranger's. */
function cell(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]#~|!@]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\bhttps?:/gi, (scheme) => `${scheme.slice(0, -1)}&#58;`);
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** How often each code was found in a batch. */
export class CodeCounts {
  readonly #counts = new Map<Code, { errors: number; warnings: number }>();

  add(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      if (diagnostic.state === "waived" || diagnostic.state === "notEvaluated" || diagnostic.severity === "info")
        continue;
      const counts = this.#counts.get(diagnostic.code) ?? { errors: 0, warnings: 0 };
      if (hasErrors([diagnostic])) counts.errors++;
      else counts.warnings++;
      this.#counts.set(diagnostic.code, counts);
    }
  }

  /** A line for each code with what it stands for, the most frequent errors first; none where nothing was found. */
  lines(lang: keyof Text, nameOf: (code: Code) => Text | undefined): readonly string[] {
    const rows = [...this.#counts].sort(
      ([a, x], [b, y]) => y.errors - x.errors || y.warnings - x.warnings || (a < b ? -1 : 1),
    );
    const words = lang === "zh" ? ["错误", "警告"] : ["errors", "warnings"];
    const cells = rows.map(([code, { errors, warnings }]) => [
      ...[`  ${code}`, `${words[0]} ${errors}`, `${words[1]} ${warnings}`],
      nameOf(code)?.[lang] ?? "",
    ]);
    const widths = [0, 1, 2].map((i) => Math.max(0, ...cells.map((row) => columns(row[i] ?? ""))));
    return cells.map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import { hasErrors } from "../core/diagnostic.ts";
import { columns, pad } from "./width.ts";

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

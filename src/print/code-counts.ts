import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import { hasErrors } from "../core/diagnostic.ts";

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

  /** A line for each code, the most frequent errors first; none where nothing was found. */
  lines(lang: keyof Text): readonly string[] {
    const rows = [...this.#counts].sort(
      ([a, x], [b, y]) => y.errors - x.errors || y.warnings - x.warnings || (a < b ? -1 : 1),
    );
    const words = lang === "zh" ? ["错误", "警告"] : ["errors", "warnings"];
    return rows.map(([code, { errors, warnings }]) => `  ${code}  ${words[0]} ${errors}  ${words[1]} ${warnings}`);
  }
}

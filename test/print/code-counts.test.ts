import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { CodeCounts } from "../../src/print/summary.ts";

const found = (code: Diagnostic["code"], more: Partial<Diagnostic> = {}): Diagnostic => ({
  ...{ code, severity: "error", message: { zh: "", en: "" }, file: "a.yaml", related: [] },
  ...more,
});

it("counts each code, the most frequent errors first; what is waived or a note is not counted", () => {
  const counts = new CodeCounts();
  expect(counts.lines("zh", () => undefined)).toEqual([]);
  counts.add([found("GR301", { severity: "warning" }), found("GR201"), found("GR202", { state: "waived" })]);
  counts.add([found("GR201"), found("GR346", { severity: "info" }), found("GR202")]);
  const names = (code: string) => (code === "GR201" ? { zh: "收支不平", en: "unbalanced" } : undefined);
  counts.add(Array.from({ length: 10 }, () => found("GR201")));
  expect(counts.lines("zh", names)).toEqual([
    "  GR201  错误 12  警告 0  收支不平",
    "  GR202  错误 1   警告 0",
    "  GR301  错误 0   警告 1",
  ]);
  expect(counts.lines("en", names)[0]).toBe("  GR201  errors 12  warnings 0  unbalanced");
});

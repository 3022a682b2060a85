import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { CodeCounts } from "../../src/print/code-counts.ts";

const found = (code: Diagnostic["code"], more: Partial<Diagnostic> = {}): Diagnostic => ({
  ...{ code, severity: "error", message: { zh: "", en: "" }, file: "a.yaml", related: [] },
  ...more,
});

it("counts each code, the most frequent errors first; what is waived or a note is not counted", () => {
  const counts = new CodeCounts();
  expect(counts.lines("zh")).toEqual([]);
  counts.add([found("GR301", { severity: "warning" }), found("GR201"), found("GR202", { state: "waived" })]);
  counts.add([found("GR201"), found("GR346", { severity: "info" }), found("GR202")]);
  expect(counts.lines("zh")).toEqual(["  GR201  错误 2  警告 0", "  GR202  错误 1  警告 0", "  GR301  错误 0  警告 1"]);
  expect(counts.lines("en")[0]).toBe("  GR201  errors 2  warnings 0");
});

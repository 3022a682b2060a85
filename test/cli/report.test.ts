import { describe, expect, it } from "vitest";
import { Counter } from "../../src/cli/report.ts";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { FileError } from "../../src/core/errors.ts";
import { failedResult, refusedUnit, troubleOf, type UnitResult } from "../../src/pipeline/unit/unit-result.ts";

const words = { zh: "有误", en: "wrong" };
const finding: Diagnostic = { code: "GR202", severity: "error", message: words, file: "a.yaml", related: [] };
const valid: UnitResult = {
  file: "a.yaml",
  diagnostics: [],
  sources: [],
  status: "valid",
  outputs: [],
  superseded: [],
};

function counted(...results: readonly UnitResult[]): Counter {
  const counter = new Counter([]);
  for (const result of results) counter.add(result);
  return counter;
}

describe("the exit status and the last line", () => {
  it.each([
    ["nothing found", valid, 0, "错误 0，警告 0，已豁免 0，未能核对 0"],
    ["an error", refusedUnit({ ...valid, diagnostics: [finding] }), 1, "错误 1，警告 0，已豁免 0，未能核对 0"],
    [
      "a waived error",
      { ...valid, diagnostics: [{ ...finding, state: "waived" }] },
      0,
      "错误 0，警告 0，已豁免 1，未能核对 0",
    ],
    [
      "a check that lacked an input",
      { ...valid, diagnostics: [{ ...finding, severity: "info", state: "notEvaluated" }] },
      0,
      "错误 0，警告 0，已豁免 0，未能核对 1",
    ],
    [
      "a check that broke",
      refusedUnit({ ...valid, diagnostics: [{ ...finding, state: "fault" }] }),
      70,
      "错误 0，警告 0，已豁免 0，未能核对 0，程序故障 1",
    ],
    ["a fault elsewhere", failedResult(valid, new Error("x")), 70, "错误 0，警告 0，已豁免 0，未能核对 0，程序故障 1"],
    [
      "a file that cannot be written",
      failedResult(valid, new FileError("a", words)),
      3,
      "错误 1，警告 0，已豁免 0，未能核对 0",
    ],
  ] as const)("%s", (_name, result, status, line) => {
    const counter = counted(result);
    expect(counter.status()).toBe(status);
    expect(counter.checked().zh.split("；")[1]).toBe(line);
  });

  it("one fault of ours outweighs everything else, in any order", () => {
    const broken: UnitResult = refusedUnit({ ...valid, diagnostics: [{ ...finding, state: "fault" }] });
    const wrong: UnitResult = refusedUnit({ ...valid, diagnostics: [finding] });
    expect(counted(broken, wrong, valid).status()).toBe(70);
    expect(counted(valid, wrong, broken).status()).toBe(70);
  });
});

describe("a tally that could not be checked", () => {
  it("is a finding to programs, and names its file", () => {
    const [fault] = troubleOf(failedResult(valid, new Error("x is undefined")));
    expect(fault).toMatchObject({ code: "GR000", severity: "error", state: "fault", file: "a.yaml" });
    expect(fault?.message.en).toContain("x is undefined");
    const [failure] = troubleOf(failedResult(valid, new FileError("b.yaml", words)));
    expect(failure).toMatchObject({ code: "GR100", severity: "error", file: "b.yaml", message: words });
    expect(troubleOf(valid)).toEqual([]);
  });
});

describe("a tally that is refused", () => {
  it("has a reason: its errors, else its warnings, else it is a fault of ours", () => {
    const warning: Diagnostic = { ...finding, severity: "warning" };
    expect(refusedUnit({ ...valid, diagnostics: [warning, finding] }).reasons).toEqual([finding]);
    expect(refusedUnit({ ...valid, diagnostics: [warning] }).reasons).toEqual([warning]);
    const { reasons, fault } = refusedUnit(valid);
    expect(reasons).toEqual([fault]);
    expect(fault?.message).toContain("nothing says why");
    // @ts-expect-error: without a reason there is no refused tally
    const none: UnitResult = { ...valid, status: "failed", reasons: [] };
    expect(none.status).toBe("failed");
  });
});

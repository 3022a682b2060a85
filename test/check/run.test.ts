import { describe, expect, it } from "vitest";
import { runRules, setSeverities, silencedBy } from "../../src/check/run.ts";
import { hasErrors, kindOf } from "../../src/core/diagnostic.ts";
import { computeFigures } from "../../src/core/figures.ts";
import type { CheckInput, Finding, Rule } from "../../src/core/rule.ts";
import { edition2021 } from "../support/editions.ts";
import { makeTally } from "../support/make-tally.ts";

const words = { zh: "有误", en: "wrong" };

function rule(code: Rule["code"], check: Rule["check"]): Rule {
  return { code, name: "test", severity: "error", summary: words, why: words, check };
}

function input(): CheckInput {
  const edition = edition2021();
  const tally = makeTally(edition);
  return { tally, edition, figures: computeFigures(tally, edition) };
}

const finds = (finding: Finding) =>
  function* () {
    yield finding;
  };
const breaks = rule("GR291", function* () {
  yield { message: words };
  throw new Error("cannot read properties of undefined");
});

describe("a rule that breaks", () => {
  const found = runRules([breaks, rule("GR292", finds({ message: words }))], input());

  it("is a fault of ours under its own code, and the others still run", () => {
    expect(found.map((finding) => [finding.code, kindOf(finding)])).toEqual([
      ["GR291", "error"],
      ["GR291", "fault"],
      ["GR292", "error"],
    ]);
    const [, fault] = found;
    expect(fault?.message.zh).toContain("不是您的文件有问题");
    expect(fault?.message.en).toContain("cannot read properties of undefined");
  });

  it("stands in the way of a report and cannot be talked down", () => {
    const faults = found.filter(({ state }) => state === "fault");
    expect(hasErrors(faults)).toBe(true);
    expect(setSeverities(faults, { severities: { GR291: "off" } })).toEqual(faults);
    const elsewhere = runRules([{ ...breaks, code: "GR391" }], input());
    const lowered = setSeverities(elsewhere, { severities: { GR391: "info" } });
    expect(lowered.map(({ severity, state }) => [severity, state])).toEqual([
      ["info", undefined],
      ["error", "fault"],
    ]);
  });
});

describe("a rule that lacks an input", () => {
  const found = runRules([rule("GR491", finds({ message: words, state: "notEvaluated" }))], input());

  it("says so as a note of its own kind, whatever its severity is", () => {
    expect(found.map((finding) => [finding.severity, kindOf(finding)])).toEqual([["info", "notEvaluated"]]);
    expect(hasErrors(found)).toBe(false);
  });

  it("is not raised to an error by the office's settings", () => {
    expect(setSeverities(found, { severities: { GR491: "error" } })).toEqual(found);
  });
});

describe("what is waived", () => {
  it("keeps its severity and stands in nobody's way", () => {
    const [finding] = runRules([rule("GR292", finds({ message: words }))], input());
    const waived = { ...finding!, state: "waived" as const };
    expect(waived.severity).toBe("error");
    expect(kindOf(waived)).toBe("waived");
    expect(hasErrors([waived])).toBe(false);
    expect(hasErrors([waived, finding!])).toBe(true);
  });
});

describe("severities that an office sets", () => {
  const [prose] = runRules([rule("GR391", finds({ message: words }))], input());
  const [signoff] = runRules([rule("GR601", finds({ message: words }))], input());
  const off = { GR391: "off", GR601: "off" } as const;
  const kept = (terms: Partial<Parameters<typeof setSeverities>[1]>) =>
    setSeverities([prose!, signoff!], { severities: off, ...terms }).map(({ code }) => code);

  it("hold for a check, and not for publication", () => {
    expect(kept({})).toEqual([]);
    expect(kept({ final: true })).toEqual(["GR391", "GR601"]);
  });

  it("hold for publication where a policy sets them, and nowhere else", () => {
    expect(kept({ final: true, policy: { rules: { GR391: "off" } } })).toEqual(["GR601"]);
  });

  it("are counted where they leave something out", () => {
    const all = [prose!, prose!, signoff!];
    expect(silencedBy(all, setSeverities(all, { severities: { GR391: "off" } }))).toEqual({ GR391: 2 });
    expect(silencedBy(all, all)).toBeUndefined();
  });
});

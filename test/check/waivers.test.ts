import { describe, expect, it } from "vitest";
import { applyWaivers, withPlaces } from "../../src/check/waivers.ts";
import type { Code, Diagnostic } from "../../src/core/diagnostic.ts";
import { computeFigures } from "../../src/core/figures.ts";
import type { Tally, Waiver } from "../../src/core/tally.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { edition2021, editions } from "../support/editions.ts";

const text = `year: 2025
unit: { name: 凤凰镇人民政府, kind: township }
proactive:
  regulations: 0
  normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }
  licences: 12
  penalties: 30
  coerciveMeasures: 0
  fees: 0.38
requests:
  received: { naturalPerson: 13, business: 2 }
  broughtForward: 0
  outcomes:
    granted: { naturalPerson: 12, business: 2 }
  carriedForward: { naturalPerson: 1 }
disputes: { review: 0, litigation: 0 }
narrative:
  overview: 全年收到申请15件。
`;
const file = "t.yaml";
const edition = edition2021();

function tallyOf(waivers: readonly Partial<Waiver>[]): Tally {
  const { value } = readTally({ file, text }, editions());
  if (!value) throw new Error("the tally cannot be read");
  const span = { file, start: 0, end: 4 };
  const given = { rule: "GR399", at: "unit", reason: "口径", by: "法制办", on: "2026-01-10", span };
  return { ...value, waivers: waivers.map((waiver) => ({ ...given, ...waiver })) };
}

function finding(marked: string, extra: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf(marked);
  return {
    ...{ code: "GR399" as Code, severity: "error" as const, file, related: [] },
    message: { zh: "收进 13 件，去向 12 件", en: "" },
    span: { file, start, end: start + marked.length },
    ...extra,
  };
}

/** Code and state of all that is then said. */
function said(found: readonly Diagnostic[], waivers: readonly Partial<Waiver>[], final = false): readonly string[] {
  const all = applyWaivers(found, { tally: tallyOf(waivers), edition, final });
  return all.map(({ code, state, severity }) => [code, state ?? severity].join(" "));
}

describe("a waiver holds for its place and what is below it", () => {
  it.each([
    ["the cell", "13, business", "requests.received.naturalPerson"],
    ["its row", "13, business", "requests.received"],
    ["its section", "13, business", "requests"],
    ["a total that is not written, at its first part", "13", "requests.received.total"],
    ["the text of a section", "15件", "narrative.overview"],
    ["all texts", "15件", "narrative"],
    ["the unit", "凤凰镇人民政府", "unit"],
    ["a sign-off that is missing, at the unit that lacks it", "凤凰镇人民政府", "signoff"],
  ])("%s", (_name, marked, at) => {
    const shorter = marked.split(",")[0] ?? marked;
    expect(said([finding(shorter)], [{ at, seen: "13 12" }])).toEqual(["GR399 waived"]);
  });

  it.each([
    ["another cell of the row", "requests.received.business"],
    ["another row", "requests.carriedForward"],
    ["a name that begins alike", "requests.receive"],
    ["another section", "proactive"],
  ])("not for %s", (_name, at) => {
    const [first, second] = said([finding("13")], [{ at, seen: "13 12" }]);
    expect(first).toBe("GR399 error");
    expect(second).toMatch(/^GR19[24]/);
  });

  it("a finding without a place is the unit's", () => {
    const { span: _, ...nowhere } = finding("13");
    expect(said([nowhere], [{ at: "unit", seen: "13 12" }])).toEqual(["GR399 waived"]);
  });

  it("a rule's own word for the place goes before the span", () => {
    const other = finding("13", { at: "requests.received.publicWelfare" });
    expect(said([other], [{ at: "requests.received.naturalPerson", seen: "13 12" }])[0]).toBe("GR399 error");
    expect(said([other], [{ at: "requests.received.publicWelfare", seen: "13 12" }])).toEqual(["GR399 waived"]);
  });
});

describe("a waiver is bound to the figures it excused", () => {
  const carried = text.indexOf("1 }");
  const span = { file, start: carried, end: carried + 1 };
  const two = [finding("13"), finding("1 }", { span, message: { zh: "5 与 6 不符", en: "" } })];

  it("of all findings it excuses, in their order", () => {
    expect(said(two, [{ at: "requests", seen: "13 12 5 6" }])).toEqual(["GR399 waived", "GR399 waived"]);
    expect(said(two.toReversed(), [{ at: "requests", seen: "13 12 5 6" }])).toEqual(["GR399 waived", "GR399 waived"]);
    expect(said(two, [{ at: "requests", seen: "13 12" }])).toEqual(["GR399 error", "GR399 error", "GR191 error"]);
  });

  it("a finding without figures is known by the words it quotes", () => {
    const quoted = finding("15件", { message: { zh: "正文里有“××”这样的占位文字", en: "" } });
    expect(said([quoted], [{ at: "narrative", seen: "××" }])).toEqual(["GR399 waived"]);
    expect(said([quoted], [{ at: "narrative", seen: "某某" }])).toEqual(["GR399 error", "GR191 error"]);
  });

  it("a rule may say which figures count", () => {
    const valued = finding("13", { values: [29, 38] });
    expect(said([valued], [{ at: "requests", seen: "29,38" }])).toEqual(["GR399 waived"]);
  });
});

describe("what a waiver cannot do", () => {
  it.each(["GR130", "GR501", "GR701"])("excuse %s", (rule) => {
    const code = rule as Code;
    expect(said([finding("13", { code })], [{ rule, at: "requests" }])).toEqual([`${code} error`, "GR193 error"]);
  });

  it("excuse a fault of ours, or a check that was not made", () => {
    const states = [finding("13", { state: "fault" }), finding("13", { state: "notEvaluated" })];
    expect(said(states, [{ at: "requests", seen: "1" }])).toEqual([
      "GR399 fault",
      "GR399 notEvaluated",
      "GR192 warning",
    ]);
  });

  it("be left behind: unused it is a warning, and an error for publication", () => {
    expect(said([], [{ at: "requests" }])).toEqual(["GR192 warning"]);
    expect(said([], [{ at: "requests" }], true)).toEqual(["GR192 error"]);
  });
});

describe("a waiver that had no chance of being used is not called unused", () => {
  it.each(["GR402", "GR506", "GR605"])("%s, while its inputs are missing", (rule) => {
    expect(said([], [{ rule, at: "requests" }])).toEqual([]);
  });

  it("with the inputs at hand it is", () => {
    const tally = tallyOf(["GR402", "GR506", "GR605"].map((rule) => ({ rule, at: "requests" })));
    const previous = { tally, edition, figures: computeFigures(tally, edition) };
    const all = applyWaivers([], { tally, edition, final: true, previous, registration: {} });
    expect(all.map(({ code }) => code)).toEqual(["GR192", "GR192", "GR192"]);
  });

  it("a wrong place is told all the same", () => {
    expect(said([], [{ rule: "GR402", at: "nowhere" }])).toEqual(["GR194 error"]);
  });
});

it("every finding that can be placed says where it stands", () => {
  const places = (marked: string) => withPlaces([finding(marked)], { tally: tallyOf([]), edition })[0]?.at;
  expect(places("13")).toBe("requests.received.naturalPerson");
  expect(places("15件")).toBe("narrative.overview");
  expect(places("2025")).toBe("year");
  // One 0 stands for a whole row.
  const start = text.indexOf("broughtForward: 0") + "broughtForward: ".length;
  const zero = withPlaces([finding("x", { span: { file, start, end: start + 1 } })], { tally: tallyOf([]), edition });
  expect(zero[0]?.at).toBe("requests.broughtForward");
});

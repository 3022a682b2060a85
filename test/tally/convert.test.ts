import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transition } from "../../src/core/form/moves.ts";
import type { Tally } from "../../src/core/tally.ts";
import { convertText } from "../../src/tally/convert.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { formOf } from "../../src/tally/shape/other-form.ts";
import { tallyText } from "../../src/tally/tally-text.ts";
import { editions } from "../support/editions.ts";
import { makeTally } from "../support/make-tally.ts";

const older = editions().get("2019")!;
const newer = editions().get("2021")!;
const way = transition(older, newer, editions())!;
const inputs = older.cells.filter(({ terms }) => !terms);

const figures = fc.dictionary(
  fc.constantFrom(...inputs.filter(({ measure }) => measure !== "money").map(({ path }) => path)),
  fc.nat(40),
  { maxKeys: 30 },
);

function textOf(cells: Record<string, number>, keys: "zh" | "en"): { readonly text: string; readonly tally: Tally } {
  const tally = makeTally(older, cells, { year: 2020, name: "安澜镇人民政府" });
  const text = tallyText(tally, older, { keys, notes: ["汇总"], remarks: new Map() });
  return { text, tally: readTally({ file: "t.yaml", text }, editions()).value ?? tally };
}

const converted = (cells: Record<string, number>, keys: "zh" | "en") => {
  const { text, tally } = textOf(cells, keys);
  const made = convertText(text, tally, way, 2021);
  if (!made) throw new Error("not converted");
  return { ...made, read: readTally({ file: "t.yaml", text: made.text }, editions()) };
};

describe("a tally of any figures on the trial form", () => {
  it("keeps every figure that goes on, and nothing but blanks is wrong with the rest", () => {
    fc.assert(
      fc.property(figures, fc.constantFrom("zh", "en"), (cells, keys) => {
        const { read, blank } = converted(cells, keys);
        expect(new Set(read.diagnostics.map(({ code }) => code))).toEqual(new Set(["GR130"]));
        for (const { path, terms } of newer.cells) {
          if (terms) continue;
          const pair = way.byNewer.get(path);
          const before = pair && (cells[pair.older] ?? 0);
          const carried = pair?.kind === "same" || (pair?.kind === "split" && before === 0);
          expect(read.value?.cells.get(path)?.value, path).toBe(carried ? before : undefined);
          expect(blank.includes(path), path).toBe(!carried);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("lists whatever it turned into comments, and takes no comment of the clerk's away", () => {
    const { text, uncarried } = converted({ "proactive.licences.decisions": 12 }, "en");
    expect(uncarried.map(({ what }) => what.en)).toEqual([
      "proactive.regulations",
      "proactive.normativeDocuments",
      "proactive.licences",
      "proactive.otherServices",
      "proactive.penalties",
      "proactive.coerciveMeasures",
      "proactive.fees",
      "proactive.procurement",
    ]);
    expect(text).toContain("# 汇总");
    expect(text).toContain("#   licences: { decisions: 12 }");
  });
});

describe("which form a text is written for", () => {
  const yearly = (text: string, year: number) => text.replace(/^(year|年度): \d+/m, `$1: ${year}`);

  it("is told by its keys, in either language, whatever its year says", () => {
    for (const keys of ["zh", "en"] as const) {
      const { text } = textOf({ "proactive.licences.decisions": 1, "proactive.fees.lastYear": 2 }, keys);
      expect(formOf(yearly(text, 2025), editions())?.id).toBe("2019");
      expect(formOf(text, editions())?.id).toBe("2019");
    }
  });

  it("is that of its year where the keys fit both, or only one does not", () => {
    const zeros = "year: 2025\nproactive: 0\nrequests: 0\ndisputes: 0\n";
    expect(formOf(zeros, editions())?.id).toBe("2021");
    const stray = zeros.replace("proactive: 0", "proactive: { licences: 1, otherServices: 2 }");
    expect(formOf(stray, editions())?.id).toBe("2021");
  });
});

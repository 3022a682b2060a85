import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rules } from "../../../src/check/index.ts";
import { runRules } from "../../../src/check/run.ts";
import type { Diagnostic } from "../../../src/core/diagnostic.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import type { Subject } from "../../../src/core/rule.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { asYaml, type Sheet, type TwoYears, twoYears } from "../../support/consistent-tally.ts";
import { edition2021, editions } from "../../support/editions.ts";

const edition = edition2021();
const numeric = rules.filter(({ code }) => /^GR[24]/.test(code));

function subject(sheet: Sheet, year: number, totals: boolean): Subject {
  const file = `${year}.yaml`;
  const { value: tally, diagnostics } = readTally({ file, text: asYaml(sheet, year, totals) }, editions());
  if (!tally || diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message.en).join());
  return { tally, edition, figures: computeFigures(tally, edition) };
}

function found({ now, before }: TwoYears, totals: boolean): { now: Subject; findings: readonly Diagnostic[] } {
  const current = subject(now, 2025, totals);
  const findings = runRules(numeric, { ...current, previous: subject(before, 2024, totals), previousGiven: true });
  // A jump is only worth a look: it names cells that nothing contradicts.
  return { now: current, findings: findings.filter(({ severity }) => severity !== "info") };
}

/** Whether a rule fires that shows the cell, once the cell is one more or one less. */
function guarded(years: TwoYears, path: string, by: 1 | -1, totals: boolean): boolean {
  const value = years.now.get(path) ?? 0;
  const changed = new Map(years.now).set(path, Math.max(0, value + (value === 0 ? 1 : by)));
  const { now, findings } = found({ ...years, now: changed }, totals);
  const span = now.tally.cells.get(path)?.span;
  if (!span) throw new Error(path);
  const same = (other: Diagnostic["span"]) => other?.file === span.file && other.start === span.start;
  return findings.some((finding) => same(finding.span) || finding.related.some((place) => same(place.span)));
}

const inputs = edition.cells.filter(({ terms }) => !terms).map(({ path }) => path);
const all = edition.cells.map(({ path }) => path);

/** Nothing on the form adds these up, and no year follows from the other. */
const alone = ["proactive.licences", "proactive.penalties", "proactive.coerciveMeasures", "proactive.fees"];
/** Each group has a total, but no equation: a unit that does not write the total has nothing to check it by. */
const disputes = inputs.filter((path) => path.startsWith("disputes."));

describe("every figure that an equation holds is guarded", () => {
  it("two years that follow from one another are silent", () => {
    fc.assert(
      fc.property(twoYears, fc.boolean(), (years, totals) => {
        expect(found(years, totals).findings.map(({ message }) => message.en)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("one more or one less in any cell is found and shown, with the totals written", () => {
    const cells = all.filter((path) => !alone.includes(path));
    fc.assert(
      fc.property(twoYears, fc.constantFrom(...cells), fc.constantFrom(1, -1), (years, path, by) => {
        expect(guarded(years, path, by as 1 | -1, true), path).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("and without them, but for the disputes", () => {
    const cells = inputs.filter((path) => !alone.includes(path) && !disputes.includes(path));
    fc.assert(
      fc.property(twoYears, fc.constantFrom(...cells), fc.constantFrom(1, -1), (years, path, by) => {
        expect(guarded(years, path, by as 1 | -1, false), path).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("the cells no rule guards are these and no others", () => {
    const [years] = fc.sample(twoYears, { numRuns: 1, seed: 7 });
    if (!years) throw new Error("no sample");
    const unguarded = (cells: readonly string[], totals: boolean) =>
      cells.filter((path) => !guarded(years, path, 1, totals));
    expect(unguarded(all, true)).toEqual(alone);
    expect(unguarded(inputs, false)).toEqual([...alone, ...disputes]);
  });
});

import { describe, expect, it } from "vitest";
import { rules } from "../../../src/check/index.ts";
import { runRules } from "../../../src/check/run.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import type { Edition } from "../../../src/core/form/edition.ts";
import type { Subject } from "../../../src/core/rule.ts";
import { parseStock } from "../../../src/edition/equation.ts";
import { edition2021 } from "../../support/editions.ts";
import type { Cells } from "../../support/expand-text.ts";
import { makeTally } from "../../support/make-tally.ts";

const edition = edition2021();
const years = rules.filter(({ code }) => code.startsWith("GR4"));

/** A form of other years: it has the requests, but neither documents in force nor fees in 万元. */
function olderForm(): Edition {
  const cells = edition.cells
    .filter(({ path }) => !path.startsWith("proactive.normativeDocuments") && !path.startsWith("proactive.regulations"))
    .map((cell) => (cell.path === "proactive.fees" ? { ...cell, measure: "count" as const } : cell));
  return { ...edition, id: "older", cells, cellAt: new Map(cells.map((cell) => [cell.path, cell])) };
}

function subject(form: Edition, year: number, cells: Cells): Subject {
  const tally = makeTally(form, cells, { year });
  return { tally, edition: form, figures: computeFigures(tally, form) };
}

const codes = (now: Subject, previous: Subject, form: Partial<Edition> = {}) =>
  runRules(years, { ...now, edition: { ...now.edition, ...form }, previous }).map(({ code }) => code);

describe("across a change of the form", () => {
  const older = olderForm();

  it("what was carried forward is still brought forward", () => {
    const last = subject(older, 2024, { "requests.carriedForward.naturalPerson": 2 });
    expect(codes(subject(edition, 2025, { "requests.broughtForward.naturalPerson": 2 }), last)).toEqual(["GR406"]);
    expect(codes(subject(edition, 2025, { "requests.broughtForward.naturalPerson": 1 }), last)).toEqual([
      "GR401",
      "GR406",
    ]);
    expect(codes(subject(edition, 2025, { "requests.broughtForward.business": 2 }), last)).toEqual(["GR402", "GR406"]);
  });

  it("rows that the older form did not have are not compared, which is said once, nor figures that counted something else", () => {
    const last = subject(older, 2024, { "proactive.fees": 3 });
    const now = { "proactive.normativeDocuments": { issued: 4, repealed: 0, inForce: 32 }, "proactive.fees": 30000 };
    expect(codes(subject(edition, 2025, now), last)).toEqual(["GR406"]);
  });

  it("a soft carry is a warning", () => {
    const carries = edition.carries.map((carry) => ({ ...carry, strength: "soft" as const }));
    const last = subject(older, 2024, { "requests.carriedForward.naturalPerson": 2 });
    const found = runRules(years, { ...subject(edition, 2025, {}), edition: { ...edition, carries }, previous: last });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ["GR401", "warning"],
      ["GR406", "info"],
    ]);
  });

  it("an opening figure follows from last year's alone: 上一年项目数量 = 上年的 + 上年的增/减", () => {
    const opening = parseStock("issued = last.issued + last.repealed");
    if (!opening) throw new Error("not read");
    const basis = { title: "格式" };
    const stocks = [{ rows: ["proactive.normativeDocuments"], ...opening, says: "年初数", basis }];
    const documents = (issued: number, repealed: number) => ({
      "proactive.normativeDocuments": { issued, repealed, inForce: 0 },
    });
    const last = subject(edition, 2024, documents(5, 2));
    expect(codes(subject(edition, 2025, documents(7, 0)), last, { stocks })).toEqual([]);
    expect(codes(subject(edition, 2025, documents(6, 0)), last, { stocks })).toEqual(["GR403"]);
  });
});

describe("an equation over two years", () => {
  it("is read with its signs and years", () => {
    expect(parseStock("inForce = last.inForce + issued - repealed")).toEqual({
      column: "inForce",
      terms: [
        { column: "inForce", last: true, sign: 1 },
        { column: "issued", last: false, sign: 1 },
        { column: "repealed", last: false, sign: -1 },
      ],
    });
  });

  it.each([
    "inForce",
    "inForce =",
    "= issued",
    "inForce = issued repealed",
    "inForce = 2 issued",
    "a = b = c",
    "a = + b",
  ])("%s is none", (text) => {
    expect(parseStock(text)).toBeUndefined();
  });
});

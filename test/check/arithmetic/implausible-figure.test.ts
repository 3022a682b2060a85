import { expect, it } from "vitest";
import { implausibleFigure } from "../../../src/check/arithmetic/implausible-figure.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import { edition2021 } from "../../support/editions.ts";
import { makeTally, type Written } from "../../support/make-tally.ts";

const form = edition2021();

function told(cells: { readonly [key: string]: Written }, edition = form): readonly (string | undefined)[] {
  const tally = makeTally(edition, cells);
  return [...implausibleFigure.check({ tally, edition, figures: computeFigures(tally, edition) })].map(({ at }) => at);
}

it("a figure that is too large is told once, not again as its total; a total of many small ones is told", () => {
  expect(told({ "requests.received.naturalPerson": 6000 })).toEqual(["requests.received.naturalPerson"]);
  const halves = { "requests.received.naturalPerson": 3000, "requests.received.business": 3000 };
  expect(told(halves)).toEqual(["requests.received.total"]);
});

it("what an area adds goes before what the form says", () => {
  const basis = { title: "本市历年数据" };
  const wider = { rows: ["proactive.fees"], kinds: ["township"], most: 5000, basis } as const;
  expect(told({ "proactive.fees": 3800 })).toEqual(["proactive.fees"]);
  expect(told({ "proactive.fees": 3800 }, { ...form, ceilings: [...form.ceilings, wider] })).toEqual([]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairOf } from "../../../src/check/arithmetic/repair.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import type { CheckInput } from "../../../src/core/rule.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { asYaml, type Sheet, twoYears } from "../../support/consistent-tally.ts";
import { edition2021, editions } from "../../support/editions.ts";

const edition = edition2021();

function input(sheet: Sheet, before?: Sheet): CheckInput {
  const read = (year: number, figures: Sheet) => {
    const tally = readTally({ file: `${year}.yaml`, text: asYaml(figures, year, true) }, editions()).value;
    if (!tally) throw new Error("unreadable");
    return { tally, edition, figures: computeFigures(tally, edition) };
  };
  return { ...read(2025, sheet), ...(before && { previous: read(2024, before) }) };
}

/** Neighbours in a row of the table of requests. */
const neighbours = edition.cells.flatMap((cell, i) => {
  const next = edition.cells[i + 1];
  return cell.table === "requests" && !cell.terms && next && !next.terms && next.row === cell.row
    ? [[cell.path, next.path] as const]
    : [];
});

describe("the repair that is offered", () => {
  it("is none where everything adds up", () => {
    fc.assert(
      fc.property(twoYears, ({ now }) => {
        expect(repairOf(input(now), "requests")).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  it("is the exchange that was made, where two neighbours were exchanged", () => {
    let offered = 0;
    let made = 0;
    fc.assert(
      fc.property(twoYears, fc.constantFrom(...neighbours), ({ now }, [a, b]) => {
        const [first = 0, second = 0] = [now.get(a), now.get(b)];
        if (first === second) return;
        made++;
        const offer = repairOf(input(new Map(now).set(a, second).set(b, first)), "requests");
        if (!offer) return;
        offered++;
        expect(offer.en).toContain(`${a} `);
        expect(offer.en).toContain(`${b} `);
      }),
      { numRuns: 150 },
    );
    // Where another row would explain it as well, nothing is offered: small figures are much alike.
    expect(offered).toBeGreaterThan(made / 3);
  });

  it("is the number as it was, where two of its digits were turned round", () => {
    fc.assert(
      fc.property(twoYears, fc.constantFrom(...neighbours), fc.constantFrom(12, 25, 31), ({ now }, [path], meant) => {
        // The cell is made larger, and with it what came in and every total above it.
        const column = path.split(".").at(-1) ?? "";
        const row = path.slice("requests.".length, -column.length - 1);
        if (row === "received" || row === "broughtForward" || row === "carriedForward") return;
        const by = meant - (now.get(path) ?? 0);
        const raised = new Map(now);
        for (const cell of [
          ...[path, `requests.${row}.total`, `requests.outcomes.total.${column}`, "requests.outcomes.total.total"],
          ...[`requests.received.${column}`, "requests.received.total"],
        ]) {
          raised.set(cell, (raised.get(cell) ?? 0) + by);
        }
        if ((raised.get(`requests.received.${column}`) ?? 0) < 0) return;
        const turned = Number([...String(meant)].reverse().join(""));
        const offer = repairOf(input(new Map(raised).set(path, turned)), "requests");
        expect(offer?.en).toContain(`${path} is ${meant} and not ${turned}`);
      }),
      { numRuns: 100 },
    );
  });

  it("is none for a slip of another kind", () => {
    fc.assert(
      fc.property(twoYears, fc.constantFrom(...neighbours), ({ now }, [path]) => {
        const off = new Map(now).set(path, (now.get(path) ?? 0) + 100);
        expect(repairOf(input(off), "requests")).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  describe("and last year's report", () => {
    const zero: Sheet = new Map(edition.cells.map(({ path }) => [path, 0]));
    const requests = (cells: Readonly<Record<string, number>>): Sheet =>
      new Map([...zero, ...Object.entries(cells).map(([path, value]) => [`requests.${path}`, value] as const)]);
    // 10 and 7 came in of persons, 4 and 3 of firms; what was brought forward stands in each other's place.
    const now = requests({
      ...{ "received.naturalPerson": 10, "received.business": 4, "received.total": 14 },
      ...{ "broughtForward.naturalPerson": 3, "broughtForward.business": 7, "broughtForward.total": 10 },
      ...{ "outcomes.granted.naturalPerson": 17, "outcomes.granted.business": 7, "outcomes.granted.total": 24 },
      ...{ "outcomes.total.naturalPerson": 17, "outcomes.total.business": 7, "outcomes.total.total": 24 },
    });
    const carried = (naturalPerson: number, business: number) =>
      requests({ "carriedForward.naturalPerson": naturalPerson, "carriedForward.business": business });
    const exchange = "requests.broughtForward.naturalPerson (3) and requests.broughtForward.business (7)";

    it("agrees with the exchange: it is offered", () => {
      expect(repairOf(input(now, carried(7, 3)), "requests")?.en).toContain(exchange);
    });

    it("had something else still: it is offered all the same", () => {
      expect(repairOf(input(now, carried(5, 5)), "requests")?.en).toContain(exchange);
    });

    it("agrees with what is written: what would break that is not offered", () => {
      expect(repairOf(input(now, carried(3, 7)), "requests")).toBeUndefined();
    });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairOf } from "../../../src/check/arithmetic/repair.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import type { CheckInput } from "../../../src/core/rule.ts";
import { readTally } from "../../../src/read/tally.ts";
import { edition2021, editions } from "../../support/editions.ts";
import { asYaml, type Sheet, twoYears } from "./consistent.ts";

const edition = edition2021();

function input(sheet: Sheet): CheckInput {
  const tally = readTally({ file: "tally.yaml", text: asYaml(sheet, 2025, true) }, editions()).value;
  if (!tally) throw new Error("unreadable");
  return { tally, edition, figures: computeFigures(tally, edition) };
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
});

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
        expect(offer.cells).toEqual(expect.arrayContaining([a, b]));
      }),
      { numRuns: 150 },
    );
    // Where more than one other slip would explain it as well, nothing is offered: small figures are much alike.
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
        expect(offer?.offer.en).toContain(`${path} is ${meant} and not ${turned}`);
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

  const zero: Sheet = new Map(edition.cells.map(({ path }) => [path, 0]));
  const requests = (cells: Readonly<Record<string, number>>): Sheet =>
    new Map([...zero, ...Object.entries(cells).map(([path, value]) => [`requests.${path}`, value] as const)]);
  /** As a clerk writes it, who leaves the totals to the program. */
  const offered = (figures: string): string | undefined => {
    const text = `year: 2025\nunit: { name: 凤凰镇人民政府, kind: township }\nproactive: 0\ndisputes: 0\nrequests:\n${figures}`;
    const tally = readTally({ file: "2025.yaml", text }, editions()).value;
    return tally && repairOf({ tally, edition, figures: computeFigures(tally, edition) }, "requests")?.offer.zh;
  };

  it("names both places where a figure stands under the wrong applicant, for nobody knows which is wrong", () => {
    expect(
      offered(`  received: { naturalPerson: 10, business: 3 }
  broughtForward: 0
  outcomes: { granted: { naturalPerson: 10, researchInstitute: 3 } }
  carriedForward: 0
`),
    ).toBe(
      "可能是“本年新收政府信息公开申请数量”的 3 应填在“科研机构”，误填到“商业企业”，也可能是“予以公开”的 3 应填在“商业企业”，误填到“科研机构”，改哪一处各式都平，请按台账核对",
    );
  });

  it("is two columns, where what came in and how it ended are counted under different applicants", () => {
    expect(
      offered(`  received: { naturalPerson: 10, business: 4, legalService: 1 }
  broughtForward: { business: 1 }
  outcomes:
    granted: { naturalPerson: 10, legalService: 3 }
    denied: { internalAffairs: { legalService: 1, business: 1 } }
  carriedForward: { legalService: 1 }
`),
    ).toBe(
      "可能是“本年新收政府信息公开申请数量”、“上年结转政府信息公开申请数量”这几行中，“商业企业”与“法律服务机构”两栏填反了，也可能是“予以公开”、“结转下年度继续办理”这几行中，“商业企业”与“法律服务机构”两栏填反了，改哪一处各式都平，请按台账核对",
    );
  });

  it("is the row beside its own, where all of a row was written one line too low", () => {
    expect(
      offered(`  received: { naturalPerson: 10, business: 3 }
  broughtForward: 0
  outcomes: { granted: { naturalPerson: 15, business: 6 } }
  carriedForward: { naturalPerson: 5, business: 3, legalService: 0 }
`),
    ).toBeUndefined();
    expect(
      offered(`  received: { naturalPerson: 10, business: 3 }
  broughtForward: { naturalPerson: 12, business: 5 }
  outcomes:
    granted: { naturalPerson: 2, business: 2 }
    partlyGranted: { business: 0 }
  carriedForward: 0
`),
    ).toBe("可能是“自然人”、“商业企业”这几栏中，“上年结转政府信息公开申请数量”与“予以公开”两行填反了，改过来各式都平");
  });

  it("is two at most: three slips that explain it are no better than none", () => {
    const turned = (brought: number, granted: number, partly: number) =>
      offered(`  received: { naturalPerson: 12 }
  broughtForward: { naturalPerson: ${brought} }
  outcomes: { granted: { naturalPerson: ${granted} }, partlyGranted: { naturalPerson: ${partly} } }
  carriedForward: 0
`);
    expect(turned(22, 21, 22)).toContain("的 12 是 21 的数字颠倒，也可能是");
    expect(turned(23, 21, 23)).toBeUndefined();
  });

  describe("and last year's report", () => {
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
      expect(repairOf(input(now, carried(7, 3)), "requests")?.offer.en).toContain(exchange);
    });

    it("had something else still: it is offered all the same", () => {
      expect(repairOf(input(now, carried(5, 5)), "requests")?.offer.en).toContain(exchange);
    });

    it("agrees with what is written: what would break that is not offered", () => {
      expect(repairOf(input(now, carried(3, 7)), "requests")).toBeUndefined();
    });
  });
});

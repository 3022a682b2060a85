import { describe, expect, it } from "vitest";
import { covering, transition } from "../../../src/core/form/moves.ts";
import { editions } from "../../support/editions.ts";

const of = (id: string) => {
  const edition = editions().get(id);
  if (!edition) throw new Error(id);
  return edition;
};
const way = (from: string, to: string) => transition(of(from), of(to), editions());

describe("from the trial form to the next", () => {
  const step = way("2019", "2021")!;

  it("Table B and Table C go on cell by cell, but for 其他处理, which is the sum of three rows now", () => {
    const cells = of("2019").cells.filter(({ table }) => table !== "proactive");
    const kinds = new Map<string, number>();
    for (const { path } of cells) {
      const pair = step.byOlder.get(path);
      kinds.set(pair?.kind ?? "none", (kinds.get(pair?.kind ?? "none") ?? 0) + 1);
      if (pair?.kind === "same") expect(pair.newer).toEqual([path]);
    }
    expect(Object.fromEntries(kinds)).toEqual({ same: cells.length - 7, split: 7 });
    expect(step.byOlder.get("requests.outcomes.otherwiseClosed.business")?.newer).toEqual([
      "requests.outcomes.otherwiseClosed.notSupplemented.business",
      "requests.outcomes.otherwiseClosed.feeUnpaid.business",
      "requests.outcomes.otherwiseClosed.other.business",
    ]);
  });

  it("of Table A only the decisions have a counterpart, and none that is taken over unasked", () => {
    const table = of("2019").cells.filter((cell) => cell.table === "proactive");
    const pairs = table.flatMap(({ path }) => step.byOlder.get(path) ?? []);
    expect(pairs.map(({ kind, older, newer }) => [kind, older, ...newer])).toEqual([
      ["similar", "proactive.licences.decisions", "proactive.licences"],
      ["similar", "proactive.penalties.decisions", "proactive.penalties"],
      ["similar", "proactive.coerciveMeasures.decisions", "proactive.coerciveMeasures"],
    ]);
    for (const { path } of table) expect(step.moveOf(path), path).toBeDefined();
  });

  it("the closest entry speaks", () => {
    expect(covering(of("2021").moves, "proactive.licences.decisions")?.kind).toBe("similar");
    expect(covering(of("2021").moves, "proactive.licences.change")?.kind).toBe("removed");
    expect(covering(of("2021").moves, "requests.received.total")).toBeUndefined();
  });
});

describe("over several forms", () => {
  it("leads forwards only, through every form between", () => {
    expect(way("2021", "2019")).toBeUndefined();
    expect(way("2008", "2021")?.byOlder.size).toBe(0);
    expect(way("2021", "2021")?.byOlder.size).toBe(of("2021").cells.length);
  });

  it("every cell of a form that goes nowhere has a reason", () => {
    for (const [from, to] of [
      ["2008", "2014"],
      ["2014", "2019"],
      ["2019", "2021"],
    ] as const) {
      const step = way(from, to)!;
      for (const { path } of of(from).cells) {
        if (!step.byOlder.has(path)) expect(step.moveOf(path), `${from} ${path}`).toBeDefined();
      }
    }
  });
});

import { describe, expect, it } from "vitest";
import { unbalancedIdentity } from "../../../src/check/arithmetic/unbalanced-identity.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { edition2021, editions } from "../../support/editions.ts";

/** What an unbalanced column shows beside its first cell, where this is what was decided. */
function shown(outcomes: string): readonly string[] {
  const text = `year: 2025
unit: { name: 凤凰镇人民政府, kind: township }
proactive: { regulations: 0, normativeDocuments: 0, licences: 0, penalties: 0, coerciveMeasures: 0, fees: 0 }
requests:
  received: { naturalPerson: 3 }
  broughtForward: 0
  outcomes: ${outcomes}
  carriedForward: 0
disputes: { review: 0, litigation: 0 }
`;
  const tally = readTally({ file: "tally.yaml", text }, editions()).value;
  if (!tally) throw new Error("unreadable");
  const edition = edition2021();
  const [finding] = unbalancedIdentity.check({ tally, edition, figures: computeFigures(tally, edition) });
  return finding?.related?.map(({ message }) => message.en) ?? [];
}

describe("an unbalanced column shows", () => {
  const ends = ["requests.broughtForward.naturalPerson: 0", "requests.carriedForward.naturalPerson: 0"] as const;

  it("the outcomes that are not 0, and not the rows that are 0 as a whole", () => {
    expect(shown("{ granted: { naturalPerson: 2 }, partlyGranted: 0, denied: 0 }")).toEqual([
      ends[0],
      "requests.outcomes.granted.naturalPerson: 2",
      ends[1],
    ]);
  });

  it("a 0 that somebody wrote for this very cell, after the others", () => {
    expect(shown("{ granted: { naturalPerson: 0, business: 0 }, partlyGranted: { naturalPerson: 2 } }")).toEqual([
      ends[0],
      "requests.outcomes.partlyGranted.naturalPerson: 2",
      ends[1],
      "requests.outcomes.granted.naturalPerson: 0",
    ]);
  });

  it("the row of the total, where nothing was decided", () => {
    expect(shown("0")).toEqual([ends[0], "requests.outcomes.total.naturalPerson: 0", ends[1]]);
  });
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runRules } from "../../../src/check/run.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import { composeProse } from "../../../src/model/compose.ts";
import { readSource } from "../../../src/pipeline/workspace/read-source.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { editions } from "../../support/editions.ts";
import { makeTally } from "../../support/make-tally.ts";
import { all } from "../../support/text-rules.ts";

const samples = fileURLToPath(new URL("../../../samples", import.meta.url));
const files = ["county", "real", "cases", "chain"].flatMap((workspace) =>
  readdirSync(join(samples, workspace, "units")).map((name) => join(workspace, "units", name)),
);

function findings(file: string): readonly string[] {
  const { value: source } = readSource(join(samples, file));
  const tally = source && readTally(source, editions()).value;
  const edition = tally && editions().get(tally.edition);
  if (!source || !tally || !edition) throw new Error(`${file} cannot be read`);
  const figures = computeFigures(tally, edition);
  const prose = composeProse({ tally, edition, figures }).value;
  const input = { tally, edition, figures, ...(prose && { prose }) };
  return runRules(all, input).map(({ code, span }) => `${code} ${source.text.slice(span?.start, span?.end)}`);
}

describe("the samples", () => {
  it("are all looked at", () => expect(files.length).toBeGreaterThan(12));

  it.each(files.filter((file) => !/shangcheng-shenji-ju|dadukou-zhen/.test(file)))("%s draws nothing", (file) => {
    expect(findings(file)).toEqual([]);
  });

  it("the report that counts to the end of November draws just that", () => {
    expect(findings("cases/units/shangcheng-shenji-ju.yaml")).toEqual(["GR334 截至2021年11月底"]);
  });

  it("and the one that was copied from another town draws that town's name", () => {
    expect(findings("cases/units/dadukou-zhen.yaml")).toEqual(["GR336 湖沟镇"]);
  });

  it.each([
    ["invalid/text/units/placeholder.yaml", "GR330 XX"],
    ["invalid/text/units/stale-year.yaml", "GR332 2023年"],
  ])("%s draws its fault", (file, finding) => expect(findings(file)).toEqual([finding]));
});

/** The text the edition composes, taken for a unit's own: what the program writes may not be found fault with. */
describe("composed texts", () => {
  const edition = editions().get("2021");
  if (!edition) throw new Error("templates/2021 is missing");
  const activity = {
    itemsPublished: { total: 96, channels: { website: 40 }, topics: { 财政资金: 5 } },
    hotline: { received: 10, closed: 8 },
    messages: { received: 4, closed: 4 },
    training: { sessions: 2, attendances: 60 },
    staff: { fullTime: 0, partTime: 2 },
    processingFee: 0,
  };
  const requests = {
    received: { naturalPerson: 3 },
    outcomes: { granted: { naturalPerson: 2 } },
    carriedForward: { naturalPerson: 1 },
  };
  const disputes = { review: { upheld: 1, corrected: 1, pending: 1 }, litigation: { direct: { pending: 1 } } };

  it.each([
    ["nothing but zeros", {}],
    ["figures of all kinds", { activity, requests, disputes }],
    ["activity and no requests", { activity }],
  ])("%s", (_, cells) => {
    const tally = makeTally(edition, cells);
    const figures = computeFigures(tally, edition);
    const composed = composeProse({ tally, edition, figures }).value ?? new Map();
    const texts = Object.fromEntries([...composed].map(([id, { text }]) => [id, text]));
    const own = makeTally(edition, cells, { texts });
    const prose = composeProse({ tally: own, edition, figures }).value;
    const said = runRules(all, { tally: own, edition, figures, ...(prose && { prose }) });
    // Without a fee in the tally the composed section 六 cannot state one, and says so elsewhere.
    expect(said.filter(({ code }) => code !== "GR347" || "activity" in cells)).toEqual([]);
  });
});

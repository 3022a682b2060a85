import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasErrors } from "../../src/core/diagnostic.ts";
import { examine } from "../../src/pipeline/unit/inspect-file.ts";
import { editions } from "../support/editions.ts";
import { filesBelow, temporaryFolder } from "../support/folder.ts";
import { madeTally, writeWorkspace } from "./generate.ts";
import { random, seedOf } from "./random.ts";
import { benchEdition, year } from "./reports.ts";
import { madeUnit } from "./units.ts";

const session = { editions: editions() };
const edition = benchEdition(session);
const options = { previous: () => undefined, severities: {}, final: false };

describe("made-up tallies", () => {
  it("are what a clerk could have written: nothing wrong with any, half with texts of their own", () => {
    const workspace = temporaryFolder();
    const files = writeWorkspace(workspace, { edition, year, count: 120 });
    expect(filesBelow(workspace)).toHaveLength(121);
    let own = 0;
    for (const file of files) {
      const { diagnostics, subject } = examine(file, session, options);
      expect(hasErrors(diagnostics), `${file}: ${diagnostics[0]?.message.en}`).toBe(false);
      const length = [...(subject?.tally.prose.values() ?? [])].reduce((sum, { text }) => sum + text.length, 0);
      if (length === 0) continue;
      own++;
      expect(length).toBeGreaterThanOrEqual(1900);
      expect(length).toBeLessThan(3100);
    }
    expect(own).toBeGreaterThan(40);
    expect(own).toBeLessThan(80);
  });

  it("are mostly zeros, with a few busy units", () => {
    const received = Array.from({ length: 200 }, (_, index) => {
      const { text } = madeTally(edition, year, index);
      return /^ {2}(?:received|本年新收): (.*)$/m.exec(text)?.[1] ?? "missing";
    });
    expect(received).not.toContain("missing");
    expect(received.filter((row) => row === "0").length).toBeGreaterThan(80);
    expect(received.filter((row) => /\d{3}/.test(row)).length).toBeGreaterThan(1);
  });

  it("are the same however many are made, and others with another seed", () => {
    const few = temporaryFolder();
    const many = temporaryFolder();
    writeWorkspace(few, { edition, year, count: 3 });
    writeWorkspace(many, { edition, year, count: 50 });
    for (const name of filesBelow(few)) {
      expect(readFileSync(join(many, name), "utf8"), name).toBe(readFileSync(join(few, name), "utf8"));
    }
    expect(madeTally(edition, year, 2, 7).text).not.toBe(madeTally(edition, year, 2).text);
  });

  it("are of 40,000 units with as many names", () => {
    const names = new Set<string>();
    for (let index = 0; index < 40_000; index++) names.add(madeUnit(index, random(seedOf(1, index))).name);
    expect(names.size).toBe(40_000);
  });
});

import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { verifyPublished } from "../../../src/pipeline/publication/verify-published.ts";
import { signedTown, signedWorkspace } from "../../support/signed-workspace.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Every file and link below a folder with what any writing, renaming or change of rights would change of it. */
function marksOf(root: string): ReadonlyMap<string, string> {
  if (!existsSync(root)) return new Map();
  return new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const { ino, size, mode, mtimeMs, ctimeMs } = lstatSync(path);
        return [path.slice(root.length + 1), [ino, size, mode, mtimeMs, ctimeMs].join(" ")];
      }),
  );
}

const hashesOf = (root: string) =>
  new Map(
    [...marksOf(root).keys()].map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(root, name)))
        .digest("hex"),
    ]),
  );

/** `SEED=… npx vitest …` repeats a run that failed. */
const seed = process.env["SEED"] === undefined ? undefined : Number(process.env["SEED"]);

/** So many versions are enough to go wrong with. */
const mostVersions = 8;

describe("what is published", () => {
  it("is not changed by any sequence of commands: 1,000 of them at random, into it, through links and beside", async () => {
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const folder = signedWorkspace(2);
    const at = (...names: readonly string[]) => join(folder, ...names);
    const [root, unit] = [at("published"), at("published", "第0镇人民政府")];
    const version = join(unit, "2025", "v1");
    await main(["seal", folder, "-q"]);
    expect(await main(["publish", folder, "-q"])).toBe(0);
    const tally = join(version, "tally", "0.yaml");
    const report = readdirSync(version).find((name) => name.endsWith(".md")) ?? "";
    symlinkSync(version, at("link"));
    mkdirSync(at("beside"));
    symlinkSync(root, at("beside", "published"));
    let licences = 12;

    const places = [
      root,
      unit,
      version,
      join(version, "tally"),
      join(unit, "2026"),
      at("link"),
      at("beside", "published"),
      at("out"),
    ];
    const place = fc.constantFrom(...places);
    const own = fc.constantFrom(folder, at("units"), at("units", "0.yaml"));
    const correction = ["correct", at("units", "0.yaml"), "--reason", "漏计", "--by", "党政办", "--date", "2026-05-01"];
    const sum = ["roll-up", at("units"), "--unit", "某县人民政府", "--kind", "county", "--force"];
    const into = (make: (to: string) => string[]) => place.map(make);
    // What takes long is tried less often.
    const quick = [
      into((to) => ["verify", to]),
      into((to) => ["merge-manifests", to]),
      into((to) => ["template", "copy", to, "--force"]),
    ];
    const often = [
      into((to) => ["convert", tally, "--to", "2021", "-o", join(to, "c.yaml")]),
      into((to) => ["init", join(to, "0.yaml"), "--force"]),
      into((to) => ["build", at("units", "0.yaml"), "-o", to]),
      into((to) => ["publish", at("units", "0.yaml"), "-o", to]),
    ];
    const seldom = [
      fc.tuple(own, fc.subarray(["--final", "--force", "--draft"])).map(([path, more]) => ["build", path, ...more]),
      fc
        .tuple(place, fc.subarray(["--final", "--force", "--correct"]))
        .map(([to, more]) => ["build", folder, "-o", to, ...more]),
      own.map((path) => ["publish", path]),
      fc.constant(correction),
      into((to) => [...correction, "-o", to]),
      fc.constantFrom(["--fix"], ["--fix-blanks"], ["--fix-totals"]).map(([fix = ""]) => ["validate", fix, tally]),
      into((to) => ["validate", "--fix", to]),
      fc.tuple(own, place).map(([path, to]) => ["validate", path, "--format", `json=${join(to, "found.json")}`]),
      into((to) => ["seal", to]),
      into((to) => ["init", to, "--force"]),
      into((to) => [...sum, "-o", join(to, "sum.yaml")]),
      into((to) => [...sum, "-o", join(to, "record.json")]),
      into((to) => ["export", at("units"), "-o", to]),
      into((to) => ["import", join(version, report), "-o", join(to, "0.yaml"), "--force"]),
      into((to) => ["form", folder, "-o", join(to, "f.xlsx"), "--force"]),
      fc.constant(["status", folder]),
      fc.constant(["edit"]),
    ];
    const command = fc.oneof(
      ...quick.map((arbitrary) => ({ arbitrary, weight: 24 })),
      ...often.map((arbitrary) => ({ arbitrary, weight: 6 })),
      ...seldom.map((arbitrary) => ({ arbitrary, weight: 1 })),
    );
    const corrections = () => readdirSync(join(unit, "2025")).length;
    const run = async (args: readonly string[]): Promise<void> => {
      if (args[0] === "edit") {
        writeFileSync(at("units", "0.yaml"), signedTown(0, { licences: ++licences }));
        await main(["seal", at("units", "0.yaml"), "-q"]);
      } else if (args[0] !== "correct" || corrections() < mostVersions) await main(args);
    };

    const before = hashesOf(root);
    let marks = marksOf(root);
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 2 }), async (sequence) => {
        for (const args of sequence) await run(args);
        const now = marksOf(root);
        for (const [name, mark] of marks) expect(now.get(name), `${name} after ${JSON.stringify(sequence)}`).toBe(mark);
        const added = [...now.keys()].filter((name) => !marks.has(name));
        if (added.length > 0) {
          expect(
            added.every((name) => /^[^/]+\/2025\/v\d+\//.test(name)),
            added.join(),
          ).toBe(true);
          expect(verifyPublished(root).differences).toEqual([]);
        }
        marks = now;
      }),
      { numRuns: 1000, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
    );
    const after = hashesOf(root);
    for (const [name, hash] of before) expect(after.get(name), name).toBe(hash);
    expect(corrections()).toBeGreaterThan(1);
    expect(verifyPublished(root).differences).toEqual([]);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mergeManifests } from "../../../src/pipeline/batch/verify.ts";
import { temporaryFolder } from "../../support/folder.ts";

/** A folder with the manifests of two parts, written by the given versions of the program. */
function parts(...programs: readonly [string, string]): string {
  const folder = temporaryFolder();
  for (const [i, program] of programs.entries()) {
    const head = `{"schemaVersion":1,"program":"${program}","shard":{"index":${i + 1},"count":2}`;
    writeFileSync(join(folder, `manifest.${i + 1}-of-2.json`), `${head},\n"units":[\n\n]}\n`);
  }
  return folder;
}

it("manifests of different versions of the program are not joined", () => {
  expect(() => mergeManifests(parts("1.0.0", "1.0.1"))).toThrow(
    /different versions of the program \(1\.0\.0, 1\.0\.1\)/,
  );
  expect(mergeManifests(parts("1.0.0", "1.0.0"))).toMatchObject({ units: 0 });
});

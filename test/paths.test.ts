import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./support/folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a checkout holds: tracked files and those about to be. */
function sources(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  return listed
    .toString("utf8")
    .split("\0")
    .filter((name) => name !== "" && existsSync(join(root, name)));
}

describe("a folder of any name", () => {
  it("may hold the project: it compiles, builds and tests in “年 报”", () => {
    const checkout = join(temporaryFolder(), "年 报");
    for (const name of sources()) {
      mkdirSync(dirname(join(checkout, name)), { recursive: true });
      cpSync(join(root, name), join(checkout, name));
    }
    symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"), "junction");
    const node = (...args: readonly string[]): string =>
      execFileSync(process.execPath, args, { cwd: checkout, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

    node(".build/compile.mjs");
    expect(readdirSync(join(checkout, "dist/compiled"))).toContain("2021-report.docx.js");

    const out = join(checkout, "报 告");
    node("bin/gov-report.js", "build", "samples/county", "--jobs", "2", "-o", out, "--quiet");
    const built = readdirSync(out).filter((name) => /\.(docx|xlsx|md)$/.test(name));
    expect(built.length).toBeGreaterThan(2);
    for (const name of built) expect(statSync(join(out, name)).size, name).toBeGreaterThan(1_000);

    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const tests = ["test/render/same-bytes.test.ts", "test/edition/load.test.ts", "test/render/precompiled.test.ts"];
    const passed = node(vitest, "run", "--config", "test/vitest.config.ts", "--reporter=json", ...tests);
    const { numFailedTests, numPassedTests, numPendingTests } = JSON.parse(passed);
    expect({ numFailedTests, numPendingTests }).toEqual({ numFailedTests: 0, numPendingTests: 0 });
    expect(numPassedTests).toBeGreaterThan(10);
  });

  it("is told to the disk as a path and to the loader as a URL", () => {
    const wrong = sources()
      .filter((name) => /\.(ts|mts|mjs|js)$/.test(name) && name !== "test/paths.test.ts")
      .flatMap((name) => {
        const text = readFileSync(join(root, name), "utf8");
        // The pathname of a URL is percent-encoded, and on Windows begins with a slash; `import()` of a path takes it for a URL.
        const found = text.match(/\.pathname\b|\bimport\((?:join|resolve|root|`)[^)]*\)/g) ?? [];
        return found.map((words) => `${name}: ${words}`);
      });
    expect(wrong).toEqual([]);
  });
});

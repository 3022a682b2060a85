import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Tests that change what the others load, or count steps, which code that is warm already does not show. */
const alone = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((name) => `test/${name.replaceAll("\\", "/")}`)
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => /vi\.mock\(|support\/steps\.ts"/.test(readFileSync(join(root, name), "utf8")));

const config: ViteUserConfig = defineConfig({
  test: {
    root,
    // Ends what hangs, LibreOffice included; nothing measures how fast a test is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    // Left to itself it keeps one core free, which is half of a small machine.
    maxWorkers: "100%",
    projects: [
      // The program is loaded once for all of them: that takes longer than most of what they try.
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: alone, isolate: false } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});

export default config;

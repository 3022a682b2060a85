import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandsFor } from "../../src/cli/commands/index.ts";
import { speak } from "../../src/cli/help.ts";

const dist = new URL("../../dist/", import.meta.url);
const names = (argv: readonly string[]) => commandsFor(argv).then((made) => made.map(({ name }) => name));

/** Chunks of dist/ that are loaded before anything runs. */
function loadedWith(entry: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(new URL(entry, dist), "utf8");
  for (const [, name = ""] of text.matchAll(/(?:^|;)(?:import|export)\b[^;("]*"\.\/([^"]+)"/gm)) loadedWith(name, seen);
  return seen;
}

describe("the commands", () => {
  it("are all there for help and for a misspelt name, and each is found by its own", async () => {
    const all = await names([]);
    const files = readdirSync(new URL("../../src/cli/commands/", import.meta.url)).filter(
      (file) => file !== "index.ts",
    );
    expect(all).toHaveLength(files.length);
    for (const argv of [["--help"], ["bild"], ["toString"]]) expect(await names(argv)).toEqual(all);
    for (const name of all) expect(await names([name, "--help"])).toEqual([name]);
  });

  it("are not loaded for the version, nor is the catalogue of rules", async () => {
    expect(await names(["--version"])).toEqual([]);
    expect(await names(["-V"])).toEqual([]);
    const loaded = [...loadedWith("cli.js")];
    expect(loaded.length).toBeGreaterThan(1);
    for (const name of loaded)
      expect(readFileSync(new URL(name, dist), "utf8"), name).not.toMatch(/"?GR201|--severity/);
  });
});

describe("help in Chinese", () => {
  /** Two words of a sentence; commands and options are typed as they stand, and so are the names of standards. */
  const english = /[A-Za-z]{2,}[,;:]? [a-z]{2,}/;
  const typed = /gov-report [a-z-]+|build --shard|--[a-z-]+|JSON Schema/g;

  it("has no English sentence, and no word of commander's own, in any command", async () => {
    for (const entry of await commandsFor([])) {
      const page = speak(entry.bind({ localize: ({ zh }) => zh }).command, "zh").helpInformation();
      for (const line of page.replaceAll(typed, "").split("\n")) expect(line).not.toMatch(english);
      expect(page).not.toMatch(
        /Usage|Options|Arguments|Commands|default|choices|\[options\]|<(?:path|dir|file|name|kind)>/,
      );
    }
  });

  it("stands in columns, whatever takes two of them", async () => {
    const [entry] = await commandsFor(["init"]);
    const page = speak(entry?.bind({ localize: ({ zh }) => zh }).command ?? expect.fail(), "zh").helpInformation();
    expect(page).toContain("  --unit <名称>             单位全称\n");
    expect(page).toContain("  --zeros                   每个数预填 0");
  });
});

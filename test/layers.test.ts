import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";

const src = new URL("../src", import.meta.url).pathname;

/** Who may import whom: layers of our own, and packages. Each package has its door. */
const table: Record<string, readonly string[]> = {
  // Likeness of names is the one thing a diagnostic of any layer may need from outside.
  core: ["fastest-levenshtein"],
  edition: ["core", "yaml", "zod", "node:fs", "node:path", "node:crypto"],
  read: ["core", "edition", "yaml", "zod", "node:fs", "node:path"],
  text: ["core", "handlebars"],
  check: ["core", "text"],
  model: ["core", "text"],
  print: ["core", "get-east-asian-width", "node:util"],
  render: ["core", "handlebars", "fflate", "saxes", "node:zlib", "node:crypto", "node:url"],
  // A large workbook is taken from exceljs as it is written.
  draw: ["core", "docx", "exceljs", "fflate", "node:stream"],
  // A thread's temporary files bear its number.
  write: ["core", "node:fs", "node:path", "node:crypto", "node:worker_threads"],
  pipeline: [
    ...["core", "edition", "read", "text", "check", "model", "render", "draw", "write"],
    ...["node:fs", "node:path", "node:url", "tinyglobby"],
    // The batch: threads, how many of them, and what has changed since the last run.
    ...["tinypool", "node:worker_threads", "node:os", "node:crypto", "node:zlib"],
  ],
  cli: ["core", "pipeline", "print", "commander", "cli-progress", "node:fs", "node:path"],
  "index.ts": ["core", "pipeline"],
};

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly target: string;
}

const imports: readonly Import[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => {
    const file = join(src, name);
    const text = readFileSync(file, "utf8");
    const layer = name.split(sep)[0] ?? "";
    const found = text.matchAll(/(?:^|\n)(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g);
    return [...found].map((match): Import => {
      const wanted = match[1] ?? match[2] ?? "";
      const target = wanted.startsWith(".") ? (relative(src, join(file, "..", wanted)).split(sep)[0] ?? "") : wanted;
      return { file: name, layer, target };
    });
  })
  .filter(({ layer, target }) => layer !== target);

describe("layers", () => {
  it("sees the imports at all", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.some(({ layer, target }) => layer === "cli" && target === "commander")).toBe(true);
  });

  it("every folder of src stands in the table", () => {
    const layers = readdirSync(src).filter((name) => name !== "README.md");
    expect(layers.filter((name) => !(name in table))).toEqual([]);
  });

  it("nobody imports what the table does not allow", () => {
    const wrong = imports.filter(({ layer, target }) => {
      const pack = target.startsWith("node:") || target.startsWith("@") ? target : (target.split("/")[0] ?? target);
      return !table[layer]?.includes(pack);
    });
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it("no year is written in src, and no clock, locale or chance below cli", () => {
    const wrong = readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => {
        const text = readFileSync(join(src, name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
        const banned = [/\b20(?:0[89]|1\d|2[0-4])\b/];
        if (!name.startsWith("cli")) banned.push(/Date\.now|new Date\(\)|Math\.random|toLocale|Intl\./);
        return banned.filter((pattern) => pattern.test(text)).map((pattern) => `${name}: ${pattern}`);
      });
    expect(wrong).toEqual([]);
  });
});

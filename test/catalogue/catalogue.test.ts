import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { retired, severityOf } from "../../src/catalogue/index.ts";
import { catalogue } from "../../src/pipeline/catalogue.ts";

const src = fileURLToPath(new URL("../../src", import.meta.url));
const codes = catalogue.map(({ code }) => code);

/** The codes that the source names, without those that only the catalogue itself does. */
const named = new Set(
  readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("catalogue"))
    .flatMap((name) => [...readFileSync(join(src, name), "utf8").matchAll(/"(GR\d{3})"/g)].map(([, code]) => code)),
);

describe("catalogue", () => {
  it("has every code and every name once, in order", () => {
    expect(codes).toEqual([...new Set(codes)].sort());
    const names = catalogue.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it("has each code that somebody gives, and none that nobody gives", () => {
    expect([...named].filter((code) => !codes.some((known) => known === code))).toEqual([]);
    expect(codes.filter((code) => !named.has(code))).toEqual([]);
  });

  it("uses no retired code again", () => {
    expect(retired.filter((code) => codes.includes(code) || named.has(code))).toEqual([]);
    expect(retired).toEqual([...new Set(retired)].sort());
  });

  it("says everything in both languages", () => {
    for (const { code, name, summary, why } of catalogue) {
      expect(name, code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const { zh, en } of [summary, why]) {
        expect(zh, code).toMatch(/\p{Script=Han}/u);
        expect(en, code).toMatch(/[a-z]/);
      }
      expect(summary.zh, code).not.toMatch(/[。．]$/);
      expect(why.zh, code).toMatch(/。$/);
      expect(why.en, code).toMatch(/[.]$/);
    }
  });

  it("knows the severity of a code, and no code that it has not", () => {
    expect(severityOf("GR101")).toBe("error");
    expect(severityOf("GR143")).toBe("warning");
    expect(() => severityOf("GR999")).toThrow("GR999");
  });
});

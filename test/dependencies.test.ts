import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
}

const root = new URL("..", import.meta.url);
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync(new URL("package-lock.json", root), "utf8"),
);
const production = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);
const name = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** The lowest version without a published weakness that reaches us. */
const floors: Readonly<Record<string, string>> = {
  yaml: "2.8.3",
  handlebars: "4.7.9",
  zod: "4.0.0",
  jszip: "3.8.0",
  fflate: "0.8.2",
  saxes: "5.0.1",
};

const number = (version: string) =>
  version
    .split("-")[0]!
    .split(".")
    .reduce((sum, part) => sum * 10_000 + Number(part), 0);

describe("what is shipped with the program", () => {
  it("runs on Node 20.19", () => {
    const admits = (range: string) =>
      range.split("||").some((part) => {
        const [, sign = "", major = "0", minor = "0"] = /(>=|\^|~|>)?\s*v?(\d+)(?:\.(\d+|x))?/.exec(part.trim()) ?? [];
        if (sign === "^" || sign === "") return Number(major) === 20 && (minor === "x" || Number(minor) <= 19);
        return Number(major) < 20 || (Number(major) === 20 && Number(minor) <= 19);
      });
    const refused = production.filter(
      ([, { engines }]) => engines?.node && !admits(engines.node) && engines.node !== "*",
    );
    expect(refused.map(([path, { engines }]) => `${path} ${engines?.node}`)).toEqual([]);
  });

  it("has no version below its floor", () => {
    const low = production.filter(
      ([path, { version = "0" }]) => number(version) < number(floors[name(path)] ?? "0.0.0"),
    );
    expect(low.map(([path, { version }]) => `${path} ${version}`)).toEqual([]);
    for (const wanted of ["yaml", "handlebars", "zod", "fflate", "saxes"]) {
      expect(
        production.some(([path]) => name(path) === wanted),
        wanted,
      ).toBe(true);
    }
  });

  it("runs no script when it is installed", () => {
    expect(production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it("is under licences that let an office use it", () => {
    const allowed = /MIT|ISC|BSD|Apache-2\.0|0BSD|BlueOak|CC0|Unlicense|Python-2\.0|WTFPL|Zlib/;
    // Below exceljs, on its way to reading zip files; names no licence and is loaded only when templates are drawn.
    const unnamed = ["buffers"];
    const others = production.filter(
      ([path, { license = "" }]) => !allowed.test(license) && !unnamed.includes(name(path)),
    );
    expect(others.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
  });

  it("is locked without naming a host", () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});

import { readFileSync } from "node:fs";

/** Read from package.json, two levels above src/cli, or one above dist/. */
export const version: string = readVersion();

function readVersion(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const found = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
      if (found.name === "gov-report") return found.version;
    } catch {
      // not this one
    }
  }
  return "0.0.0";
}

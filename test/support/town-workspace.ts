import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, temporaryFolder } from "./folder.ts";
import { type Ran, runProgram } from "./program.ts";

const tally: string = readFileSync(new URL("../../samples/county/units/songbei-zhen.yaml", import.meta.url), "utf8");

/** A tally of the n-th made-up town. Its texts are told apart by `words`. */
export function town(n: number, words = ""): string {
  return tally.replaceAll("云溪县松陂镇人民政府", `第${n}镇人民政府`).replace(/^narrative:/m, `narrative:${words}`);
}

/** A workspace of so many towns, named so that they sort. */
export function workspaceOf(count: number): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  writeFileSync(join(folder, "gov-report.yaml"), "year: 2025\nformats: [docx, md]\n");
  for (let n = 0; n < count; n++) writeFileSync(unitFile(folder, n), town(n));
  return folder;
}

export function unitFile(folder: string, n: number): string {
  return join(folder, "units", `${String(n).padStart(4, "0")}.yaml`);
}

export function run(folder: string, ...args: readonly string[]): Ran {
  return runProgram(folder, [...args, "--lang", "en"]);
}

/** The last line on stderr: what was counted. */
export function counted({ stderr }: Ran): string {
  return /\d+ built, \d+ unchanged, \d+ not built/.exec(stderr)?.[0] ?? stderr;
}

/** Every file below a folder with its bytes. */
export function contents(folder: string): ReadonlyMap<string, string> {
  return new Map(filesBelow(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]));
}

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { program } from "../support/program.ts";

const tally = readFileSync(new URL("../../samples/county/units/songbei-zhen.yaml", import.meta.url), "utf8");

it("validate --watch checks again what has changed, follows new files and folders, takes no notice of what it writes, and ends on Ctrl-C", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  writeFileSync(join(folder, "gov-report.yaml"), "year: 2025\n");
  writeFileSync(join(folder, "units/a.yaml"), tally);
  const args = ["validate", "--watch", "--lang", "en", "--format", "concise", "--format", "json=found.json"];
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const wakers: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      for (const wake of wakers.splice(0)) wake();
    });
  }
  const ended = new Promise<number | null>((settle) => child.on("exit", settle));
  const until = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(printed)) await new Promise<void>((wake) => wakers.push(wake));
  };
  await until(/1 checked: 1 valid.*\n(?:.*\n)*watching/);
  writeFileSync(join(folder, "units/a.yaml"), tally.replace("year: 2025", "year: 2O25"));
  await until(/a\.yaml:1:7: GR150 error(?:.*\n)+?.*1 checked: 0 valid.*\n(?:.*\n)*watching/);
  mkdirSync(join(folder, "units/new"));
  writeFileSync(join(folder, "units/new/b.yaml"), tally);
  await until(/2 checked: 1 valid.*\n(?:.*\n)*watching/);
  // Its own report has been written three times by now, and nothing has been run for that.
  expect(printed.match(/checked:/g)?.length).toBeLessThanOrEqual(4);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(printed).toMatch(/no longer watching\n$/);
});

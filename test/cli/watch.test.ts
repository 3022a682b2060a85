import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { makeIo } from "../../src/cli/io.ts";
import { watchRuns } from "../../src/cli/watch.ts";
import { type SystemWatch, watchFolder } from "../../src/cli/watch-folder.ts";
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

/** A system that watches nothing more, as Linux has it; at once, or at some later change. */
const full = Object.assign(new Error("ENOSPC: System limit for number of file watchers reached"), { code: "ENOSPC" });
const refuses: SystemWatch = () => {
  throw full;
};

it("where the system watches no more, --watch says so, looks itself, and goes on", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a.yaml");
  writeFileSync(file, "a");
  const said: string[] = [];
  const io = {
    ...makeIo({ lang: "en" }),
    cwd: folder,
    out: () => undefined,
    err: (line: string) => void said.push(line),
  };
  let runs = 0;
  const run = async (): Promise<0> => {
    runs += 1;
    if (runs === 1) setImmediate(() => writeFileSync(file, "longer"));
    else process.emit("SIGINT");
    return 0;
  };
  const watched = () => ({ folders: [folder], written: [join(folder, "out")] });
  expect(await watchRuns(io, run, watched, refuses)).toBe(130);
  expect(runs).toBe(2);
  expect(said[0]).toMatch(/^\.: the system does not tell of changes here/);
  expect(said[1]).toMatch(/^watching/);
});

it("a folder that is looked through tells of files changed, new and gone at any depth, not of what runs write", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "units"));
    mkdirSync(join(folder, "out"));
    const told = (change: () => void): readonly [number, number] => {
      const [changed, polls] = [vi.fn(), vi.fn()];
      const ignores = (path: string) => path.startsWith(join(folder, "out"));
      let fail = (_: Error): void => undefined;
      const later: SystemWatch = () =>
        ({ close: () => undefined, on: (_: string, on: typeof fail) => (fail = on) }) as never;
      const watching = watchFolder({ folder, ignores, changed, polls }, later);
      fail(full);
      change();
      vi.advanceTimersByTime(3000);
      watching.close();
      return [changed.mock.calls.length, polls.mock.calls.length];
    };
    expect(told(() => undefined)).toEqual([0, 1]);
    expect(told(() => writeFileSync(join(folder, "out/report.md"), "x"))).toEqual([0, 1]);
    expect(told(() => writeFileSync(join(folder, "units/a.yaml"), "x"))).toEqual([1, 1]);
    expect(told(() => writeFileSync(join(folder, "units/a.yaml"), "xy"))).toEqual([1, 1]);
    expect(told(() => rmSync(join(folder, "units/a.yaml")))).toEqual([1, 1]);
  } finally {
    vi.useRealTimers();
  }
});

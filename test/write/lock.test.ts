import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import { lockFolder } from "../../src/write/lock.ts";
import { temporaryFolder } from "../support/folder.ts";

const gone = spawnSync(process.execPath, ["-e", ""]).pid;

describe("a lock on the manifest of an output folder", () => {
  it("is refused to a second run, says who holds it, and is free again when released", () => {
    const folder = temporaryFolder();
    const release = lockFolder(folder, "manifest.json");
    expect(() => lockFolder(folder, "manifest.json")).toThrow(FileError);
    expect(() => lockFolder(folder, "manifest.json")).toThrow(`process ${process.pid} on ${hostname()}`);
    release();
    expect(readdirSync(folder)).toEqual([]);
    lockFolder(folder, "manifest.json")();
  });

  it("does not keep the parts of a batch from each other", () => {
    const folder = temporaryFolder();
    const first = lockFolder(folder, "manifest.1-of-2.json");
    const second = lockFolder(folder, "manifest.2-of-2.json");
    first();
    second();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("counts for nothing when its process is gone, or when no program of ours wrote it", () => {
    for (const left of [`${gone} ${hostname()}\n`, "", "somebody"]) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, ".manifest.json.lock"), left);
      lockFolder(folder, "manifest.json")();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it("of another machine stands: whether its process lives cannot be seen from here", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, ".manifest.json.lock"), `${gone} another-machine\n`);
    expect(() => lockFolder(folder, "manifest.json")).toThrow("another-machine");
  });
});

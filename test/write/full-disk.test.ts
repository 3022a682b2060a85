import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import { writeTogether } from "../../src/write/files.ts";
import { filesBelow, temporaryFolder } from "../support/folder.ts";

/** A folder on a disk of 64 kB, or undefined where no such disk can be had. */
function smallDisk(): string | undefined {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
  if (mounted.status !== 0) return undefined;
  onTestFinished(() => void spawnSync("umount", [folder]));
  return folder;
}

describe("a full disk", () => {
  it("is said in words; the older reports stand as they were, and nothing half-written is left", (context) => {
    const folder = smallDisk();
    if (!folder) {
      console.log("skipped: a small disk to fill can only be mounted by root on Linux");
      context.skip();
      return;
    }
    writeFileSync(join(folder, "a.docx"), "last week's");
    const outputs = [
      { name: "a.docx", bytes: new Uint8Array(1_000) },
      { name: "a.xlsx", bytes: new Uint8Array(200_000) },
    ];
    expect(() => writeTogether(folder, outputs)).toThrow(FileError);
    expect(() => writeTogether(folder, outputs)).toThrow("the disk is full");
    expect(readFileSync(join(folder, "a.docx"), "utf8")).toBe("last week's");
    expect(filesBelow(folder)).toEqual(["a.docx"]);
  });
});

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renamePatiently } from "../../src/write/disk-errors.ts";
import { temporaryFolder } from "../support/folder.ts";

/** Codes that the next attempts to rename end with. */
const failures: string[] = [];
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const renameSync = (from: string, to: string): void => {
    const code = failures.shift();
    if (code) throw Object.assign(new Error(code), { code });
    fs.renameSync(from, to);
  };
  return { ...fs, renameSync };
});
beforeEach(() => void failures.splice(0));

describe("a file that somebody holds", () => {
  const file = () => {
    const path = join(temporaryFolder(), "a");
    writeFileSync(path, "x");
    return path;
  };

  it("for a moment is renamed all the same", () => {
    failures.push("EBUSY", "EBUSY", "EBUSY");
    const from = file();
    renamePatiently(from, `${from}.docx`);
    expect(existsSync(`${from}.docx`)).toBe(true);
  });

  it("for longer is told, and stays where it was", () => {
    failures.push(...Array.from({ length: 20 }, () => "EBUSY"));
    const from = file();
    expect(() => renamePatiently(from, `${from}.docx`)).toThrow("EBUSY");
    expect(existsSync(from)).toBe(true);
    expect(failures.length).toBe(13);
  });

  it("any other fault is told at once", () => {
    failures.push("ENOSPC", "ENOSPC");
    const from = file();
    expect(() => renamePatiently(from, `${from}.docx`)).toThrow("ENOSPC");
    expect(failures).toEqual(["ENOSPC"]);
  });
});

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import { keepCopy, setAside, writePieces, writeTogether } from "../../src/write/files.ts";
import { lockFolder } from "../../src/write/lock.ts";
import { publishedAround } from "../../src/write/published-guard.ts";
import { isMark, openPublished, writeVersion } from "../../src/write/version.ts";
import { filesBelow, temporaryFolder } from "../support/folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const version = [
  { name: "a.md", bytes: bytes("1") },
  { name: "record.json", bytes: bytes("{}") },
];

function published(): string {
  const root = join(temporaryFolder(), "published");
  openPublished(root);
  return root;
}

describe("a published version", () => {
  it("is written whole, cannot be written to by hand, and leaves nothing beside it", () => {
    const root = published();
    writeVersion(root, ["某镇", "2025", "v1"], version);
    expect(filesBelow(root)).toEqual(["published.json", "某镇/2025/v1/a.md", "某镇/2025/v1/record.json"]);
    expect(isMark(readFileSync(join(root, "published.json")))).toBe(true);
    expect(statSync(join(root, "某镇/2025/v1/a.md")).mode & 0o222).toBe(0);
  });

  it("is never written a second time", () => {
    const root = published();
    writeVersion(root, ["某镇", "2025", "v1"], version);
    const before = readFileSync(join(root, "某镇/2025/v1/a.md"));
    const other = [{ name: "a.md", bytes: bytes("2") }];
    expect(() => writeVersion(root, ["某镇", "2025", "v1"], other)).toThrow(/published/);
    expect(readFileSync(join(root, "某镇/2025/v1/a.md"))).toEqual(before);
    expect(readdirSync(root)).toEqual(["published.json", "某镇"]);
  });

  it("that cannot be written whole is not there, and nothing stands in the way of the next attempt", () => {
    const root = published();
    const wrong = [...version, { name: "a.md/under-a-file.md", bytes: bytes("3") }];
    expect(() => writeVersion(root, ["某镇", "2025", "v1"], wrong)).toThrow(FileError);
    expect(filesBelow(root)).toEqual(["published.json"]);
    writeVersion(root, ["某镇", "2025", "v1"], version);
    expect(filesBelow(root)).toHaveLength(3);
  });

  it("does not go through a link, nor into a file", () => {
    const root = published();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(root, "链接"));
    writeFileSync(join(root, "文件"), "");
    expect(() => writeVersion(root, ["链接", "2025", "v1"], version)).toThrow(/link/);
    expect(() => writeVersion(root, ["文件", "2025", "v1"], version)).toThrow(/link/);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it("what a killed run left half-done is removed by the next one, and what one that lives is writing is not", () => {
    const root = published();
    const [dead, alive] = [".gov-report-999999-0-0.new.tmp", `.gov-report-${process.ppid}-0-0.new.tmp`];
    for (const name of [dead, alive]) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, "a.md"), "half");
      chmodSync(join(root, name, "a.md"), 0o444);
    }
    openPublished(root);
    expect([existsSync(join(root, dead)), existsSync(join(root, alive))]).toEqual([false, true]);
  });
});

describe("the folder of published reports", () => {
  it("is not made of one that holds other things, nor inside another", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "manifest.json"), "{}");
    expect(() => openPublished(folder)).toThrow(/other files/);
    expect(readdirSync(folder)).toEqual(["manifest.json"]);
    expect(() => openPublished(join(published(), "某镇", "published"))).toThrow(/as they were published/);
  });

  it("is known by its versions where somebody has removed its mark", () => {
    const root = published();
    writeVersion(root, ["某镇", "2025", "v1"], version);
    rmSync(join(root, "published.json"));
    openPublished(root);
    expect(existsSync(join(root, "published.json"))).toBe(true);
  });
});

describe("the guard of what was published", () => {
  it.each<[string, (folder: string) => unknown]>([
    ["files", (folder) => writeTogether(folder, [{ name: "new.md", bytes: bytes("new") }])],
    ["a file in its place", (folder) => writeTogether(folder, [{ name: "a.md", bytes: bytes("new") }])],
    ["a file far below", (folder) => writeTogether(join(folder, "x", "y"), [{ name: "a.md", bytes: bytes("new") }])],
    ["a long file", (folder) => writePieces(folder, "a.md", [bytes("new")])],
    ["another name", (folder) => setAside(folder, "a.md", "旧版-")],
    ["a copy", (folder) => keepCopy(folder, "a.md", "旧版-")],
    ["a lock", (folder) => lockFolder(folder, "manifest.json")],
  ])("refuses %s, in a version, above it, and by way of a link", (_name, write) => {
    const root = published();
    writeVersion(root, ["某镇", "2025", "v1"], version);
    const link = join(temporaryFolder(), "out");
    symlinkSync(join(root, "某镇", "2025", "v1"), link);
    const before = filesBelow(root);
    for (const folder of [join(root, "某镇", "2025", "v1"), join(root, "某镇"), root, link]) {
      expect(() => write(folder), folder).toThrow(/as they were published/);
    }
    expect(filesBelow(root)).toEqual(before);
    expect(readFileSync(join(root, "某镇/2025/v1/a.md"), "utf8")).toBe("1");
  });

  it("refuses a name that leads from outside into it", () => {
    const root = published();
    const name = join("published", "b.md");
    expect(() => writeTogether(join(root, ".."), [{ name, bytes: bytes("new") }])).toThrow(/as they were published/);
    expect(filesBelow(root)).toEqual(["published.json"]);
  });

  it("leaves any other folder alone, one called v1 and one with a record.json among them", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "v1"));
    writeFileSync(join(folder, "record.json"), "{}");
    expect(publishedAround(join(folder, "v1"))).toBeUndefined();
    expect(writeTogether(join(folder, "v1"), [{ name: "a.md", bytes: bytes("1") }])).toBe("written");
  });
});

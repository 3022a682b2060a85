import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import { inWords } from "../../src/write/disk-errors.ts";
import { folderWriter, setAside, writeTogether } from "../../src/write/files.ts";
import { filesBelow, temporaryFolder } from "../support/folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("writing files that belong together", () => {
  it("writes all of them and leaves nothing else behind", () => {
    const folder = temporaryFolder();
    expect(
      writeTogether(folder, [
        { name: "a.docx", bytes: bytes("1") },
        { name: "b.md", bytes: bytes("2") },
      ]),
    ).toBe("written");
    expect(filesBelow(folder)).toEqual(["a.docx", "b.md"]);
  });

  it("leaves files alone that already have these bytes", () => {
    const folder = temporaryFolder();
    const outputs = [{ name: "a.md", bytes: bytes("same") }];
    writeTogether(folder, outputs);
    const before = statSync(join(folder, "a.md")).ino;
    expect(writeTogether(folder, outputs)).toBe("unchanged");
    expect(statSync(join(folder, "a.md")).ino).toBe(before);
  });

  it("for a whole run: in a folder that goes away between two units, the second stands all the same", () => {
    const folder = join(temporaryFolder(), "out");
    const write = folderWriter(folder);
    write([{ name: "a.md", bytes: bytes("1") }]);
    rmSync(folder, { recursive: true });
    expect(write([{ name: "b.md", bytes: bytes("2") }])).toBe("written");
    expect(filesBelow(folder)).toEqual(["b.md"]);
  });

  it("for a whole run: what begins as a link is refused also behind other files", () => {
    const folder = temporaryFolder();
    const write = folderWriter(folder);
    write([{ name: "a.md", bytes: bytes("1") }]);
    symlinkSync(join(folder, "a.md"), join(folder, "b.md"));
    expect(() => write([{ name: "b.md", bytes: bytes("2") }])).toThrow(FileError);
    for (const name of ["..", "../b.md", "."]) expect(() => write([{ name, bytes: bytes("2") }])).toThrow(FileError);
    expect(readFileSync(join(folder, "a.md"), "utf8")).toBe("1");
  });

  it("when the second cannot be put in place, the first is as it was", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.docx"), "old");
    mkdirSync(join(folder, "b.md", "in the way"), { recursive: true });
    const outputs = [
      { name: "a.docx", bytes: bytes("new") },
      { name: "b.md", bytes: bytes("new") },
    ];
    expect(() => writeTogether(folder, outputs)).toThrow(FileError);
    expect(readFileSync(join(folder, "a.docx"), "utf8")).toBe("old");
    expect(filesBelow(folder)).toEqual(["a.docx"]);
  });

  it("a file that was not there before is not there after a failure", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "b.md", "in the way"), { recursive: true });
    expect(() =>
      writeTogether(folder, [
        { name: "a.docx", bytes: bytes("1") },
        { name: "b.md", bytes: bytes("2") },
      ]),
    ).toThrow(FileError);
    expect(existsSync(join(folder, "a.docx"))).toBe(false);
  });

  it("a pipe or a device in a file's place is not replaced", () => {
    const folder = temporaryFolder();
    if (spawnSync("mkfifo", [join(folder, "a.docx")]).status !== 0) return;
    expect(() => writeTogether(folder, [{ name: "a.docx", bytes: bytes("1") }])).toThrow("a pipe or a device");
    expect(statSync(join(folder, "a.docx")).isFIFO()).toBe(true);
  });

  it("durable files are the same files", () => {
    const folder = temporaryFolder();
    const outputs = [{ name: "a.docx", bytes: bytes("1") }];
    expect(writeTogether(folder, outputs, { durable: true })).toBe("written");
    expect(readFileSync(join(folder, "a.docx"), "utf8")).toBe("1");
    expect(writeTogether(folder, outputs, { durable: true })).toBe("unchanged");
  });

  it("never writes outside the folder", () => {
    const folder = join(temporaryFolder(), "out");
    for (const name of ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "."]) {
      expect(() => writeTogether(folder, [{ name, bytes: bytes("x") }]), name).toThrow(FileError);
    }
  });

  it("does not follow a link that stands where the file should be", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "victim"), "safe");
    symlinkSync(join(folder, "victim"), join(folder, "a.md"));
    expect(() => writeTogether(folder, [{ name: "a.md", bytes: bytes("x") }])).toThrow(/symbolic link/);
    expect(readFileSync(join(folder, "victim"), "utf8")).toBe("safe");
  });

  it("says in words that the folder is a file, or is not ours to write", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "out"), "");
    expect(() => writeTogether(join(folder, "out"), [{ name: "a.md", bytes: bytes("x") }])).toThrow(FileError);
    if (process.getuid?.() !== 0) {
      const locked = join(folder, "locked");
      mkdirSync(locked);
      chmodSync(locked, 0o500);
      expect(() => writeTogether(locked, [{ name: "a.md", bytes: bytes("x") }])).toThrow(/no permission/);
    }
  });

  it.each([
    ["ENOSPC", "磁盘已满"],
    ["EACCES", "没有写入权限"],
    ["EBUSY", "请先关闭 Word"],
    ["EXYZ", "EXYZ"],
  ])("%s has its sentence", (code, words) => {
    expect(inWords("f", Object.assign(new Error("x"), { code })).text.zh).toContain(words);
  });

  it("an error without a system code is ours and is passed on", () => {
    expect(() => inWords("f", new TypeError("ours"))).toThrow(TypeError);
  });
});

describe("setting a report aside", () => {
  it("keeps it under a name that says it is old", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "甲镇.docx"), "last week's");
    expect(setAside(folder, "甲镇.docx", "旧版-")).toBe(true);
    expect(filesBelow(folder)).toEqual(["旧版-甲镇.docx"]);
    expect(setAside(folder, "甲镇.docx", "旧版-")).toBe(false);
  });
});

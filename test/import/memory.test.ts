import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { program } from "../support/program.ts";
import { sheetParts } from "../support/sheet-files.ts";

const mebibyte = 1_048_576;

/** A part of so many MiB of rows, deflated piece by piece: nobody ever holds it whole. */
function rows(count: number) {
  const row = '<row><c t="n"><v>1</v></c></row>';
  const piece = Buffer.from(row.repeat(Math.floor(mebibyte / row.length)).padEnd(mebibyte, " "));
  const head = Buffer.from(
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'.padEnd(1024, " "),
  );
  const open = { finishFlush: constants.Z_FULL_FLUSH, level: 9 } as const;
  const [first, middle] = [deflateRawSync(head, open), deflateRawSync(piece, open)];
  const last = deflateRawSync(Buffer.from("</sheetData></worksheet>"));
  let crc = crc32(head);
  for (let i = 0; i < count; i++) crc = crc32(piece, crc);
  crc = crc32("</sheetData></worksheet>", crc);
  const raw = Buffer.concat([first, ...Array.from({ length: count }, () => middle), last]);
  return { raw, crc, size: 1024 + count * mebibyte + 24 };
}

interface Part {
  readonly name: string;
  readonly raw: Buffer;
  readonly crc: number;
  readonly size: number;
}

/** An archive of parts that are deflated already; `size` is what it says of each. */
function archive(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, raw, crc, size } of parts) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(raw.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, Buffer.from(name), raw]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\u0005\u0006"), end]);
}

function workbook(sheet: Omit<Part, "name">): Buffer {
  const name = "xl/worksheets/sheet1.xml";
  const others = Object.entries(sheetParts([{ name: "一", rows: "" }])).filter(([other]) => other !== name);
  const parts = others.map(([other, content]): Part => {
    const bytes = Buffer.from(content);
    return { name: other, raw: deflateRawSync(bytes), crc: crc32(bytes), size: bytes.length };
  });
  return archive([...parts, { name, ...sheet }]);
}

/**
 * The program in a process of its own, with a small heap, and how much memory it took in all. A shell stands between: what a
 * process is started from counts as its own until it runs.
 */
function importing(bytes: Buffer) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "炸弹.xlsx"), bytes);
  const script = `process.on("exit", () => console.error("took", process.resourceUsage().maxRSS));
    process.argv = ["node", "gov-report", "import", "炸弹.xlsx", "--lang", "zh"];
    await import(${JSON.stringify(pathToFileURL(program).href)});`;
  const options = ["--max-old-space-size=64", "--input-type=module", "--eval", script];
  const command = ["-c", '"$0" "$@"; exit $?', process.execPath, ...options];
  const { status, stderr } = spawnSync("bash", command, { cwd: folder, encoding: "utf8" });
  return { status, stderr, mebibytes: Number(/took (\d+)/.exec(stderr)?.[1]) / 1024 };
}

describe("a sheet of 300 MB in an archive of 300 kB", () => {
  const sheet = rows(300);
  it.each([
    ["that says its size", sheet],
    ["that says it is small", { ...sheet, size: 10_000 }],
  ])("%s is refused within bounded memory", (_, part) => {
    const bytes = workbook(part);
    expect(bytes.length).toBeLessThan(2 * mebibyte);
    const { status, stderr, mebibytes } = importing(bytes);
    expect(stderr).toContain("GR802");
    expect(status).toBe(1);
    expect(mebibytes).toBeLessThan(220);
  });

  it("is of a kind that would be read if it were small", () => {
    expect(importing(workbook(rows(0))).stderr).toContain("GR804");
  });
});

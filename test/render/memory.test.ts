import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { program } from "../support/program.ts";
import { wordFile } from "../support/word-files.ts";
import { unzipped } from "../support/zip-files.ts";

/** So much heap for all of it: what an archive declares is never taken at its word. */
const cap = "--max-old-space-size=160";

const zeros = new Uint8Array(64 * 1024 * 1024);
const sound = Object.fromEntries(
  Object.entries(unzipped(wordFile("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))).map(([name, text]) => [
    name,
    new TextEncoder().encode(text),
  ]),
);

it.each<[string, () => Uint8Array]>([
  ["one part that unpacks to a thousand times its size", () => zipSync({ ...sound, "word/media/a.bin": zeros })],
  ["the body itself", () => zipSync({ ...sound, "word/document.xml": zeros })],
  [
    "many parts that are large together",
    () => zipSync({ ...sound, ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`word/m${i}.xml`, zeros])) }),
  ],
  [
    "parts without number",
    () =>
      zipSync({
        ...sound,
        ...Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`x/${i}`, new Uint8Array(1)])),
      }),
  ],
])("an archive under a memory cap is read or refused, and the process lives: %s", (_, make) => {
  const folder = temporaryFolder();
  const bytes = make();
  for (const name of ["a.docx", "a.xlsx"]) {
    writeFileSync(join(folder, name), bytes);
    const { status, signal, stderr } = spawnSync(process.execPath, [cap, program, "import", name, "-o", "in"], {
      cwd: folder,
      encoding: "utf8",
      timeout: 120_000,
    });
    expect(signal, stderr).toBeNull();
    // Findings, or a file that cannot be used: never a fault of ours, never out of memory.
    expect([0, 1, 2, 3], `${name}: ${stderr}`).toContain(status);
    expect(stderr).not.toMatch(/heap|at .*\.js:\d+/);
  }
});

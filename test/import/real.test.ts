import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDocument } from "../../src/import/import-document.ts";
import { openDocument } from "../../src/import/open-document.ts";
import { examine } from "../../src/pipeline/unit/inspect-file.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { openSession } from "../../src/pipeline/unit/session.ts";
import { stampOne } from "../../src/pipeline/unit/stamp.ts";

const units = fileURLToPath(new URL("../../samples/real/units", import.meta.url));
const session = openSession({ formats: ["docx", "xlsx"], markdownTables: "pipe" });
const office = spawnSync("soffice", ["--version"], { timeout: 60_000 }).status === 0;
if (!office) console.log("LibreOffice is not installed: reports that it has saved anew are not read back");

async function built(name: string) {
  const examined = examine(join(units, name), session, { previous: () => undefined, severities: {}, final: false });
  const { value: files = [] } = await stampOne(examined, session, { draft: true });
  const { tally, edition } = examined.subject ?? {};
  if (!tally || !edition) throw new Error("unread");
  const cells = Object.fromEntries(
    edition.cells.flatMap(({ path, terms }) => (terms ? [] : [[path, tally.cells.get(path)?.value]])),
  );
  return { files, cells, unit: tally.unit.name, year: tally.year };
}

function read(file: string, bytes: Uint8Array, wanted: { readonly unit: string; readonly year: number }) {
  const { report } = importDocument(file, openDocument(file, bytes, nodeCodec), session.editions, {});
  expect([report?.unit, report?.year]).toEqual([wanted.unit, wanted.year]);
  const cells = report?.edition.cells ?? [];
  return Object.fromEntries(
    cells.flatMap(({ path, terms }) => (terms ? [] : [[path, report?.cells.get(path)?.value]])),
  );
}

/** Files as LibreOffice saves them in another format, all at one start: that takes longer than most of what it does. */
function saved(folder: string, into: string, files: readonly string[], format: string): readonly string[] {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const out = join(folder, into);
  const args = [profile, "--headless", "--convert-to", format, "--outdir", out, ...files];
  const { stderr } = spawnSync("soffice", args, { encoding: "utf8", timeout: 240_000 });
  const made = files.map((file) => join(out, `${basename(file).replace(/\.\w+$/, "")}.${format}`));
  for (const file of made) if (!existsSync(file)) throw new Error(`${file} was not made: ${stderr}`);
  return made;
}

const names = readdirSync(units);

/** What LibreOffice makes of the Word file and the workbook of every report: a list a report. */
async function savedAnew(folder: string): Promise<readonly (readonly string[])[]> {
  const written = { docx: [] as string[], xlsx: [] as string[] };
  for (const [i, name] of names.entries()) {
    for (const { format, bytes } of (await built(name)).files) {
      if (format !== "docx" && format !== "xlsx") continue;
      const path = join(folder, `${i}.${format}`);
      writeFileSync(path, bytes);
      written[format].push(path);
    }
  }
  const { docx, xlsx } = written;
  const made = [
    saved(folder, "docx", docx, "docx"),
    saved(folder, "odt-docx", saved(folder, "odt", docx, "odt"), "docx"),
    saved(folder, "docx-html", docx, "html"),
    saved(folder, "xlsx", xlsx, "xlsx"),
    saved(folder, "xlsx-html", xlsx, "html"),
  ];
  return names.map((_, i) => made.map((files) => files[i] ?? ""));
}

describe("the report", () => {
  it.each(names)("of %s is read back from what was built, every cell", async (name) => {
    const { files, cells, ...wanted } = await built(name);
    for (const { format, bytes } of files) expect(read(`年报.${format}`, bytes, wanted), format).toEqual(cells);
  });
});

describe.skipIf(!office)("what LibreOffice makes of the report", () => {
  let folder = "";
  let anew: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gov-report-test-"));
    anew = await savedAnew(folder);
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(names.map((name, i) => [name, i] as const))("of %s is read back, every cell", async (name, i) => {
    const { files: _, cells, ...wanted } = await built(name);
    expect(anew[i]).toHaveLength(5);
    for (const file of anew[i] ?? []) expect(read(file, readFileSync(file), wanted), file).toEqual(cells);
  });
});

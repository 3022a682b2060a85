import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importDocument } from "../../src/import/import-document.ts";
import { openDocument } from "../../src/import/open-document.ts";
import { examine } from "../../src/pipeline/unit/inspect-file.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { openSession } from "../../src/pipeline/unit/session.ts";
import { stampOne } from "../../src/pipeline/unit/stamp.ts";
import { temporaryFolder } from "../support/folder.ts";

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

/** A file as LibreOffice saves it in another format. */
function saved(folder: string, file: string, format: string): string {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const { stderr } = spawnSync(
    "soffice",
    [profile, "--headless", "--convert-to", format, "--outdir", join(folder, format), file],
    {
      encoding: "utf8",
      timeout: 240_000,
    },
  );
  const [name] = readdirSync(join(folder, format)).filter((one) =>
    one.startsWith(basename(file).replace(/\.\w+$/, ".")),
  );
  if (name === undefined) throw new Error(stderr);
  return join(folder, format, name);
}

describe.each(readdirSync(units))("the report of %s", (name) => {
  it("is read back from what was built, every cell", async () => {
    const { files, cells, ...wanted } = await built(name);
    for (const { format, bytes } of files) expect(read(`年报.${format}`, bytes, wanted), format).toEqual(cells);
  });

  it.skipIf(!office)("and from what LibreOffice makes of it", { timeout: 900_000 }, async () => {
    const { files, cells, ...wanted } = await built(name);
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const paths = files.map(({ format, bytes }) => {
      const path = join(folder, `r.${format}`);
      writeFileSync(path, bytes);
      return { format, path };
    });
    const docx = paths.find(({ format }) => format === "docx")?.path ?? "";
    const xlsx = paths.find(({ format }) => format === "xlsx")?.path ?? "";
    const made = [
      saved(folder, docx, "docx"),
      saved(folder, saved(folder, docx, "odt"), "docx"),
      saved(folder, docx, "html"),
      saved(folder, xlsx, "xlsx"),
      saved(folder, xlsx, "html"),
    ];
    for (const file of made) expect(read(file, readFileSync(file), wanted), file).toEqual(cells);
  });
});

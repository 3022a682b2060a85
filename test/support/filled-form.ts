import exceljs, { type Cell, type Workbook } from "exceljs";
import type { Edition } from "../../src/core/form/edition.ts";
import { entryNames } from "../../src/core/form/entry-names.ts";
import { drawEntryForm } from "../../src/draw/entry-form.ts";

export const formUnit = { name: "甲县乙镇人民政府", kind: "township", code: "320582104" } as const;
const blankForms = new Map<string, Promise<Uint8Array>>();

function blankForm(edition: Edition, year: number): Promise<Uint8Array> {
  const key = `${edition.id} ${year}`;
  const known = blankForms.get(key) ?? drawEntryForm(edition, { year, unit: formUnit });
  blankForms.set(key, known);
  return known;
}

export type Fill = (cell: (name: string) => Cell, workbook: Workbook) => void;

/** The form as a clerk hands it back. */
export async function filledForm(
  edition: Edition,
  fill: Fill,
  year: number = edition.reportYears.from,
): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(await blankForm(edition, year)) as unknown as exceljs.Buffer);
  fill((name) => {
    const [, sheet = "", address = ""] =
      /^'?(.*?)'?!(\$?[A-Z]+\$?\d+)$/.exec(workbook.definedNames.getRanges(name).ranges[0] ?? "") ?? [];
    const cell = workbook.getWorksheet(sheet)?.getCell(address.replaceAll("$", ""));
    if (!cell) throw new Error(name);
    return cell;
  }, workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Every cell 0 but those said. */
export function zerosBut(edition: Edition, written: Readonly<Record<string, number | string>> = {}): Fill {
  return (cell) => {
    for (const { path, terms } of edition.cells) if (!terms) cell(entryNames.figure(path)).value = written[path] ?? 0;
  };
}

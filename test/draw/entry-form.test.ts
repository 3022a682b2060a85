import exceljs, { type Cell, type Workbook } from "exceljs";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import { entryNames } from "../../src/core/form/entry-names.ts";
import { fromLastYear } from "../../src/core/from-last-year.ts";
import { drawEntryForm, type EntryFormOptions } from "../../src/draw/entry-form.ts";
import { edition2021, editions } from "../support/editions.ts";
import { makeTally } from "../support/make-tally.ts";
import { officeFindings } from "../support/validator.ts";

const edition = edition2021();

async function open(bytes: Uint8Array): Promise<Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer);
  return workbook;
}

const drawn = async (options: Partial<EntryFormOptions> = {}, form = edition) =>
  open(await drawEntryForm(form, { year: form.reportYears.from, ...options }));

/** The one cell that bears a name. */
function named(workbook: Workbook, name: string): Cell {
  const { ranges } = workbook.definedNames.getRanges(name);
  expect(ranges, name).toHaveLength(1);
  const [, sheet = "", address = ""] = /^'?(.*?)'?!\$?([A-Z]+\$?\d+)$/.exec(ranges[0] ?? "") ?? [];
  const cell = workbook.getWorksheet(sheet)?.getCell(address.replace("$", ""));
  if (!cell) throw new Error(`${name}: ${ranges[0]}`);
  return cell;
}

const formulaOf = ({ value }: Cell) => (value && typeof value === "object" && "formula" in value ? value.formula : "");

describe("an entry form", () => {
  it.each(editions().all.map(({ id }) => id))(
    "of %s has an open, named, blank cell for every figure to be filled in, and no other open figure",
    async (id) => {
      const form = editions().get(id) ?? edition;
      const workbook = await drawn({}, form);
      for (const spec of form.cells) {
        if (spec.terms) {
          expect(workbook.definedNames.getRanges(entryNames.figure(spec.path)).ranges, spec.path).toEqual([]);
          continue;
        }
        const cell = named(workbook, entryNames.figure(spec.path));
        expect(cell.value, spec.path).toBeNull();
        expect(cell.protection.locked, spec.path).toBe(false);
      }
      for (const sheet of workbook.worksheets) {
        expect((sheet as unknown as { sheetProtection?: { sheet?: boolean } }).sheetProtection?.sheet, sheet.name).toBe(
          true,
        );
      }
    },
  );

  it.each(editions().all.map(({ id }) => id))("of %s is a workbook that Excel opens", async (id) => {
    const form = editions().get(id) ?? edition;
    const bytes = await drawEntryForm(form, { year: form.reportYears.from });
    expect(await officeFindings(bytes, `form-${id}.xlsx`)).toEqual([]);
  });

  it("takes whole numbers from 0 up for 件 and says so in Chinese, fractions only for money", async () => {
    const workbook = await drawn();
    const whole = named(workbook, entryNames.figure("requests.received.naturalPerson")).dataValidation;
    expect(whole).toMatchObject({
      type: "whole",
      operator: "between",
      formulae: [0, 1_000_000_000],
      errorStyle: "stop",
    });
    expect(whole.error).toMatch(/没有的填 0/);
    expect(named(workbook, entryNames.figure("proactive.fees")).dataValidation).toMatchObject({ type: "decimal" });
  });

  it("leaves a total empty until there is something to add up, and compares both sides of the equation", async () => {
    const workbook = await drawn();
    const received = named(workbook, entryNames.figure("requests.received.naturalPerson"));
    const row = received.worksheet.getRow(Number(received.row));
    const total = formulaOf(row.getCell(Number(received.col) + 6));
    const [first, last] = [received.address, row.getCell(Number(received.col) + 5).address];
    expect(total).toBe(`IF(AND(COUNT(${first}:${last})=0,NOT(${restCondition(workbook)})),"",SUM(${first}:${last}))`);
    const checks: string[] = [];
    received.worksheet.eachRow((line) => {
      const formula = formulaOf(line.getCell(Number(received.col)));
      if (formula.includes("√")) checks.push(formula);
    });
    const at = (id: string) => named(workbook, entryNames.figure(`requests.${id}.naturalPerson`)).address;
    expect(checks).toHaveLength(1);
    expect(checks[0]).toContain(`SUM(${at("received")},${at("broughtForward")})=SUM(`);
    expect(checks[0]).toContain(at("carriedForward"));
  });

  it("is filled in with the unit and with what last year's report gives, each marked and open to be changed", async () => {
    const last = makeTally(edition, {
      "requests.carriedForward.naturalPerson": 3,
      "proactive.regulations.inForce": 9,
      "proactive.normativeDocuments.inForce": undefined,
    });
    const subject = { edition, figures: computeFigures(last, edition) };
    const workbook = await drawn({
      unit: { name: "云溪县松陂镇人民政府", kind: "township", code: "320582104" },
      fromLastYear: fromLastYear(edition, subject),
    });
    expect(named(workbook, entryNames.unit("name")).value).toBe("云溪县松陂镇人民政府");
    expect(named(workbook, entryNames.unit("kind")).value).toBe("乡镇");
    expect(named(workbook, entryNames.unit("code")).value).toBe("320582104");
    const carried = named(workbook, entryNames.figure("requests.broughtForward.naturalPerson"));
    expect(carried.value).toBe(3);
    expect(carried.dataValidation.prompt).toMatch(/上年报告.*3/);
    const [issued, repealed] = ["issued", "repealed"].map(
      (id) => named(workbook, entryNames.figure(`proactive.regulations.${id}`)).address,
    );
    const stock = named(workbook, entryNames.figure("proactive.regulations.inForce"));
    expect(formulaOf(stock)).toBe(`IF(COUNT(${issued},${repealed})<2,"",9+${issued}-${repealed})`);
    // A stock that last year's report left blank is not 0.
    expect(named(workbook, entryNames.figure("proactive.normativeDocuments.inForce")).value).toBeNull();
    expect(carried.fill).toEqual(stock.fill);
    expect(carried.fill).not.toEqual(named(workbook, entryNames.figure("requests.received.naturalPerson")).fill);
  });

  it("is the same bytes for the same input", async () => {
    const make = () => drawEntryForm(edition, { year: 2025, unit: { name: "甲镇人民政府" } });
    expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true);
  });
});

function restCondition(workbook: Workbook): string {
  const rest = named(workbook, entryNames.rest("requests"));
  return `${rest.address.replace(/^([A-Z]+)(\d+)$/, "$$$1$$$2")}="是"`;
}

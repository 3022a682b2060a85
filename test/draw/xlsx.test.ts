import exceljs, { type Cell, type Worksheet } from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { layoutTable } from "../../src/core/form/layout.ts";
import { drawn, partsOf, tagsIn } from "../support/drawn-office.ts";
import { edition2021 } from "../support/editions.ts";

const edition = edition2021();
const layouts = edition.tables.map(layoutTable);
let parts: ReadonlyMap<string, string>;
let sheets: readonly Worksheet[];

beforeAll(async () => {
  const bytes = await drawn("report.xlsx");
  parts = partsOf(bytes);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer);
  sheets = workbook.worksheets;
});

const above = 2;
const cellsOf = (sheet: Worksheet): readonly Cell[] => {
  const found: Cell[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => void (cell.master === cell && found.push(cell))));
  return found;
};
/** The cell of the sheet in which a figure of a table stands. */
function place(path: string): Cell {
  for (const [i, layout] of layouts.entries()) {
    for (const [r, row] of layout.rows.entries()) {
      const laid = row.cells.find((cell) => cell.path === path);
      if (laid) return sheets[i + 1]!.getCell(above + r + 1, laid.column + 1);
    }
  }
  throw new Error(path);
}

/** The cells that a formula of SUM and + adds up. */
function addends(formula: string, sheet: Worksheet): readonly Cell[] {
  return formula.split("+").flatMap((term) => {
    const range = /^SUM\(([A-Z]+\d+):([A-Z]+\d+)\)$/.exec(term);
    if (!range) return [sheet.getCell(term)];
    const [from, to] = [sheet.getCell(range[1]!), sheet.getCell(range[2]!)];
    const cells: Cell[] = [];
    for (let row = Number(from.row); row <= Number(to.row); row++) {
      for (let column = Number(from.col); column <= Number(to.col); column++) cells.push(sheet.getCell(row, column));
    }
    return cells;
  });
}

describe("the workbook", () => {
  it("has a cover, one sheet for each table and one for annexes, lawfully named", () => {
    expect(sheets.map((sheet) => sheet.name)).toEqual([
      ...["封面", "表一 主动公开", "表二 依申请公开", "表三 复议诉讼"],
      "附表",
    ]);
    for (const { name } of sheets) expect(name).toMatch(/^[^/\\:*?[\]]{1,31}$/);
  });

  it("has the tag of every figure that is filled in, alone in its cell", () => {
    for (const spec of edition.cells.filter((cell) => !cell.terms)) {
      expect(place(spec.path).value, spec.path).toBe(`{{${spec.path}}}`);
    }
    const tags = sheets
      .slice(1, -1)
      .flatMap((sheet) => cellsOf(sheet).flatMap((cell) => tagsIn(String(cell.value ?? ""))));
    const statutory = tags.filter((tag) => edition.cellAt.has(tag));
    expect(statutory).toHaveLength(edition.cells.filter((cell) => !cell.terms).length);
    expect([...new Set(tags.filter((tag) => !edition.cellAt.has(tag)))].sort()).toEqual([
      "draftMark",
      ...edition.tables.map(({ id }) => `noteText.${id}`).sort(),
      "unit.name",
      "year",
    ]);
  });

  it("has in every total a formula over just the cells it adds up", () => {
    const totals = edition.cells.filter((cell) => cell.terms);
    expect(totals.length).toBeGreaterThan(30);
    for (const spec of totals) {
      const cell = place(spec.path);
      const { formula } = cell.value as exceljs.CellFormulaValue;
      const expected = spec.terms!.map((term) => place(term).address);
      expect(
        addends(formula, cell.worksheet)
          .map((one) => one.address)
          .sort(),
        spec.path,
      ).toEqual([...expected].sort());
    }
    expect((place("requests.received.total").value as exceljs.CellFormulaValue).formula).toBe("SUM(D6:I6)");
    expect((place("requests.outcomes.total.business").value as exceljs.CellFormulaValue).formula).toBe("SUM(E8:E28)");
    expect((place("requests.outcomes.total.total").value as exceljs.CellFormulaValue).formula).toBe("SUM(D29:I29)");
  });

  it("keeps a value beside every formula, for programs that do not calculate", () => {
    const formulas = [...parts.values()].join("").match(/<f>.*?<\/c>/g) ?? [];
    const shown = cellsOf(sheets[0]!).filter((cell) => cell.formula);
    const checks = 7;
    expect(formulas).toHaveLength(edition.cells.filter((cell) => cell.terms).length + shown.length + checks);
    for (const formula of formulas) expect(formula).toMatch(/^<f>[^<]+<\/f><v>0<\/v><\/c>$/);
  });

  it("has no formula that leaves its sheet, but on the cover, which shows cells of the others", () => {
    const [cover, ...others] = sheets;
    for (const sheet of others) for (const cell of cellsOf(sheet)) expect(cell.formula ?? "").not.toContain("!");
    for (const cell of cellsOf(cover!).filter((one) => one.formula)) {
      const [, name, address] = /^IF\('([^']+)'!([A-Z]+\d+)="","",'\1'!\2\)$/.exec(cell.formula) ?? [];
      const shown = sheets.find((sheet) => sheet.name === name)?.getCell(address ?? "");
      expect(shown?.formula ?? shown?.value, cell.formula).toMatch(/^\{\{.*\}\}$|^SUM\(|\+/);
    }
  });

  it("says in every column under the table whether its equation holds, where it is not printed", () => {
    const sheet = sheets[2]!;
    const rows = layouts[1]!.rows.length;
    const check = above + rows + 2;
    expect(sheet.getCell(check, 1).value).toBe("核对（不打印）：第一项加第二项之和，等于第三项加第四项之和，差数应为0");
    const places = ["received", "broughtForward", "outcomes.total", "carriedForward"].map(
      (row) => place(`requests.${row}.total`).address,
    );
    expect(sheet.getCell(check, layouts[1]!.columns).formula).toBe(
      `${places[0]}+${places[1]}-${places[2]}-${places[3]}`,
    );
    expect(parts.get("xl/workbook.xml")).toContain(`$A$1:$J$${1 + above + rows}</definedName>`);
  });

  it("shows counts as whole numbers and 万元 with whatever decimals they have", () => {
    for (const spec of edition.cells) {
      const format = place(spec.path).numFmt;
      if (spec.measure === "wanYuan") expect(format === undefined || format === "General", spec.path).toBe(true);
      else expect(format, spec.path).toBe("0");
    }
  });

  it("is labelled, merged and ruled as the form", () => {
    layouts.forEach((layout, i) => {
      const sheet = sheets[i + 1]!;
      layout.rows.forEach((row, r) => {
        for (const laid of row.cells) {
          const cell = sheet.getCell(above + r + 1, laid.column + 1);
          if (laid.path === undefined) expect(cell.value).toBe(laid.text);
          for (let y = 0; y < laid.rowSpan; y++) {
            for (let x = 0; x < laid.colSpan; x++) {
              const part = sheet.getCell(above + r + 1 + y, laid.column + 1 + x);
              expect(part.master.address).toBe(cell.address);
              for (const side of ["top", "left", "bottom", "right"] as const) {
                expect(part.border[side]?.style, `${sheet.name} ${part.address} ${side}`).toBe("thin");
              }
            }
          }
        }
      });
      expect(sheet.getCell("A1").value).toBe(
        edition.sections.find((one) => one.tables.includes(layout.table))?.heading,
      );
    });
  });

  it("has rows high enough for their labels and columns wide enough for eight digits", () => {
    layouts.forEach((layout, i) => {
      const sheet = sheets[i + 1]!;
      for (const cell of cellsOf(sheet)) {
        if (typeof cell.value !== "string" || cell.value.includes("{{") || cell.alignment.textRotation) continue;
        const merge = sheet.model.merges.find((range) => range.startsWith(`${cell.address}:`));
        const [, right, bottom] = /:([A-Z]+)(\d+)$/.exec(merge ?? "") ?? [];
        const lastColumn = right ? sheet.getColumn(right).number : Number(cell.col);
        const lastRow = bottom ? Number(bottom) : Number(cell.row);
        let width = 0;
        for (let column = Number(cell.col); column <= lastColumn; column++)
          width += sheet.getColumn(column).width! * 7.33;
        let height = 0;
        for (let row = Number(cell.row); row <= lastRow; row++) height += sheet.getRow(row).height;
        const size = cell.font.size!;
        const length = [...cell.value].reduce((sum, char) => sum + (char < "\u0080" ? 0.5 : 1), 0);
        const indent = cell.alignment.indent ? 10 : 0;
        const lines = Math.ceil((length * size * 96) / 72 / (width - 6 - indent));
        expect(lines * size * 1.25, `${sheet.name} ${cell.address} ${cell.value}`).toBeLessThanOrEqual(height);
      }
      for (let column = layout.labelColumns + 1; column <= layout.columns; column++) {
        expect(sheet.getColumn(column).width).toBeGreaterThanOrEqual(8);
      }
    });
  });

  it("prints on A4, one page wide, with its head repeated and its pages counted", () => {
    const rows = (index: number) => /^1:\d+$/.exec(sheets[index]!.pageSetup.printTitlesRow ?? "")?.[0];
    expect(sheets.map((sheet) => sheet.pageSetup.orientation)).toEqual([
      "portrait",
      "portrait",
      "portrait",
      "landscape",
      "portrait",
    ]);
    for (const sheet of sheets) {
      expect(sheet.pageSetup).toMatchObject({ paperSize: 9, fitToPage: true, fitToWidth: 1, horizontalCentered: true });
      expect(sheet.headerFooter.oddFooter).toBe("&C第&P页 共&N页");
    }
    expect([rows(1), rows(2), rows(3)]).toEqual(["1:2", "1:5", "1:5"]);
    expect(sheets[2]!.views[0]).toMatchObject({ state: "frozen", xSplit: 3, ySplit: 5 });
  });

  it("shows a draft on every sheet", () => {
    for (const sheet of sheets.slice(0, -1))
      expect(cellsOf(sheet).filter((cell) => cell.value === "{{draftMark}}")).toHaveLength(1);
    // The annexes are written into their sheet by the program: there the mark is in the head of the page.
    expect(sheets.at(-1)?.headerFooter.oddHeader).toBe("&R{{draftMark}}");
  });

  it("has on the cover whose report it is and the first figures of each table", () => {
    const cells = cellsOf(sheets[0]!).map((cell) => String(cell.value ?? ""));
    const tags = cells.flatMap(tagsIn);
    const formulas = cellsOf(sheets[0]!).map((cell) => cell.formula);
    for (const tag of ["unit.name", "year", "published"]) expect(tags).toContain(tag);
    expect(cells).toContain(edition.basis.title);
    for (const path of [
      "proactive.fees",
      "requests.received.total",
      "requests.outcomes.total.total",
      "disputes.litigation.direct.total",
    ]) {
      const at = place(path);
      const there = `'${at.worksheet.name}'!${at.address}`;
      expect(formulas).toContain(`IF(${there}="","",${there})`);
    }
    expect(cells).toContain("三、本年度办理结果 · （七）总计");
  });

  it("writes no tag where a sheet may not have one", () => {
    for (const [name, xml] of parts) {
      if (!/sharedStrings|core\.xml/.test(name))
        expect(xml.replace(/<oddHeader>.*?<\/oddHeader>/, "").includes("{{"), name).toBe(false);
    }
    expect(parts.get("xl/sharedStrings.xml")).not.toMatch(/\{\{[#/]/);
  });
});

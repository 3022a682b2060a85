import { describe, expect, it } from "vitest";
import { layoutTable } from "../../src/core/form/layout.ts";
import { balancedLine, columnWidths, isVertical, type TableType } from "../../src/core/form/widths.ts";
import { cellName, columnName, sumFormula } from "../../src/draw/formula.ts";
import { dropParts, orderFonts, trimPart } from "../../src/draw/normalise.ts";
import { edition2021 } from "../support/editions.ts";

describe("formulas", () => {
  it("names columns beyond Z", () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    expect(cellName({ row: 12, column: 28 })).toBe("AB12");
  });

  it("adds up neighbours as one range, in a row or in a column", () => {
    const row = (columns: readonly number[]) => columns.map((column) => ({ row: 3, column }));
    expect(sumFormula(row([4, 5, 6]))).toBe("SUM(D3:F3)");
    expect(sumFormula(row([6, 4, 5]))).toBe("SUM(D3:F3)");
    expect(sumFormula([5, 6, 7].map((r) => ({ row: r, column: 2 })))).toBe("SUM(B5:B7)");
  });

  it("adds single cells and further ranges by +", () => {
    expect(sumFormula([{ row: 3, column: 1 }])).toBe("A3");
    const cells = [1, 2, 3, 5].map((row) => ({ row, column: 4 }));
    expect(sumFormula(cells)).toBe("SUM(D1:D3)+D5");
  });
});

describe("column widths", () => {
  const type: TableType = { text: 21, figure: 21, padding: 10, labelIndent: 50, leading: 60, headerLine: 3 };
  const requests = edition2021().tables.find((table) => table.id === "requests")!;
  const layout = layoutTable(requests);

  it("add up to the width given, be it too small", () => {
    for (const total of [3000, 8845, 8846, 20000]) {
      const widths = columnWidths(layout, requests.widths, total, type);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(total);
      expect(widths.every((width) => Number.isInteger(width) && width > 0)).toBe(true);
    }
  });

  it("are as wanted where there is room", () => {
    const wanted = [2000, 2000, 6000, 1000, 1000, 1000, 1000, 1000, 1000, 1500];
    expect(columnWidths(layout, wanted, 17500, type)).toEqual(wanted);
  });

  it("never make a column of figures narrower than six digits", () => {
    const greedy = [1, 1, 500, 1, 1, 1, 1, 1, 1, 1];
    for (const width of columnWidths(layout, greedy, 8845, type).slice(3))
      expect(width).toBeGreaterThanOrEqual(630 + 20);
  });

  it("set a group from top to bottom only where every label has the rows for it", () => {
    expect([0, 1, 2].map((column) => isVertical(layout, column))).toEqual([true, false, false]);
  });

  it("break headers into even lines", () => {
    expect(balancedLine("结果维持", 3)).toBe(2);
    expect(balancedLine("社会公益组织", 3)).toBe(3);
    expect(balancedLine("社会公益组织", 4)).toBe(3);
    expect(balancedLine("自然人", 3)).toBe(3);
    expect(balancedLine("未经复议直接起诉", 5)).toBe(4);
  });
});

describe("putting right what the packages write", () => {
  it("drops a part with its relationships and its content type", () => {
    const parts = new Map([
      [
        "[Content_Types].xml",
        '<Types><Override PartName="/a/x.xml" ContentType="t"/><Override ContentType="t" PartName="/a/y.xml"/></Types>',
      ],
      [
        "a/_rels/z.xml.rels",
        '<Relationships><Relationship Id="1" Target="x.xml"/><Relationship Id="2" Target="y.xml"/></Relationships>',
      ],
      ["a/_rels/x.xml.rels", "<Relationships/>"],
      ["a/x.xml", "<x/>"],
      ["a/y.xml", "<y/>"],
    ]);
    dropParts(parts, (name) => name === "a/x.xml");
    expect([...parts.keys()]).toEqual(["[Content_Types].xml", "a/_rels/z.xml.rels", "a/y.xml"]);
    expect(parts.get("[Content_Types].xml")).toBe('<Types><Override ContentType="t" PartName="/a/y.xml"/></Types>');
    expect(parts.get("a/_rels/z.xml.rels")).toBe(
      '<Relationships><Relationship Id="2" Target="y.xml"/></Relationships>',
    );
  });

  it("takes off namespaces nobody uses and keeps those in elements and attributes", () => {
    const xml = '<w:p xmlns:w="1" xmlns:r="2" xmlns:o="3" mc:Ignorable="o" xmlns:mc="4" r:id="5"/>';
    expect(trimPart(xml)).toBe('<w:p xmlns:w="1" xmlns:r="2" r:id="5"/>');
  });

  it("keeps the marks of spaces outside tables, where a text may begin with one", () => {
    const text = '<w:t xml:space="preserve">{{text}}</w:t>';
    expect(trimPart(`${text}<w:tbl>${text}</w:tbl>`)).toBe(`${text}<w:tbl><w:t>{{text}}</w:t></w:tbl>`);
  });

  it("drops the marks of spaces where there can be none", () => {
    const marked = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`;
    for (const text of ["一、总体情况", "1", "{{#each findings}}", "{{/if}}", "a b"]) {
      expect(trimPart(marked(text))).toBe(`<w:t>${text}</w:t>`);
    }
    for (const text of [" —", "— ", " ", "{{this}}", "共{{year}}"]) expect(trimPart(marked(text))).toBe(marked(text));
  });

  it("orders the children of fonts as the schema has them", () => {
    expect(orderFonts('<font><scheme val="a"/><name val="n"/><b/><sz val="1"/></font>')).toBe(
      '<font><b/><sz val="1"/><name val="n"/><scheme val="a"/></font>',
    );
  });
});

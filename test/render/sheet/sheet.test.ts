import { describe, expect, it } from "vitest";
import { StampError } from "../../../src/core/report.ts";
import { nodeCodec } from "../../../src/pipeline/unit/node-codec.ts";
import { compileOffice } from "../../../src/render/office/compile.ts";
import { inline, type SheetSource, sheetFile, sheetParts } from "../../support/sheet-files.ts";
import { edition, faultsIn, type ReportOptions, report, stamped, stampOf } from "../../support/word-stamps.ts";
import { zipOf } from "../../support/zip-files.ts";

const figures: Readonly<Record<string, number>> = {
  "requests.received.naturalPerson": 13,
  "requests.received.business": 2,
  "proactive.fees": 0.38,
};
const figure = (path: string) => figures[path] ?? 0;

/** The rows of one sheet once stamped. */
function rowsOf(rows: string, options: ReportOptions = { figure }, strings: readonly string[] = []): string {
  const sheet =
    stamped(sheetFile([{ name: "表二", rows }], strings), options, "xlsx")["xl/worksheets/sheet1.xml"] ?? "";
  return sheet.slice(sheet.indexOf("<sheetData>") + 11, sheet.indexOf("</sheetData>"));
}
const said = (sheets: readonly SheetSource[], strings: readonly string[] = []) =>
  faultsIn(sheetFile(sheets, strings), "xlsx").map(
    ({ code, message }) => `${code} ${message.zh.replace("模板 report.xlsx ", "")}`,
  );
const one = (rows: string, after = ""): readonly SheetSource[] => [{ name: "表二", rows, after }];

describe("a cell with one tag", () => {
  it("that names a figure becomes a number and keeps its style", () => {
    const shared = '<row r="5"><c r="D5" s="3" t="s"><v>0</v></c></row>';
    const strings = ["<t>{{requests.received.naturalPerson}}</t>"];
    expect(rowsOf(shared, { figure }, strings)).toBe('<row r="5"><c r="D5" s="3"><v>13</v></c></row>');
    expect(rowsOf(`<row r="1">${inline("A1", "{{proactive.fees}}")}</row>`)).toBe(
      '<row r="1"><c r="A1"><v>0.38</v></c></row>',
    );
  });

  it("prints 0 as 0 and leaves a figure that is not known empty", () => {
    const rows = `<row r="1">${inline("A1", "{{requests.received.total}}")}${inline("B1", "{{activity.hotline.closed}}")}</row>`;
    expect(rowsOf(rows, { figure: () => 0 })).toBe('<row r="1"><c r="A1"><v>0</v></c><c r="B1"/></row>');
  });

  it("whose figure is approximate becomes a text for that report only", () => {
    const rows = `<row r="1">${inline("A1", "{{activity.services.closed}}")}</row>`;
    expect(rowsOf(rows, { activity: { "activity.services.closed": "32.55万余" } })).toBe(
      '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">32.55万余</t></is></c></row>',
    );
    expect(rowsOf(rows, { activity: { "activity.services.closed": 32 } })).toBe(
      '<row r="1"><c r="A1"><v>32</v></c></row>',
    );
  });

  it("that names a text is a text, also when it begins like a formula", () => {
    for (const name of ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "12"]) {
      const unit = { name, kind: "township" as const };
      const printed = rowsOf(`<row r="1">${inline("A1", "{{unit.name}}")}</row>`, { unit });
      expect(printed).toBe(`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">${name}</t></is></c></row>`);
    }
  });

  it("escapes what Excel would take for an escape of its own", () => {
    const printed = rowsOf(`<row r="1">${inline("A1", "{{title}}")}</row>`, { title: "a_x0041_b_x00G0_" });
    expect(printed).toContain(">a_x005F_x0041_b_x00G0_<");
  });
});

describe("a text with tags in a workbook", () => {
  it("split into runs by Excel keeps their formats, and the strings left behind are blank", () => {
    const strings = [
      '<r><rPr><b/></rPr><t>单位：{{unit.</t></r><r><t>name}} {{ye</t></r><r><t>ar}}年</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
      "<t>固定</t>",
    ];
    const rows = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
    const file = stamped(sheetFile(one(rows), strings), {}, "xlsx");
    expect(file["xl/worksheets/sheet1.xml"]).toContain(
      '<c r="A1" s="1" t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">单位：凤凰镇人民政府</t></r><r><t xml:space="preserve"> 2025</t></r><r><t xml:space="preserve">年</t></r></is></c><c r="B1" t="s"><v>1</v></c>',
    );
    expect(file["xl/sharedStrings.xml"]).toContain("<si><t/></si><si><t>固定</t></si>");
    expect(Object.values(file).join("")).not.toContain("{{");
  });

  it("may hold #if, and a page's foot may hold tags with & doubled", () => {
    const rows = `<row r="1">${inline("A1", "{{title}}{{#if draft}}（草稿）{{/if}}")}</row>`;
    const after = "<headerFooter><oddFooter>&amp;C{{unit.name}} &amp;P</oddFooter></headerFooter>";
    const unit = { name: "A&B", kind: "other" as const };
    const sheet = stamped(sheetFile(one(rows, after)), { draft: true, unit, title: "报告" }, "xlsx")[
      "xl/worksheets/sheet1.xml"
    ];
    expect(sheet).toContain(">报告（草稿）<");
    expect(sheet).toContain("<oddFooter>&amp;CA&amp;&amp;B &amp;P</oddFooter>");
  });

  it("longer than Excel allows is refused when it is stamped", () => {
    const stamp = stampOf(sheetFile(one(`<row r="1">${inline("A1", "年度：{{title}}")}</row>`)), "xlsx");
    const fits = "长".repeat(32_767 - 3);
    expect(() => stamp.stamp(report({ title: fits }))).not.toThrow();
    expect(() => stamp.stamp(report({ title: `${fits}。` }))).toThrow(StampError);
  });
});

describe("formulas", () => {
  const inputs = `${inline("D5", "{{requests.received.naturalPerson}}")}${inline("E5", "{{requests.received.business}}")}${inline("F5", "{{activity.hotline.closed}}")}`;
  const value = (address: string, rows: string, options?: ReportOptions) =>
    new RegExp(`<c r="${address}"[^>]*>(.*?)</c>`).exec(rowsOf(rows, options))?.[1];

  it("get the results that Excel would show", () => {
    const rows = (formula: string) => `<row r="5">${inputs}<c r="J5"><f aca="false">${formula}</f><v>99</v></c></row>`;
    expect(value("J5", rows("SUM(D5:I5)"))).toBe("<f>SUM(D5:I5)</f><v>15</v>");
    expect(value("J5", rows("D5-E5-(1+$E$5)"))).toBe("<f>D5-E5-(1+$E$5)</f><v>8</v>");
    expect(value("J5", rows("-sum(D5,E5:E5)+20"))).toBe("<f>-sum(D5,E5:E5)+20</f><v>5</v>");
    expect(value("J5", rows("SUM(D5:F5)"), { figure, activity: { "activity.hotline.closed": "近30" } })).toContain(
      "<v>15</v>",
    );
    expect(rowsOf(rows("D5+F5"), { figure, activity: { "activity.hotline.closed": "近30" } })).toContain(
      '<c r="J5" t="e"><f>D5+F5</f><v>#VALUE!</v></c>',
    );
  });

  it("follow other formulas, also later ones, and add tenths exactly", () => {
    const rows = `<row r="5"><c r="A5"><f>J5+1</f></c>${inputs}<c r="J5" t="str"><f>SUM(D5:E5)</f><v>x</v></c></row><row r="6">${inline("D6", "{{proactive.fees}}")}<c r="E6"><v>0.2</v></c><c r="F6"><f>D6+E6</f></c></row>`;
    expect(value("A5", rows)).toBe("<f>J5+1</f><v>16</v>");
    expect(value("F6", rows, { figure: (path) => (path === "proactive.fees" ? 0.1 : 0) })).toBe(
      "<f>D6+E6</f><v>0.3</v>",
    );
  });

  it("shared by Excel over several cells are written out", () => {
    const rows = `<row r="5">${inputs}<c r="J5"><f t="shared" ref="J5:J7" si="0">SUM(D5:$E5)</f><v>0</v></c></row><row r="6"><c r="D6"><v>4</v></c><c r="J6"><f t="shared" si="0"/><v>4</v></c></row><row r="7">${inline("E7", "{{year}}")}<c r="J7"><f t="shared" si="0"/><v>0</v></c></row>`;
    expect(value("J5", rows)).toBe("<f>SUM(D5:$E5)</f><v>15</v>");
    expect(value("J6", rows)).toBe("<f>SUM(D6:$E6)</f><v>4</v>");
    expect(value("J7", rows)).toBe("<f>SUM(D7:$E7)</f><v>2025</v>");
  });

  it("shared along a row move their columns, but for those held fast", () => {
    const rows = `<row r="5">${inputs}<c r="J5"><f t="shared" ref="J5:K5" si="0">SUM($D5:D5)</f></c><c r="K5"><f t="shared" si="0"/></c></row>`;
    expect(value("J5", rows)).toBe("<f>SUM($D5:D5)</f><v>13</v>");
    expect(value("K5", rows)).toBe("<f>SUM($D5:E5)</f><v>15</v>");
  });

  it("over no tags stay as they are, whatever they are", () => {
    const untouched = '<c r="B9"><f>IF(A9&gt;1,"a",TODAY())</f><v>1</v></c>';
    expect(rowsOf(`<row r="5">${inputs}</row><row r="9">${untouched}</row>`)).toContain(untouched);
  });

  it("that cannot be computed are named by their cell", () => {
    for (const formula of ["AVERAGE(D5:E5)", "D5*2", "SUM(D5:K5)", "表一!A1+D5", "IF(D5>0,1,0)"]) {
      const rows = `<row r="5">${inputs}<c r="J5"><f>${formula.replace(">", "&gt;")}</f></c></row>`;
      expect(said(one(rows))[0], formula).toMatch(/^GR725 工作表“表二”单元格 J5：/);
    }
  });

  it("that reach for another sheet with tags are refused", () => {
    const sheets = [
      ...one(`<row r="1"><c r="A1"><f>SUM(表一!A1:B1)</f></c></row>`),
      { name: "表一", rows: `<row r="1">${inline("A1", "{{year}}")}</row>` },
    ];
    expect(said(sheets)[0]).toMatch(/^GR725 工作表“表二”单元格 A1/);
  });

  it("make Excel reckon anew when it opens the file", () => {
    const rows = `<row r="1">${inline("A1", "{{year}}")}</row>`;
    expect(stamped(sheetFile(one(rows)), {}, "xlsx")["xl/workbook.xml"]).toContain(
      '</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>',
    );
    const parts = sheetParts(one(rows));
    const workbook = String(parts["xl/workbook.xml"]).replace(
      "</sheets>",
      '</sheets><calcPr calcId="1" fullCalcOnLoad="0"/>',
    );
    expect(stamped(zipOf({ ...parts, "xl/workbook.xml": workbook }), {}, "xlsx")["xl/workbook.xml"]).toContain(
      '<calcPr calcId="1" fullCalcOnLoad="1"/>',
    );
  });

  it("count as printing the totals they add up", () => {
    const row = (name: string, r: number) =>
      ["naturalPerson", "business", "researchInstitute", "publicWelfare", "legalService", "otherOrganization"]
        .map((column, i) => inline(`${"BCDEFG"[i]}${r}`, `{{requests.${name}.${column}}}`))
        .join("");
    const sheet = `<row r="1">${row("received", 1)}<c r="H1"><f>SUM(B1:G1)</f></c></row><row r="2">${row("broughtForward", 2)}<c r="H2"><f>SUM(B2:F2)</f></c></row><row r="3">${row("carriedForward", 3)}<c r="H3"><f>B3+C3+D3+(E3+F3)+G3</f></c></row>`;
    const all = edition.cells.filter(
      ({ table, row }) => table === "requests" && !/^(received|broughtForward|carriedForward)$/.test(row),
    );
    const rest = all.map(({ path }, i) => `<row r="${i + 10}">${inline(`A${i + 10}`, `{{${path}}}`)}</row>`).join("");
    const bytes = sheetFile(one(sheet + rest));
    const { diagnostics } = compileOffice("xlsx", { name: "report.xlsx", bytes }, edition, nodeCodec);
    const found = diagnostics.map(({ message }) => message.zh);
    expect(found).toContainEqual(
      expect.stringContaining("“依申请公开”表有 1 个数没有印：requests.broughtForward.total"),
    );
  });
});

describe("what a workbook may not hold", () => {
  it("is named with sheet and cell", () => {
    expect(said(one(`<row r="1">${inline("D1", "{{foo}}")}</row>`))).toEqual([
      "GR702 工作表“表二”单元格 D1「{{foo}}」：没有名为“foo”的数据",
    ]);
    expect(said(one(`<row r="1">${inline("A1", "{{#each findings}}{{this}}{{/each}}")}</row>`))[0]).toMatch(
      /^GR724 工作表“表二”单元格 A1.*循环/,
    );
    const two = `<row r="1">${inline("A1", "{{#if draft}}甲")}${inline("B1", "{{/if}}")}</row>`;
    expect(said(one(two)).join()).toMatch(/GR721 工作表“表二”单元格 B1/);
    expect(said(one(`<row r="1">${inline("A1", "{{year}")}</row>`))[0]).toMatch(/^GR701 工作表“表二”单元格 A1/);
    expect(said([{ name: "{{year}}", rows: "" }])[0]).toMatch(/^GR720 .*sheet 的 name/);
  });

  it("is refused where the template's own sheets are broken", () => {
    const merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>';
    expect(said(one(`<row r="1">${inline("A1", "{{year}}")}</row>`, merges))[0]).toMatch(/^GR727 .*合并区域重叠/);
    const disorder = `<row r="1">${inline("B1", "{{year}}")}${inline("A1", "x")}</row>`;
    expect(said(one(disorder))[0]).toMatch(/^GR727 .*单元格 A1 次序不对/);
  });
});

it("the calculation chain and every part without tags pass through as they are", () => {
  const chain =
    '<?xml version="1.0"?><calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="J5" i="1"/></calcChain>';
  const parts = sheetParts(one(`<row r="1">${inline("A1", "{{year}}")}</row>`), [], { "xl/calcChain.xml": chain });
  expect(stamped(zipOf(parts), {}, "xlsx")["xl/calcChain.xml"]).toBe(chain);
});

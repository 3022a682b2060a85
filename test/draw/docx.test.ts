import { beforeAll, describe, expect, it } from "vitest";
import { layoutTable } from "../../src/core/form/layout.ts";
import { all, children, drawn, first, type Node, parseXml, partsOf, tagsIn } from "../support/drawn-office.ts";
import { edition2021 } from "../support/editions.ts";

const edition = edition2021();
let parts: ReadonlyMap<string, string>;
let document: Node;
let body: readonly Node[];
let styles: ReadonlyMap<string, Node>;

beforeAll(async () => {
  parts = partsOf(await drawn("report.docx"));
  document = parseXml(parts.get("word/document.xml")!);
  body = first(document, "w:body")!.children;
  const sheet = parseXml(parts.get("word/styles.xml")!);
  styles = new Map(children(sheet, "w:style").map((style) => [style.attributes["w:styleId"]!, style]));
});

const value = (node: Node | undefined) => node?.attributes["w:val"];
const styleOf = (paragraph: Node) => value(first(paragraph, "w:pPr", "w:pStyle"));
/** A property of a style, its own or inherited. */
function inherited(id: string, ...path: readonly string[]): Node | undefined {
  const style = styles.get(id)!;
  const based = value(first(style, "w:basedOn"));
  return first(style, ...path) ?? (based ? inherited(based, ...path) : undefined);
}
const typeOf = (id: string) => [
  inherited(id, "w:rPr", "w:rFonts")?.attributes["w:eastAsia"],
  value(inherited(id, "w:rPr", "w:sz")),
  value(inherited(id, "w:pPr", "w:jc")),
];

describe("the page of an official paper", () => {
  it("is A4 with 天头 37, 订口 28, 下 35, 右 26 mm, the page number 28 mm from the edge", () => {
    const section = all(document, "w:sectPr");
    expect(section).toHaveLength(1);
    expect(first(section[0]!, "w:pgSz")?.attributes).toMatchObject({ "w:w": "11906", "w:h": "16838" });
    const millimetres = Object.fromEntries(
      Object.entries(first(section[0]!, "w:pgMar")!.attributes).map(([side, twips]) => [
        side.slice(2),
        Math.round((Number(twips) / 1440) * 25.4),
      ]),
    );
    expect(millimetres).toMatchObject({ top: 37, left: 28, bottom: 35, right: 26, footer: 28, gutter: 0 });
  });

  it("declares the grid of 22 lines and 28 characters", () => {
    const grid = first(all(document, "w:sectPr")[0]!, "w:docGrid")?.attributes;
    expect(grid).toEqual({ "w:type": "linesAndChars", "w:linePitch": "579", "w:charSpace": "-848" });
  });

  it("has 22 lines of 28 characters in programs without a grid too", () => {
    const spacing = inherited("BodyText", "w:pPr", "w:spacing")!.attributes;
    expect(spacing["w:lineRule"]).toBe("exact");
    const height = 16838 - 2098 - 1984;
    expect(Math.floor(height / Number(spacing["w:line"]))).toBe(22);
    const character = 16 * 20 + Number(value(inherited("BodyText", "w:rPr", "w:spacing")));
    expect(Math.floor((11906 - 1587 - 1474) / character)).toBe(28);
    // LibreOffice sets 14 characters in a line that snaps to such a grid.
    expect(value(inherited("BodyText", "w:pPr", "w:snapToGrid"))).toBe("0");
    expect(value(inherited("BodyText", "w:pPr", "w:widowControl"))).toBe("0");
  });

  it("numbers odd pages at the right and even pages at the left, one character in", () => {
    expect(parts.get("word/settings.xml")).toContain("<w:evenAndOddHeaders/>");
    const rels = parseXml(parts.get("word/_rels/document.xml.rels")!).children;
    const target = (id: string) => rels.find((rel) => rel.attributes["Id"] === id)!.attributes["Target"]!;
    const footers = all(document, "w:footerReference").map(({ attributes }) => {
      const footer = parseXml(parts.get(`word/${target(attributes["r:id"]!)}`)!);
      expect(footer.text.replace("PAGE", "1")).toBe("— 1 —");
      return [attributes["w:type"]!, styleOf(children(footer, "w:p")[0]!)!] as const;
    });
    expect(footers).toEqual([
      ["default", "Footer"],
      ["even", "FooterEven"],
    ]);
    expect(typeOf("Footer")).toEqual(["宋体", "28", "right"]);
    expect(typeOf("FooterEven")).toEqual(["宋体", "28", "left"]);
    expect(inherited("Footer", "w:pPr", "w:ind")?.attributes["w:rightChars"]).toBe("100");
    expect(inherited("FooterEven", "w:pPr", "w:ind")?.attributes["w:leftChars"]).toBe("100");
  });

  it("says 草稿 on odd and even pages of a draft", () => {
    const kinds = all(document, "w:headerReference").map(({ attributes }) => attributes["w:type"]);
    expect(kinds).toEqual(["default", "even"]);
    for (const name of ["word/header1.xml", "word/header2.xml"]) {
      expect(parseXml(parts.get(name)!).text).toBe("{{#if draft}}草稿{{/if}}");
    }
  });
});

describe("type", () => {
  it("is set by named styles", () => {
    expect(typeOf("Title")).toEqual(["方正小标宋简体", "44", "center"]);
    expect(typeOf("Heading1")).toEqual(["黑体", "32", "left"]);
    expect(typeOf("Heading2")).toEqual(["楷体_GB2312", "32", "left"]);
    expect(typeOf("Heading3")).toEqual(["仿宋_GB2312", "32", "left"]);
    expect(typeOf("BodyText")).toEqual(["仿宋_GB2312", "32", "both"]);
    expect(typeOf("Lead")[0]).toBe("楷体_GB2312");
    for (const id of ["Title", "Heading1", "Heading2", "Heading3"]) {
      expect(value(inherited(id, "w:rPr", "w:b")), id).toBe("0");
      expect(inherited(id, "w:pPr", "w:keepNext"), id).toBeDefined();
    }
  });

  it("indents headings and body by two characters, and shows headings in the navigation pane", () => {
    for (const id of ["Heading1", "Heading2", "Heading3", "BodyText"]) {
      expect(inherited(id, "w:pPr", "w:ind")?.attributes["w:firstLineChars"], id).toBe("200");
    }
    const levels = ["Heading1", "Heading2", "Heading3"].map((id) => value(inherited(id, "w:pPr", "w:outlineLvl")));
    expect(levels).toEqual(["0", "1", "2"]);
  });

  it("names one face for all scripts and black for every text but the tags", () => {
    for (const [id, style] of styles) {
      for (const fonts of all(style, "w:rFonts")) {
        const { "w:ascii": ascii, "w:hAnsi": hAnsi, "w:eastAsia": eastAsia } = fonts.attributes;
        expect([ascii, hAnsi], id).toEqual([eastAsia, eastAsia]);
      }
      if (id !== "Tag") for (const color of all(style, "w:color")) expect(value(color), id).toBe("000000");
    }
    expect(all(document, "w:rFonts").every((fonts) => Object.keys(fonts.attributes).join() === "w:hint")).toBe(true);
    expect(parts.get("word/styles.xml")).toContain('w:eastAsia="zh-CN"');
  });

  it("keeps the quotation marks of “三安全一稳定” Chinese", () => {
    const run = all(document, "w:r").find((one) => one.text === "3.危及“三安全一稳定”")!;
    expect(first(run, "w:rPr", "w:rFonts")?.attributes["w:hint"]).toBe("eastAsia");
  });

  it("knows the other names of faces that may be missing", () => {
    const fonts = children(parseXml(parts.get("word/fontTable.xml")!), "w:font");
    const names = new Map(fonts.map((font) => [font.attributes["w:name"], value(first(font, "w:altName"))]));
    expect(names.get("仿宋_GB2312")).toBe("仿宋");
    expect(names.get("楷体_GB2312")).toBe("楷体");
    expect(names.get("方正小标宋简体")).toBe("方正小标宋_GBK");
    const used = [...styles.values()].flatMap((style) => all(style, "w:rFonts").map((f) => f.attributes["w:eastAsia"]));
    for (const name of used) expect(names.has(name), name).toBe(true);
  });

  it("refers to styles that exist", () => {
    const named = ["w:pStyle", "w:rStyle", "w:tblStyle"].flatMap((name) =>
      all(document, name).map((one) => value(one)!),
    );
    expect(named.length).toBeGreaterThan(200);
    for (const id of named) expect(styles.has(id), id).toBe(true);
    for (const style of styles.values()) {
      for (const name of ["w:basedOn", "w:next"]) {
        const id = value(first(style, name));
        if (id) expect(styles.has(id), id).toBe(true);
      }
    }
  });
});

describe("the text", () => {
  it("has the six headings of the form as literal text, in order", () => {
    const headings = body.filter((node) => styleOf(node) === "Heading1").map((node) => node.text);
    expect(headings.slice(0, 6)).toEqual(edition.sections.map((section) => section.heading));
    expect(headings.slice(6)).toEqual(["附：核对情况（定稿时删去）"]);
  });

  it("has every block tag alone in its paragraph, and every block closed", () => {
    const open: string[] = [];
    for (const paragraph of body.filter((node) => node.name === "w:p")) {
      for (const tag of tagsIn(paragraph.text)) {
        if (!/^[#/]/.test(tag)) continue;
        expect(paragraph.text).toBe(`{{${tag}}}`);
        if (tag.startsWith("#")) open.push(tag.slice(1).split(" ")[0]!);
        else expect(open.pop()).toBe(tag.slice(1));
      }
    }
    expect(open).toEqual([]);
  });

  it("sets a lead in 楷体 and its text in the same paragraph, for each prose section", () => {
    const paragraphs = body.filter((node) => node.text === "{{lead}}{{text}}");
    expect(paragraphs).toHaveLength(edition.sections.filter((section) => section.prose).length);
    for (const paragraph of paragraphs) {
      const runs = all(paragraph, "w:r").map((run) => [run.text, value(first(run, "w:rPr", "w:rStyle"))]);
      expect(runs).toEqual([
        ["{{lead}}", "Lead"],
        ["{{text}}", undefined],
      ]);
    }
  });

  it("ends with 署名 and date, which the program sets by the length of the name", () => {
    const signed = body.findIndex((node) => node.text === "{{signature}}");
    expect(body[signed - 1]?.text).toBe("");
    expect([body[signed - 2]?.text, body[signed + 1]?.text]).toEqual(["{{#if published}}", "{{/if}}"]);
    for (const id of ["Signature", "Date"]) expect(value(inherited(id, "w:pPr", "w:jc"))).toBe("right");
  });
});

describe("the tables", () => {
  const layouts = edition.tables.map(layoutTable);
  const tables = () => body.filter((node) => node.name === "w:tbl");

  it("hold the tag of every statutory cell exactly once", () => {
    const tags = tables().flatMap((table) => tagsIn(table.text));
    expect([...tags].sort()).toEqual(edition.cells.map((cell) => cell.path).sort());
    const figures = tables().flatMap((table) => all(table, "w:p").filter((p) => p.text.includes("{{")));
    for (const paragraph of figures) expect(paragraph.text).toMatch(/^\{\{[\w.]+\}\}$/);
  });

  it("are as wide as the 版心 in every row, and merged as the form is", () => {
    tables().forEach((table, i) => {
      const columns = children(first(table, "w:tblGrid")!, "w:gridCol").map((one) => Number(one.attributes["w:w"]));
      expect(columns).toHaveLength(layouts[i]!.columns);
      expect(columns.reduce((sum, width) => sum + width, 0)).toBe(11906 - 1587 - 1474);
      let above: (number | undefined)[] = [];
      const rows = children(table, "w:tr");
      rows.forEach((row, r) => {
        let column = 0;
        const here: (number | undefined)[] = [];
        const begun: unknown[] = [];
        for (const cell of children(row, "w:tc")) {
          const span = Number(value(first(cell, "w:tcPr", "w:gridSpan")) ?? 1);
          const merge = first(cell, "w:tcPr", "w:vMerge");
          if (merge && value(merge) !== "restart") expect(above[column], `${i}:${r}:${column}`).toBe(span);
          else begun.push({ text: cell.text.startsWith("{{") ? "" : cell.text, column, colSpan: span });
          if (merge) here[column] = span;
          const width = columns.slice(column, column + span).reduce((sum, part) => sum + part, 0);
          expect(Number(first(cell, "w:tcPr", "w:tcW")?.attributes["w:w"])).toBe(width);
          expect(cell.children.at(-1)?.name).toBe("w:p");
          column += span;
        }
        expect(column).toBe(columns.length);
        expect(begun).toEqual(
          layouts[i]!.rows[r]!.cells.map(({ text, column, colSpan }) => ({ text, column, colSpan })),
        );
        above = here;
      });
    });
  });

  it("have single lines of half a point round every cell", () => {
    for (const table of tables()) {
      const borders = first(table, "w:tblPr", "w:tblBorders")!;
      expect(borders.children.map((side) => side.name.slice(2)).sort()).toEqual(
        ["bottom", "insideH", "insideV", "left", "right", "top"].sort(),
      );
      for (const side of borders.children) {
        expect(side.attributes).toMatchObject({ "w:val": "single", "w:sz": "4", "w:color": "000000" });
      }
      expect(all(table, "w:tcBorders")).toEqual([]);
    }
  });

  it("break only between rows, and repeat the head where it belongs to all rows", () => {
    tables().forEach((table, i) => {
      const rows = children(table, "w:tr");
      expect(rows.every((row) => first(row, "w:trPr", "w:cantSplit"))).toBe(true);
      const repeated = rows.map((row) => first(row, "w:trPr", "w:tblHeader") !== undefined);
      const oneHead = edition.tables[i]!.grids.length === 1;
      expect(repeated).toEqual(layouts[i]!.rows.map((row) => oneHead && row.header));
    });
  });

  it("stay on one page with their heading, but not with what follows; one that fills a page begins it and may run over", () => {
    for (const [i, table] of tables().entries()) {
      const rows = children(table, "w:tr");
      const fills = rows.length > 20;
      const own = edition.sections.find((section) => section.tables.includes(edition.tables[i]?.id ?? ""));
      const heading = body.find((one) => one.text === own?.heading)!;
      expect(first(heading, "w:pPr", "w:pageBreakBefore") !== undefined).toBe(fills);
      rows.forEach((row, r) => {
        for (const paragraph of all(row, "w:p")) {
          const own = first(paragraph, "w:pPr", "w:keepNext");
          const keeps = own
            ? !/^(0|false|off)$/.test(value(own) ?? "")
            : inherited(styleOf(paragraph)!, "w:pPr", "w:keepNext") !== undefined;
          expect(keeps).toBe(!fills && r < rows.length - 1);
        }
      });
    }
  });

  it("have room for six digits in every figure column, and set text off the grid without indent", () => {
    for (const table of tables()) {
      for (const cell of all(table, "w:tc").filter((one) => one.text.startsWith("{{"))) {
        const paragraph = children(cell, "w:p")[0]!;
        const size = Number(value(inherited(styleOf(paragraph)!, "w:rPr", "w:sz")));
        const width = Number(first(cell, "w:tcPr", "w:tcW")?.attributes["w:w"]);
        expect(width - 2 * 10, cell.text).toBeGreaterThanOrEqual(6 * 5 * size);
      }
    }
    for (const id of [...styles.keys()].filter((one) => /^(Head|Label|Figure)\d/.test(one))) {
      expect(inherited(id, "w:rPr", "w:rFonts")?.attributes["w:eastAsia"], id).toBe("宋体");
      expect(inherited(id, "w:pPr", "w:ind")?.attributes["w:firstLineChars"], id).toBeUndefined();
      expect(value(inherited(id, "w:pPr", "w:snapToGrid")), id).toBe("0");
    }
  });

  it("breaks 结果维持 into two lines of two characters", () => {
    const cells = all(tables()[2]!, "w:tc").filter((cell) => cell.text === "结果维持");
    expect(cells).toHaveLength(3);
    for (const cell of cells) {
      const width = Number(first(cell, "w:tcPr", "w:tcW")?.attributes["w:w"]);
      const side = Number(first(cell, "w:tcPr", "w:tcMar", "w:left")?.attributes["w:w"] ?? 10);
      expect(Math.floor((width - 2 * side) / 210)).toBe(2);
    }
  });

  it("sets 三、本年度办理结果 from top to bottom", () => {
    const cell = all(tables()[1]!, "w:tc").find((one) => one.text === "三、本年度办理结果")!;
    expect(value(first(cell, "w:tcPr", "w:textDirection"))).toBe("tbRl");
  });
});

describe("the parts", () => {
  it("are few and slim", () => {
    expect(Buffer.byteLength(parts.get("word/document.xml")!)).toBeLessThanOrEqual(90_000);
    expect([...parts.keys()].filter((name) => /numbering|footnotes|endnotes|comments|custom|theme/.test(name))).toEqual(
      [],
    );
  });
});

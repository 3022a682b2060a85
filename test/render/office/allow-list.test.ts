import { describe, expect, it } from "vitest";
import { sheetFile, sheetParts } from "../../support/sheet-files.ts";
import { paragraph, wordFile, wordParts } from "../../support/word-files.ts";
import { faultsIn } from "../../support/word-stamps.ts";
import { type Parts, zipOf } from "../../support/zip-files.ts";

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const told = (bytes: Uint8Array, format: "docx" | "xlsx" = "docx") =>
  faultsIn(bytes, format)
    .filter(({ code }) => code === "GR740" || code === "GR741")
    .map(({ code, severity, message }) => `${code} ${severity} ${message.zh}`);

/** A Word file with one relationship of the document more. */
function related(relation: string, parts: Parts = {}, types = ""): Uint8Array {
  const sound = wordParts(paragraph("{{year}}"), parts);
  const change = (name: string, end: string, more: string) =>
    ({ [name]: String(sound[name]).replace(end, `${more}${end}`) }) as Parts;
  return zipOf({
    ...sound,
    ...change("word/_rels/document.xml.rels", "</Relationships>", relation),
    ...change("[Content_Types].xml", "</Types>", types),
  });
}
const external = (kind: string, target: string) =>
  related(`<Relationship Id="rX" Type="${relations}/${kind}" Target="${target}" TargetMode="External"/>`);
const field = (...codes: readonly string[]) =>
  wordFile(
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${codes
      .map((code) => `<w:r><w:instrText xml:space="preserve">${code}</w:instrText></w:r>`)
      .join(
        "",
      )}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
  );
const sheet = (rows: string, parts: Parts = {}) => sheetFile([{ name: "表", rows }], [], parts);
const formula = (text: string) => sheet(`<row r="1"><c r="A1"><f>${text}</f><v>0</v></c></row>`);

describe("a Word template may not load, run or link anything", () => {
  const refused: readonly (readonly [what: string, file: Uint8Array, words: string])[] = [
    [
      "a template attached from a server",
      external("attachedTemplate", "http://a.example/x.dotm"),
      "附加的外部模板：http://a.example/x.dotm",
    ],
    [
      "a picture from a server",
      external("image", "https://a.example/x.png"),
      "要从网上取的图片：https://a.example/x.png",
    ],
    ["a link to a script", external("hyperlink", "javascript:alert(1)"), "不是网址或邮箱的链接：javascript:alert(1)"],
    ["a link to a file", external("hyperlink", "file:///c:/x.exe"), "不是网址或邮箱的链接：file:///c:/x.exe"],
    [
      "styles from a server",
      external("styles", "https://a.example/s.xml"),
      "指向文件以外的内容：https://a.example/s.xml",
    ],
    [
      "an embedded object",
      related(`<Relationship Id="rX" Type="${relations}/oleObject" Target="embeddings/a.bin"/>`, {
        "word/embeddings/a.bin": "x",
      }),
      "嵌入的对象：embeddings/a.bin",
    ],
    [
      "another file's content",
      related(`<Relationship Id="rX" Type="${relations}/aFChunk" Target="a.html"/>`, { "word/a.html": "<p>x</p>" }),
      "另一份文件的内容（altChunk）：a.html",
    ],
    [
      "macros under another name",
      related(
        "",
        { "word/data.bin": "x" },
        '<Override PartName="/word/data.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
      ),
      "宏：word/data.bin",
    ],
    [
      "a document that is declared as one with macros",
      related(
        "",
        {},
        '<Override PartName="/word/a.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      ),
      "宏：word/a.xml",
    ],
    [
      "a relationship nobody knows",
      related(`<Relationship Id="rX" Type="${relations}/somethingNew" Target="a.xml"/>`),
      "未知的内容（somethingNew）：a.xml",
    ],
    [
      "a control",
      wordFile(`${paragraph("{{year}}")}<w:p><w:r><w:object/></w:r></w:p>`),
      "嵌入的对象：word/document.xml",
    ],
    [
      "a mail merge source",
      wordFile(paragraph("{{year}}"), {
        "word/settings.xml": '<?xml version="1.0"?><w:settings xmlns:w="w"><w:mailMerge/></w:settings>',
      }),
      "邮件合并的数据源：word/settings.xml",
    ],
    ["INCLUDETEXT", field(' INCLUDETEXT "\\\\server\\x.docx" '), "域代码 INCLUDETEXT：word/document.xml"],
    ["DDEAUTO over two runs", field(" DDE", "AUTO cmd '/c calc' "), "域代码 DDEAUTO：word/document.xml"],
    [
      "INCLUDEPICTURE in a simple field",
      wordFile(
        '<w:p><w:fldSimple w:instr=" includepicture &quot;http://a.example/x&quot; "><w:r><w:t>{{year}}</w:t></w:r></w:fldSimple></w:p>',
      ),
      "域代码 INCLUDEPICTURE：word/document.xml",
    ],
    ["a field whose name another field makes", field(""), "域代码 （空）：word/document.xml"],
    [
      "a field that was never ended",
      wordFile('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK x</w:instrText></w:r></w:p>'),
      "域代码 LINK：word/document.xml",
    ],
    [
      "an old drawing's picture from a server",
      wordFile('<w:p><w:r><w:pict><v:imagedata src="http://a.example/x.png"/></w:pict></w:r></w:p>'),
      "从文件以外取的内容：http://a.example/x.png",
    ],
  ];
  for (const [what, file, words] of refused) {
    it(what, () => {
      expect(told(file)).toEqual([`GR740 error 模板 report.docx：不能带有${words}`]);
    });
  }

  it("links to the web and to a mailbox are told, and no more", () => {
    expect(told(external("hyperlink", "https://www.example.gov.cn/"))).toEqual([
      "GR741 warning 模板 report.docx：模板里有链接 https://www.example.gov.cn/，会印进每一份报告",
    ]);
    expect(told(external("hyperlink", "mailto:a@example.gov.cn"))[0]).toMatch(/^GR741 warning/);
    expect(told(field(' HYPERLINK "https://www.example.gov.cn/" '))[0]).toMatch(/^GR741 warning/);
    expect(told(field(' HYPERLINK "file://x" '))[0]).toMatch(/^GR740 error/);
  });

  it("what Word itself puts into a file is no fault: page numbers, contents, bookmarks, custom XML, fonts, pictures", () => {
    for (const code of [
      " PAGE ",
      " page \\* MERGEFORMAT ",
      ' TOC \\o "1-3" \\h ',
      ' HYPERLINK \\l "_Toc1" ',
      " =1+1 ",
      " SEQ 图 ",
    ])
      expect(told(field(code)), code).toEqual([]);
    const quiet = related(
      `<Relationship Id="rA" Type="${relations}/image" Target="media/a.png"/><Relationship Id="rB" Type="${relations}/customXml" Target="../customXml/item1.xml"/><Relationship Id="rC" Type="http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects" Target="stylesWithEffects.xml"/>`,
      { "word/media/a.png": "x", "customXml/item1.xml": "<a/>", "word/stylesWithEffects.xml": "<a/>" },
      '<Default Extension="png" ContentType="image/png"/><Override PartName="/word/stylesWithEffects.xml" ContentType="application/vnd.ms-word.stylesWithEffects+xml"/>',
    );
    expect(told(quiet)).toEqual([]);
  });
});

describe("an Excel template may not either", () => {
  const typed = (part: string, type: string, content = "<a/>") => {
    const parts = sheetParts([{ name: "表", rows: "" }]);
    const types = String(parts["[Content_Types].xml"]);
    return zipOf({
      ...parts,
      [part]: content,
      "[Content_Types].xml": types.replace("</Types>", `<Override PartName="/${part}" ContentType="${type}"/></Types>`),
    });
  };
  const ms = "application/vnd.ms-excel";
  const refused: readonly (readonly [what: string, file: Uint8Array, words: string])[] = [
    ["a sheet of Excel 4 macros", typed("xl/macrosheets/a.xml", `${ms}.macrosheet+xml`), "宏：xl/macrosheets/a.xml"],
    [
      "a workbook it links to",
      typed("xl/externalLinks/a.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"),
      "对外部工作簿的引用：xl/externalLinks/a.xml",
    ],
    [
      "a data connection",
      typed("xl/connections.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"),
      "外部数据连接：xl/connections.xml",
    ],
    ["a DDE call in a cell", formula("cmd|'/c calc'!A1"), "公式 cmd|'/c calc'!A1：xl/worksheets/sheet1.xml"],
    [
      "WEBSERVICE",
      formula("WEBSERVICE(&quot;http://a.example/&quot;)"),
      '公式 WEBSERVICE("http://a.example/")：xl/worksheets/sheet1.xml',
    ],
    ["a cell of another workbook", formula("[1]Sheet1!A1"), "公式 [1]Sheet1!A1：xl/worksheets/sheet1.xml"],
    [
      "a name that runs when the workbook opens",
      sheet("", { "xl/names.xml": '<a><definedName name="Auto_Open" xlm="1">x</definedName></a>' }),
      "公式 CALL()：xl/names.xml",
    ],
  ];
  for (const [what, file, words] of refused) {
    it(what, () => {
      expect(told(file, "xlsx")).toEqual([`GR740 error 模板 report.xlsx：不能带有${words}`]);
    });
  }

  it("sums, texts with bars and brackets, and other sheets are no fault", () => {
    for (const text of [
      "SUM(A2:A9)",
      "A2&amp;&quot;|[1]HYPERLINK(&quot;",
      "'表 二'!B3+1",
      "IF(A2=&quot;a|b&quot;,1,0)",
    ])
      expect(told(formula(text), "xlsx"), text).toEqual([]);
  });
});

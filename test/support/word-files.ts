import { type Parts, zipOf } from "./zip-files.ts";

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const spaces = `${word} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageTypes = "http://schemas.openxmlformats.org/package/2006";
const officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const wordTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** A small Word file around a body; `parts` replaces or adds others. */
export function wordFile(body: string, parts: Parts = {}): Uint8Array {
  return zipOf(wordParts(body, parts));
}

export function wordParts(body: string, parts: Parts = {}): Parts {
  const extra = Object.keys(parts).filter((name) => /^word\/(header|footer|footnotes)\d*\.xml$/.test(name));
  const overrides = extra.map((name) => {
    const kind = /header|footer|footnotes/.exec(name)?.[0];
    return `<Override PartName="/${name}" ContentType="${wordTypes}.${kind}+xml"/>`;
  });
  const relations = extra.map((name, i) => {
    const kind = /header|footer|footnotes/.exec(name)?.[0];
    return `<Relationship Id="rIdX${i}" Type="${officeTypes}/${kind}" Target="${name.slice(5)}"/>`;
  });
  const references = extra.flatMap((name, i) => {
    const kind = /header|footer/.exec(name)?.[0];
    return kind ? [`<w:${kind}Reference w:type="default" r:id="rIdX${i}"/>`] : [];
  });
  return {
    "[Content_Types].xml": `${declaration}<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordTypes}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${wordTypes}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides.join("")}</Types>`,
    "_rels/.rels": `${declaration}<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${officeTypes}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packageTypes}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${declaration}<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${officeTypes}/styles" Target="styles.xml"/>${relations.join("")}</Relationships>`,
    "word/styles.xml": `${declaration}<w:styles ${word}><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/></w:style></w:styles>`,
    "docProps/core.xml": `${declaration}<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{title}}</dc:title></cp:coreProperties>`,
    "word/document.xml": `${declaration}<w:document ${spaces}><w:body>${body}<w:sectPr>${references.join("")}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, wrap(name, xml)])),
  };
}

/** Heads and feet are given by their content alone. */
function wrap(name: string, xml: string | Uint8Array): string | Uint8Array {
  if (typeof xml !== "string" || xml.startsWith("<?xml")) return xml;
  if (name.startsWith("word/header")) return `${declaration}<w:hdr ${spaces}>${xml}</w:hdr>`;
  if (name.startsWith("word/footer")) return `${declaration}<w:ftr ${spaces}>${xml}</w:ftr>`;
  return xml;
}

export const run = (text: string, format = ""): string => `<w:r>${format}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const paragraph = (...content: readonly string[]): string =>
  `<w:p>${content.map((part) => (part.startsWith("<") ? part : run(part))).join("")}</w:p>`;
export const cell = (...content: readonly string[]): string =>
  `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${content.map((part) => (part.startsWith("<") ? part : paragraph(part))).join("")}</w:tc>`;
export const row = (...cells: readonly string[]): string =>
  `<w:tr>${cells.map((part) => (part.startsWith("<w:tc>") ? part : cell(part === "" ? "<w:p/>" : part))).join("")}</w:tr>`;
export const table = (columns: number, ...rows: readonly string[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows.join("")}</w:tbl>`;

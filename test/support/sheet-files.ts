import { type Parts, zipOf } from "./zip-files.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageTypes = "http://schemas.openxmlformats.org/package/2006";
const sheetTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export interface SheetSource {
  readonly name: string;
  /** The rows' XML. */
  readonly rows: string;
  /** What follows the rows: merges, heads and feet. */
  readonly after?: string;
}

/** A small workbook. `strings` are the shared strings, each as the content of `si`. */
export function sheetFile(
  sheets: readonly SheetSource[],
  strings: readonly string[] = [],
  parts: Parts = {},
): Uint8Array {
  return zipOf(sheetParts(sheets, strings, parts));
}

export function sheetParts(sheets: readonly SheetSource[], strings: readonly string[] = [], parts: Parts = {}): Parts {
  const files: Parts = {
    "[Content_Types].xml": `${declaration}<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetTypes}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${sheetTypes}.sharedStrings+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${sheetTypes}.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `${declaration}<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${officeTypes}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${declaration}<workbook xmlns="${main}" xmlns:r="${officeTypes}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${declaration}<Relationships xmlns="${packageTypes}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${officeTypes}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="rIdS" Type="${officeTypes}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `${declaration}<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((string) => `<si>${string}</si>`).join("")}</sst>`,
  };
  sheets.forEach(({ rows, after }, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `${declaration}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after ?? ""}</worksheet>`;
  });
  return { ...files, ...parts };
}

/** An inline string in a cell. */
export const inline = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;

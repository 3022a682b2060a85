import { strToU8, Zip, ZipDeflate } from "fflate";
import { printNumber } from "../../core/figures.ts";
import { longestCell, quoteAttribute, sheetText } from "../office/escape.ts";
import { columnLetters } from "./addresses.ts";

/** Rows that Excel has on a sheet. */
const mostRows = 1_048_576;
/** Columns that Excel has on a sheet. */
export const mostColumns = 16_384;

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * A workbook of plain tables that is written row by row: nothing of it stays in memory, and the same rows give the same bytes.
 * A text is a text, whatever it begins with. What does not fit on a sheet goes on on another, under the same head.
 */
export class DataWorkbook {
  readonly #zip: Zip;
  readonly #names: string[] = [];
  #sheet: ZipDeflate | undefined;
  #waiting = "";
  #row = 0;
  #heads: readonly string[] = [];
  #part = 1;

  /** `write` is handed the archive as it comes about. */
  constructor(write: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      write(bytes);
    });
  }

  /** Begins a sheet; `widths` in characters. */
  sheet(name: string, heads: readonly string[], widths: readonly number[]): void {
    this.#part = 1;
    this.#begin(name, heads, widths);
  }

  #widths: readonly number[] = [];
  #name = "";

  #begin(name: string, heads: readonly string[], widths: readonly number[]): void {
    this.#end();
    [this.#name, this.#heads, this.#widths, this.#row] = [name, heads, widths, 0];
    this.#names.push(this.#part === 1 ? name : `${name} ${this.#part}`);
    this.#sheet = this.#open(`xl/worksheets/sheet${this.#names.length}.xml`);
    const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
    this.#write(
      `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>`,
    );
    this.#cells(heads, 1);
  }

  row(values: readonly (string | number)[]): void {
    if (this.#row === mostRows) {
      this.#part++;
      this.#begin(this.#name, this.#heads, this.#widths);
    }
    this.#cells(values, 0);
  }

  #cells(values: readonly (string | number)[], style: number): void {
    const row = ++this.#row;
    let xml = `<row r="${row}">`;
    values.forEach((value, i) => {
      if (value === "") return;
      const place = `r="${columnLetters(i + 1)}${row}"${style > 0 ? ` s="${style}"` : ""}`;
      xml +=
        typeof value === "number"
          ? `<c ${place}><v>${printNumber(value)}</v></c>`
          : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${sheetText(value.slice(0, longestCell))}</t></is></c>`;
    });
    this.#write(`${xml}</row>`);
  }

  #end(): void {
    if (!this.#sheet) return;
    const last = `${columnLetters(Math.max(1, this.#heads.length))}${this.#row}`;
    this.#write(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`);
    this.#close(this.#sheet);
    this.#sheet = undefined;
  }

  /** Nothing can be written after it. */
  end(): void {
    this.#end();
    const sheets = this.#names.map((name, i) => {
      return `<sheet name="${quoteAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`;
    });
    const targets = this.#names.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`] as const);
    this.#file(
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join("")}</sheets></workbook>`,
    );
    this.#file("xl/_rels/workbook.xml.rels", relationsTo([...targets, ["styles", "styles.xml"]]));
    this.#file("xl/styles.xml", styles);
    this.#file("_rels/.rels", relationsTo([["officeDocument", "xl/workbook.xml"]]));
    const parts = [
      ["xl/workbook.xml", `${kind}.sheet.main+xml`],
      ["xl/styles.xml", `${kind}.styles+xml`],
      ...this.#names.map((_, i) => [`xl/worksheets/sheet${i + 1}.xml`, `${kind}.worksheet+xml`]),
    ].map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`);
    this.#file(
      "[Content_Types].xml",
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`,
    );
    this.#zip.end();
  }

  #open(name: string): ZipDeflate {
    const file = new ZipDeflate(name, { level: 3 });
    // The format keeps no zone: the bytes are the same in every one.
    file.mtime = new Date(1980, 0, 1);
    this.#zip.add(file);
    return file;
  }

  #write(xml: string): void {
    this.#waiting += xml;
    if (this.#waiting.length < 1 << 18) return;
    this.#sheet?.push(strToU8(this.#waiting));
    this.#waiting = "";
  }

  #close(file: ZipDeflate): void {
    file.push(strToU8(this.#waiting), true);
    this.#waiting = "";
  }

  #file(name: string, xml: string): void {
    this.#open(name).push(strToU8(head + xml), true);
  }
}

/** The targets of a part as `rId1`, `rId2` …, each with the last word of its kind. */
function relationsTo(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packaged}/relationships">${list.join("")}</Relationships>`;
}

/** Plain cells, and heads in bold on grey. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

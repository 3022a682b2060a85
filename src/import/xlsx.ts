import type { Codec } from "../ooxml/codec.ts";
import type { XmlElement } from "../ooxml/xml.ts";
import {
  columnName,
  type DocumentCell,
  type DocumentGrid,
  gridLimits,
  type NamedCell,
  oneLine,
  type ReadDocument,
} from "./document.ts";
import { attributeOf, childrenNamed, localName, PackageParts, UnreadableDocument } from "./package-parts.ts";

/**
 * Reads a workbook: a grid a sheet, hidden ones not. A formula is what was last computed of it; one that was never computed
 * is blank, not 0.
 */
export function readXlsx(bytes: Uint8Array, codec: Codec): ReadDocument {
  const { parts, root, relations, strings, sheets } = openWorkbook(bytes, codec);
  const blocks = sheets.flatMap(({ name, hidden, part, remarks }) =>
    hidden ? [] : [gridOf(name, part, strings, remarks)],
  );
  const places = namesOf(root);
  if (places.size === 0) return { blocks, titles: [] };
  const dates = dateStyles(parts, relations.find(({ type }) => type === "styles")?.target);
  return { blocks, titles: [], named: namedCells(places, sheets, { strings, dates }) };
}

/** A row of a sheet as it was typed, with its number from 1. */
export interface NumberedRow {
  readonly number: number;
  readonly values: readonly string[];
}

/** The rows of every sheet that is seen, however many: of a workbook that holds data and no report. */
export function readSheetRows(bytes: Uint8Array, codec: Codec): readonly (readonly NumberedRow[])[] {
  const { strings, sheets } = openWorkbook(bytes, codec);
  return sheets.flatMap(({ hidden, part }) => {
    if (hidden) return [];
    let number = 0;
    const rows = childrenNamed(childrenNamed(part, "sheetData")[0], "row").map((line): NumberedRow => {
      number = Number(attributeOf(line, "r")) || number + 1;
      const values: string[] = [];
      for (const cell of childrenNamed(line, "c")) {
        const column = addressOf(attributeOf(cell, "r") ?? "")?.column ?? values.length;
        while (values.length < column) values.push("");
        values[column] = textOf(cell, strings);
      }
      return { number, values };
    });
    return [rows];
  });
}

function openWorkbook(bytes: Uint8Array, codec: Codec) {
  const parts = new PackageParts(bytes, "xlsx", codec);
  const { main } = parts;
  const root = main === undefined ? undefined : parts.xml(main);
  if (main === undefined || !root || localName(root) !== "workbook") {
    throw new UnreadableDocument("foreign", { zh: "文件里没有 Excel 工作簿", en: "the file holds no workbook" });
  }
  const relations = parts.relations(main);
  const strings = sharedStrings(parts, relations.find(({ type }) => type === "sharedStrings")?.target);
  const sheets = childrenNamed(childrenNamed(root, "sheets")[0], "sheet").flatMap((sheet): readonly Sheet[] => {
    const id = Object.entries(sheet.attributes).find(([name]) => /(?:^|:)id$/.test(name))?.[1];
    const relation = relations.find((one) => one.id === id && one.type === "worksheet");
    const part = relation && parts.xml(relation.target);
    const hidden = (attributeOf(sheet, "state") ?? "visible") !== "visible";
    if (!part) return [];
    const remarks = remarksOn(parts, relation.target);
    return [{ name: attributeOf(sheet, "name") ?? "", hidden, part, remarks }];
  });
  return { parts, root, relations, strings, sheets };
}

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: XmlElement;
  readonly remarks: ReadonlyMap<string, string>;
}

/**
 * Comments that nobody has signed, in brackets, by cell: so a workbook remarks on a figure, whose cell holds nothing but a number.
 * What a reviewer writes bears a name.
 */
function remarksOn(parts: PackageParts, sheet: string): ReadonlyMap<string, string> {
  const relation = parts.relations(sheet).find(({ type }) => type === "comments");
  const root = relation && parts.xml(relation.target);
  const authors = childrenNamed(childrenNamed(root, "authors")[0], "author").map(({ text }) => text.trim());
  const comments = childrenNamed(childrenNamed(root, "commentList")[0], "comment");
  return new Map(
    comments.flatMap((comment) => {
      const text = oneLine(childrenNamed(comment, "text").map(richText).join(""));
      const signed = (authors[Number(attributeOf(comment, "authorId") ?? 0)] ?? "") !== "";
      return signed || text === "" ? [] : [[attributeOf(comment, "ref") ?? "", `（${text}）`] as const];
    }),
  );
}

type Place = Pick<NamedCell, "sheet" | "row" | "column">;

/** The names that a workbook gives to its cells, of which nothing else is read. */
export function definedNames(bytes: Uint8Array, codec: Codec): Iterable<string> {
  const parts = new PackageParts(bytes, "xlsx", codec);
  const root = parts.main === undefined ? undefined : parts.xml(parts.main);
  return root ? namesOf(root).keys() : [];
}

/** The defined names that stand for one cell; one whose cell has been deleted has no place. */
function namesOf(root: XmlElement): ReadonlyMap<string, Place | undefined> {
  const names = new Map<string, Place | undefined>();
  for (const element of childrenNamed(childrenNamed(root, "definedNames")[0], "definedName")) {
    const name = attributeOf(element, "name");
    if (name === undefined || name.startsWith("_xlnm")) continue;
    const [, quoted, bare, reference = ""] = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(element.text.trim()) ?? [];
    // A name of merged cells stands for the first of them.
    const at = addressOf(reference.split(":")[0] ?? "");
    names.set(name, at && { sheet: quoted?.replaceAll("''", "'") ?? bare ?? "", ...at });
  }
  return names;
}

function namedCells(
  places: ReadonlyMap<string, Place | undefined>,
  sheets: readonly Sheet[],
  shown: { readonly strings: readonly string[]; readonly dates: ReadonlySet<string> },
): ReadonlyMap<string, NamedCell | undefined> {
  const found = new Map<string, XmlElement>();
  for (const { name, part } of sheets) {
    for (const row of childrenNamed(childrenNamed(part, "sheetData")[0], "row")) {
      for (const cell of childrenNamed(row, "c")) found.set(`${name}!${attributeOf(cell, "r") ?? ""}`, cell);
    }
  }
  const known = new Set(sheets.map(({ name }) => name));
  return new Map(
    [...places].map(([name, place]) => {
      if (!place || !known.has(place.sheet)) return [name, undefined];
      const cell = found.get(`${place.sheet}!${columnName(place.column)}${place.row + 1}`);
      const text = cell ? textOf(cell, shown.strings) : "";
      const date = cell !== undefined && text !== "" && shown.dates.has(attributeOf(cell, "s") ?? "");
      return [name, { text, date, ...place }];
    }),
  );
}

/** The styles, by number, that show a number as a day or a time. */
function dateStyles(parts: PackageParts, name: string | undefined): ReadonlySet<string> {
  const root = name === undefined ? undefined : parts.xml(name);
  const own = new Set(
    childrenNamed(childrenNamed(root, "numFmts")[0], "numFmt").flatMap((format) =>
      /[ymdhs年月日]/i.test((attributeOf(format, "formatCode") ?? "").replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ""))
        ? [attributeOf(format, "numFmtId") ?? ""]
        : [],
    ),
  );
  const styles = childrenNamed(childrenNamed(root, "cellXfs")[0], "xf");
  return new Set(
    styles.flatMap((style, i) => {
      const format = attributeOf(style, "numFmtId") ?? "";
      // Those that are built in, the Chinese ones too (ECMA-376 part 1, 18.8.30).
      const builtIn = /^(?:1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/.test(format);
      return builtIn || own.has(format) ? [String(i)] : [];
    }),
  );
}

function sharedStrings(parts: PackageParts, name: string | undefined): readonly string[] {
  const root = name === undefined ? undefined : parts.xml(name);
  return childrenNamed(root, "si").map(richText);
}

/** The runs of a text without the reading aids that East Asian ones may have. */
function richText(element: XmlElement): string {
  return element.children
    .map((child) => {
      const name = localName(child);
      return name === "t" ? unescaped(child.text) : name === "r" ? richText(child) : "";
    })
    .join("");
}

/** Excel's own escape of a character that XML has not, or of what looks like one: _x000D_, _x005F_. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function gridOf(
  name: string,
  root: XmlElement,
  strings: readonly string[],
  remarks: ReadonlyMap<string, string>,
): DocumentGrid {
  const [data] = childrenNamed(root, "sheetData");
  const rows = new Map<number, (DocumentCell | undefined)[]>();
  let row = -1;
  for (const line of childrenNamed(data, "row")) {
    row = Math.max(row + 1, (Number(attributeOf(line, "r")) || row + 2) - 1);
    if (rows.size >= gridLimits.rows) break;
    let column = -1;
    const cells: (DocumentCell | undefined)[] = [];
    for (const element of childrenNamed(line, "c")) {
      column = addressOf(attributeOf(element, "r") ?? "")?.column ?? column + 1;
      if (column >= gridLimits.columns) break;
      const remark = remarks.get(`${columnName(column)}${row + 1}`) ?? "";
      cells[column] = { text: oneLine(textOf(element, strings) + remark), row, column };
    }
    rows.set(row, cells);
  }
  merge(rows, root);
  const filled = [...rows].filter(([, cells]) => cells.some((cell) => cell && cell.text !== ""));
  return { kind: "grid", name, rows: filled.sort(([a], [b]) => a - b).map(([, cells]) => [...cells]) };
}

/** Every place of a merged range holds its first cell. */
function merge(rows: Map<number, (DocumentCell | undefined)[]>, root: XmlElement): void {
  let places = 0;
  for (const element of childrenNamed(childrenNamed(root, "mergeCells")[0], "mergeCell")) {
    const [from, to] = (attributeOf(element, "ref") ?? "").split(":").map(addressOf);
    if (!from || !to) continue;
    const first = rows.get(from.row)?.[from.column] ?? { text: "", ...from };
    for (let r = from.row; r <= Math.min(to.row, from.row + gridLimits.rows); r++) {
      const line = rows.get(r);
      const right = Math.min(to.column, gridLimits.columns - 1);
      for (let c = from.column; line && c <= right && places < gridLimits.places; c++, places++) line[c] = first;
    }
  }
}

/** D7, $D$7. */
function addressOf(reference: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function textOf(cell: XmlElement, strings: readonly string[]): string {
  const value = childrenNamed(cell, "v")[0]?.text ?? "";
  switch (attributeOf(cell, "t") ?? "n") {
    case "s":
      return strings[Number(value)] ?? "";
    case "inlineStr":
      return childrenNamed(cell, "is").map(richText).join("");
    case "n":
      return plainNumber(value);
    default:
      return value;
  }
}

/** What was computed in binary has a tail that nobody typed: 0.30000000000000004. */
function plainNumber(value: string): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  return Number.isSafeInteger(number) ? String(number) : String(Number(number.toPrecision(15)));
}

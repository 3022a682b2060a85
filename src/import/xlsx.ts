import type { Codec } from "../ooxml/codec.ts";
import type { XmlElement } from "../ooxml/xml.ts";
import { type DocumentCell, type DocumentGrid, gridLimits, oneLine, type ReadDocument } from "./document.ts";
import { attributeOf, childrenNamed, localName, PackageParts, UnreadableDocument } from "./package-parts.ts";

/**
 * Reads a workbook: a grid a sheet, hidden ones not. A formula is what was last computed of it; one that was never computed
 * is blank, not 0.
 */
export function readXlsx(bytes: Uint8Array, codec: Codec): ReadDocument {
  const parts = new PackageParts(bytes, "xlsx", codec);
  const { main } = parts;
  const root = main === undefined ? undefined : parts.xml(main);
  if (main === undefined || !root || localName(root) !== "workbook") {
    throw new UnreadableDocument("foreign", { zh: "文件里没有 Excel 工作簿", en: "the file holds no workbook" });
  }
  const relations = parts.relations(main);
  const strings = sharedStrings(parts, relations.find(({ type }) => type === "sharedStrings")?.target);
  const [sheets] = childrenNamed(root, "sheets");
  const blocks = childrenNamed(sheets, "sheet").flatMap((sheet): readonly DocumentGrid[] => {
    if ((attributeOf(sheet, "state") ?? "visible") !== "visible") return [];
    const id = Object.entries(sheet.attributes).find(([name]) => /(?:^|:)id$/.test(name))?.[1];
    const relation = relations.find((one) => one.id === id && one.type === "worksheet");
    const part = relation && parts.xml(relation.target);
    return part ? [gridOf(attributeOf(sheet, "name") ?? "", part, strings)] : [];
  });
  return { blocks, titles: [] };
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
      return name === "t" ? child.text : name === "r" ? richText(child) : "";
    })
    .join("");
}

function gridOf(name: string, root: XmlElement, strings: readonly string[]): DocumentGrid {
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
      cells[column] = { text: oneLine(textOf(element, strings)), row, column };
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

import { textLength } from "../../core/form/widths.ts";
import type { Codec } from "../../ooxml/codec.ts";
import type { FigureCell } from "../office/draft.ts";
import { cellText, longestCell } from "../office/escape.ts";
import { OfficeFile } from "../office/office-file.ts";
import { parseAddress } from "./addresses.ts";

/** A remark on a cell of a sheet (D5), in brackets or without. */
export interface CellComment {
  readonly address: string;
  readonly text: string;
}

/** The comments of one sheet, by its part: xl/worksheets/sheet2.xml. */
export interface SheetComments {
  readonly part: string;
  readonly comments: readonly CellComment[];
}

/** The cells of a sheet on whose figures something is remarked. */
export function remarkedCells(
  figures: readonly FigureCell[],
  remarks: ReadonlyMap<string, string>,
): readonly CellComment[] {
  return figures.flatMap(([address, path]) => {
    const text = remarks.get(path);
    return text === undefined ? [] : [{ address, text }];
  });
}

/**
 * A finished workbook with comments on its cells. A comment is a part of its own, and a shape in a drawing of the older
 * kind (VML), without which Excel does not show it. What a template has of either is added to.
 */
export function addComments(bytes: Uint8Array, sheets: readonly SheetComments[], codec: Codec): Uint8Array {
  const commented = sheets.filter(({ comments }) => comments.length > 0);
  if (commented.length === 0) return bytes;
  const file = new OfficeFile(bytes, "xlsx", codec);
  for (const { part, comments } of commented) if (file.has(part)) addToSheet(file, part, inOrder(comments));
  return file.bytes();
}

/** Row by row; of two for one cell, the first. */
function inOrder(comments: readonly CellComment[]): readonly Placed[] {
  const placed = new Map(
    comments.toReversed().flatMap(({ address, text }): readonly [string, Placed][] => {
      const at = parseAddress(address);
      return at ? [[address, { address, text: text.replace(/^（(.*)）$/s, "$1"), ...at }]] : [];
    }),
  );
  return [...placed.values()].sort((a, b) => a.row - b.row || a.column - b.column);
}

interface Placed extends CellComment {
  readonly row: number;
  readonly column: number;
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const types = {
  comments: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
  vmlDrawing: "application/vnd.openxmlformats-officedocument.vmlDrawing",
} as const;

function addToSheet(file: OfficeFile, part: string, placed: readonly Placed[]): void {
  const [list] = file.related(part, "comments");
  if (list === undefined) {
    const xml = `<comments xmlns="${main}"><authors><author/></authors><commentList>${placed.map(commentXml).join("")}</commentList></comments>`;
    file.relate(
      part,
      "comments",
      file.add((n) => `xl/comments${n}.xml`, declaration + xml, types.comments),
    );
    addShapes(file, part, placed);
    return;
  }
  let xml = file.text(list);
  const fresh: Placed[] = [];
  for (const comment of placed) {
    // One cell has one comment: a remark follows what the template says there.
    const own = new RegExp(`(<comment\\b[^>]*\\bref="${comment.address}"[^>]*>[\\s\\S]*?)</text>`);
    if (own.test(xml)) xml = xml.replace(own, (_, before: string) => `${before}${runXml(`\n${comment.text}`)}</text>`);
    else fresh.push(comment);
  }
  file.set(list, before(xml, "</commentList>", fresh.map(commentXml).join("")));
  addShapes(file, part, fresh);
}

/** The yellow slips that show the comments. */
function addShapes(file: OfficeFile, part: string, placed: readonly Placed[]): void {
  if (placed.length === 0) return;
  const [drawing] = file.related(part, "vmlDrawing");
  const taken = drawing === undefined ? 0 : file.text(drawing).split("<v:shape ").length - 1;
  // Every drawing of a file has its own thousand of numbers.
  const block = Number(/(\d+)\.xml$/.exec(part)?.[1] ?? 1);
  const shapes = placed.map((comment, i) => shapeXml(comment, block * 1024 + taken + i + 1)).join("");
  if (drawing !== undefined) {
    file.set(drawing, before(file.text(drawing), "</xml>", shapes));
    return;
  }
  const path = file.add((n) => `xl/drawings/vmlDrawing${n}.vml`, vmlXml(shapes, block), types.vmlDrawing);
  const element = `<legacyDrawing xmlns:r="${relations}" r:id="${file.relate(part, "vmlDrawing", path)}"/>`;
  const sheet = file.text(part);
  const next =
    /<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/worksheet>/;
  file.set(
    part,
    sheet.replace(next, (found) => element + found),
  );
}

function before(xml: string, end: string, added: string): string {
  const at = xml.lastIndexOf(end);
  return at < 0 ? xml : xml.slice(0, at) + added + xml.slice(at);
}

function commentXml({ address, text }: Placed): string {
  return `<comment ref="${address}" authorId="0"><text>${runXml(text)}</text></comment>`;
}

function runXml(text: string): string {
  return `<r><rPr><sz val="9"/><rFont val="宋体"/><charset val="134"/></rPr><t xml:space="preserve">${cellText(text, longestCell)}</t></r>`;
}

function vmlXml(shapes: string, block: number): string {
  return (
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${block}"/></o:shapelayout>` +
    `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
    `<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes}</xml>`
  );
}

/** Characters in a line of a slip, and how many of a sheet's usual columns and rows it covers. */
const slip = { characters: 14, columns: 3, lineRows: 0.8 } as const;

/** Beside its cell, as high as its text is long; shown while somebody points at the cell. */
function shapeXml({ row, column, text }: Placed, number: number): string {
  const rows = Math.max(2, Math.ceil((textLength(text) / slip.characters) * slip.lineRows) + 1);
  const anchor = [column, 12, Math.max(0, row - 2), 8, column + slip.columns, 12, Math.max(0, row - 2) + rows, 8];
  return (
    `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;width:160pt;height:${rows * 20}pt;z-index:${number % 1024};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    `<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
    `<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>` +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(", ")}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`
  );
}

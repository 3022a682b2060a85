import type { Codec } from "../ooxml/codec.ts";
import { walk, type XmlElement } from "../ooxml/xml.ts";
import { type DocumentBlock, type DocumentCell, gridLimits, oneLine, type ReadDocument } from "./document.ts";
import { DocumentPictures } from "./document-pictures.ts";
import { Numbering } from "./numbering.ts";
import { attributeOf, childrenNamed, localName, PackageParts, UnreadableDocument } from "./package-parts.ts";

/** Reads a Word document: its paragraphs and tables, not what was deleted from it or stands at the edge of its pages. */
export function readDocx(bytes: Uint8Array, codec: Codec): ReadDocument {
  const parts = new PackageParts(bytes, "docx", codec);
  const root = parts.main === undefined ? undefined : parts.xml(parts.main);
  const [body] = childrenNamed(root, "body");
  if (!body) {
    throw new UnreadableDocument("foreign", { zh: "文件里没有 Word 正文", en: "the file holds no Word document" });
  }
  const relations = parts.relations(parts.main ?? "");
  const numbering = relations.find(({ type }) => type === "numbering");
  const pictures = new DocumentPictures();
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  const reader = new BodyReader(new Numbering(numbering && parts.xml(numbering.target)), (drawing, paragraph) => {
    const place = { zh: `第${paragraph}段`, en: `paragraph ${paragraph}` };
    const found = pictureOf(drawing);
    // A chart is drawn from figures and holds no picture; words in a box are read as such.
    if (!found) return undefined;
    const target = found.floating ? undefined : targets.get(found.relation);
    return pictures.line({ ...found, bytes: target === undefined ? undefined : parts.bytes(target), place });
  });
  reader.read(body);
  return { blocks: reader.blocks, titles: [], pictures };
}

/** What a drawing shows: the picture as it was drawn before the one for older programs. */
function pictureOf(
  drawing: XmlElement,
):
  | { readonly relation: string; readonly name: string; readonly words: string; readonly floating: boolean }
  | undefined {
  const all = [...walk(drawing)];
  const first = (...names: readonly string[]): XmlElement | undefined =>
    names.map((name) => all.find((element) => localName(element) === name)).find((element) => element !== undefined);
  const shown = first("svgBlip", "blip", "imagedata");
  const relation = shown && (attributeOf(shown, "embed") ?? attributeOf(shown, "id"));
  if (relation === undefined) return undefined;
  const named = first("cNvPr", "docPr");
  const [name = "", words = ""] = ["name", "descr"].map((key) => named && attributeOf(named, key));
  return { relation, name, words, floating: first("anchor") !== undefined };
}

/** Whatever a paragraph or a table may be wrapped in. */
const wrappers = new Set(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent"]);

/** The line of a picture in the text; none where it cannot be taken. */
type ReadPicture = (drawing: XmlElement, paragraph: number) => string | undefined;

class BodyReader {
  readonly blocks: DocumentBlock[] = [];
  readonly #numbering: Numbering;
  readonly #readPicture: ReadPicture;
  #paragraphs = 0;
  #tables = 0;

  constructor(numbering: Numbering, readPicture: ReadPicture) {
    this.#numbering = numbering;
    this.#readPicture = readPicture;
  }

  read(element: XmlElement): void {
    for (const child of element.children) {
      const name = localName(child);
      if (name === "p") this.#paragraph(child);
      else if (name === "tbl") this.#table(child);
      else if (wrappers.has(name)) this.read(child);
    }
  }

  #paragraph(element: XmlElement): void {
    const number = ++this.#paragraphs;
    const text: Written = { text: "", boxes: [], drawings: [] };
    write(element, text);
    // An empty paragraph is not counted by Word either.
    if (text.text.trim() !== "") text.text = this.#numbering.markOf(element) + text.text.trimStart();
    // A line break within a paragraph begins what reads as another.
    for (const line of text.text.split("\n")) {
      const words = oneLine(line);
      if (words !== "") this.blocks.push({ kind: "paragraph", text: words, number });
    }
    for (const drawing of text.drawings) {
      const line = this.#readPicture(drawing, number);
      if (line !== undefined) this.blocks.push({ kind: "paragraph", text: line, number });
    }
    for (const box of text.boxes) this.read(box);
  }

  #table(element: XmlElement): void {
    const rows = rowsOf(element);
    // A frame around other things is no table.
    if (rows.length === 1 && rows[0]?.length === 1) {
      for (const cell of rows[0]) this.read(cell);
      return;
    }
    this.blocks.push({ kind: "grid", name: ++this.#tables, rows: layRows(rows, this.#numbering, this.#readPicture) });
  }
}

interface Written {
  text: string;
  /** Text boxes anchored in the paragraph. */
  readonly boxes: XmlElement[];
  readonly drawings: XmlElement[];
}

/** The text of a paragraph as it is read: fields by their result, changes as if accepted. */
function write(element: XmlElement, written: Written): void {
  for (const child of element.children) {
    switch (localName(child)) {
      case "t":
        written.text += child.text;
        break;
      case "tab":
        if (localName(element) === "r") written.text += "\t";
        break;
      case "br":
      case "cr":
        written.text += "\n";
        break;
      case "noBreakHyphen":
        written.text += "-";
        break;
      case "txbxContent":
        written.boxes.push(child);
        break;
      case "drawing":
      case "pict":
        written.drawings.push(child);
        write(child, written);
        break;
      case "AlternateContent":
        // The same thing twice, for newer and for older programs.
        for (const choice of childrenNamed(child, "Choice").slice(0, 1)) write(choice, written);
        break;
      case "del":
      case "moveFrom":
      case "rPr":
      case "pPr":
      case "instrText":
      case "delText":
        break;
      default:
        write(child, written);
    }
  }
}

/** The rows of a table with their cells, out of whatever they are wrapped in. */
function rowsOf(table: XmlElement): readonly (readonly XmlElement[])[] {
  const inside = (element: XmlElement, wanted: string): readonly XmlElement[] =>
    element.children.flatMap((child) => {
      const name = localName(child);
      return name === wanted ? [child] : wrappers.has(name) ? inside(child, wanted) : [];
    });
  return inside(table, "tr")
    .slice(0, gridLimits.rows)
    .map((row) => inside(row, "tc"));
}

/** A cell merged downwards stands in every row that it reaches; those below say only that it goes on. */
function layRows(
  rows: readonly (readonly XmlElement[])[],
  numbering: Numbering,
  readPicture: ReadPicture,
): readonly (readonly (DocumentCell | undefined)[])[] {
  const laid: (DocumentCell | undefined)[][] = [];
  rows.forEach((cells, row) => {
    const line: (DocumentCell | undefined)[] = [];
    let column = skippedBefore(cells[0]);
    for (const element of cells) {
      const [properties] = childrenNamed(element, "tcPr");
      const [span] = childrenNamed(properties, "gridSpan");
      const [merge] = childrenNamed(properties, "vMerge");
      const width = Math.min(gridLimits.columns, Math.max(1, Number(span && attributeOf(span, "val")) || 1));
      const continues = merge !== undefined && attributeOf(merge, "val") !== "restart";
      const above = continues ? laid[row - 1]?.[column] : undefined;
      const text = () => cellText(element, numbering, readPicture);
      const cell = above ?? { text: text(), row, column, ...(isRight(element) && { right: true }) };
      for (let c = column; c < Math.min(gridLimits.columns, column + width); c++) line[c] = cell;
      column += width;
    }
    laid.push(line);
  });
  return laid;
}

function isRight(cell: XmlElement): boolean {
  const paragraphs = childrenNamed(cell, "p");
  const set = paragraphs.map((paragraph) => {
    const [properties] = childrenNamed(paragraph, "pPr");
    const [align] = childrenNamed(properties, "jc");
    return align && attributeOf(align, "val");
  });
  return set.length > 0 && set.every((align) => align === "right" || align === "end");
}

function skippedBefore(cell: XmlElement | undefined): number {
  const [properties] = childrenNamed(cell?.parent, "trPr");
  const [skipped] = childrenNamed(properties, "gridBefore");
  return Math.min(gridLimits.columns, Math.max(0, Number(skipped && attributeOf(skipped, "val")) || 0));
}

/** The paragraphs of a cell one after another; within a label they are one line broken in two. */
function cellText(cell: XmlElement, numbering: Numbering, readPicture: ReadPicture): string {
  const inner = new BodyReader(numbering, readPicture);
  inner.read(cell);
  return oneLine(inner.blocks.map((block) => (block.kind === "paragraph" ? block.text : "")).join(" "));
}

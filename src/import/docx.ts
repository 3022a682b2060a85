import type { Codec } from "../ooxml/codec.ts";
import type { XmlElement } from "../ooxml/xml.ts";
import { type DocumentBlock, type DocumentCell, gridLimits, oneLine, type ReadDocument } from "./document.ts";
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
  const numbering = parts.relations(parts.main ?? "").find(({ type }) => type === "numbering");
  const reader = new BodyReader(new Numbering(numbering && parts.xml(numbering.target)));
  reader.read(body);
  return { blocks: reader.blocks, titles: [] };
}

/** Whatever a paragraph or a table may be wrapped in. */
const wrappers = new Set(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent"]);

class BodyReader {
  readonly blocks: DocumentBlock[] = [];
  readonly #numbering: Numbering;
  #paragraphs = 0;
  #tables = 0;

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
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
    const text: Written = { text: "", boxes: [] };
    write(element, text);
    // An empty paragraph is not counted by Word either.
    if (text.text.trim() !== "") text.text = this.#numbering.markOf(element) + text.text.trimStart();
    // A line break within a paragraph begins what reads as another.
    for (const line of text.text.split("\n")) {
      const words = oneLine(line);
      if (words !== "") this.blocks.push({ kind: "paragraph", text: words, number });
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
    this.blocks.push({ kind: "grid", name: ++this.#tables, rows: layRows(rows, this.#numbering) });
  }
}

interface Written {
  text: string;
  /** Text boxes anchored in the paragraph. */
  readonly boxes: XmlElement[];
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
      const cell = above ?? { text: cellText(element, numbering), row, column };
      for (let c = column; c < Math.min(gridLimits.columns, column + width); c++) line[c] = cell;
      column += width;
    }
    laid.push(line);
  });
  return laid;
}

function skippedBefore(cell: XmlElement | undefined): number {
  const [properties] = childrenNamed(cell?.parent, "trPr");
  const [skipped] = childrenNamed(properties, "gridBefore");
  return Math.min(gridLimits.columns, Math.max(0, Number(skipped && attributeOf(skipped, "val")) || 0));
}

/** The paragraphs of a cell one after another; within a label they are one line broken in two. */
function cellText(cell: XmlElement, numbering: Numbering): string {
  const inner = new BodyReader(numbering);
  inner.read(cell);
  return oneLine(inner.blocks.map((block) => (block.kind === "paragraph" ? block.text : "")).join(" "));
}

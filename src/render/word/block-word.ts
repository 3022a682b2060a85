import type { Picture } from "../../core/picture.ts";
import type { PageBlock } from "../../core/report.ts";
import { linesOfBlock } from "../../core/text/text-blocks.ts";
import { tableStyleIds, tableWord } from "../annex/annex-word.ts";
import { wordText, xmlText } from "../office/escape.ts";
import { listId, pictureRelation } from "./block-parts.ts";

type PictureBlock = Extract<PageBlock, { readonly kind: "picture" }>;

/** The styles of each kind of block; a template that prints it must have them. */
export const blockStyles: Readonly<Record<"signature" | "block", readonly string[]>> = {
  signature: ["Signature", "Date"],
  block: ["BodyText", ...tableStyleIds, "AnnexEnd"],
};

/** A character of 三号 type on an official paper, closed up so that 28 fill its 156 mm; digits and the like take half. Twips. */
const wide = 314;
const narrow = 154;
const twoCharacters = 2 * wide;

/** A block as paragraphs and tables of a Word body whose text is so wide, in twips. */
export function blockWord(block: PageBlock, width: number): string {
  switch (block.kind) {
    case "signature":
      return signature(block.names, block.date, width);
    case "table":
      return tableWord(block.layout, width) + behindTable;
    case "list":
      return block.items.map(({ text, level }) => listItem(text, level, block)).join("");
    case "picture":
      return block.picture ? pictureWord(block, block.picture, width) : linesOfBlock(block).map(body).join("");
  }
}

/** Word wants a paragraph between two tables: here it is what parts a table from the text behind it. */
const behindTable = `<w:p><w:pPr><w:pStyle w:val="AnnexEnd"/><w:spacing w:before="0" w:after="120" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`;

/** Marks take one character, numbers one and a half; both begin where paragraphs do. */
function listItem(
  text: string,
  level: number,
  { number, from }: { readonly number: number; readonly from?: number },
): string {
  const hanging = from === undefined ? wide : 1.5 * wide;
  const left = (level + 1) * twoCharacters + hanging;
  const properties =
    `<w:pStyle w:val="BodyText"/><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${listId(number)}"/></w:numPr>` +
    `<w:ind w:leftChars="0" w:left="${left}" w:firstLineChars="0" w:hanging="${hanging}"/>`;
  return `<w:p><w:pPr>${properties}</w:pPr>${hinted(text)}</w:p>`;
}

function body(text: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>${hinted(text)}</w:p>`;
}

/** English metric units in a pixel, of which 96 make an inch, and in a twip. */
const perPixel = 9_525;
const perTwip = 635;
/** Two thirds of the 版心: a title and some lines go on the page of a picture. */
const tallest = 8_500 * perTwip;
const drawingml = "http://schemas.openxmlformats.org/drawingml/2006";
const svgNames = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
const svgExtension = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/** A picture in the middle of a line of its own, at its own size or as wide as the text; its words are for those who cannot see it. */
function pictureWord({ number, place, caption, file }: PictureBlock, picture: Picture, width: number): string {
  const scale = Math.min(1, (width * perTwip) / (picture.width * perPixel), tallest / (picture.height * perPixel));
  const [cx, cy] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * perPixel * scale)));
  const { shown, drawn } = pictureRelation(number, picture);
  const [name, words] = [file, caption === "" ? file : caption].map((text) => xmlText(text).replaceAll('"', "&quot;"));
  // Word, too, keeps the name of the file that was put in: by it the picture is put back where it lay.
  const named = `name="${name}" descr="${words}"`;
  const svg =
    drawn === undefined
      ? ""
      : `<a:extLst><a:ext uri="${svgExtension}"><asvg:svgBlip xmlns:asvg="${svgNames}" r:embed="${drawn}"/></a:ext></a:extLst>`;
  return (
    `<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>` +
    `<wp:inline xmlns:wp="${drawingml}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${firstDrawing + place}" ${named}/>` +
    `<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="${drawingml}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
    `<a:graphic xmlns:a="${drawingml}/main"><a:graphicData uri="${drawingml}/picture"><pic:pic xmlns:pic="${drawingml}/picture">` +
    `<pic:nvPicPr><pic:cNvPr id="${firstDrawing + place}" ${named}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${shown}">${svg}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
  );
}

/** A template has few drawings of its own; the charts of a trend come behind. */
const firstDrawing = 900;

/**
 * 署名 and 成文日期 without a seal (GB/T 9704, clause 7.3.5): the name ends two characters before the margin, and the date
 * begins two characters to the right of where the name begins. Where the date is the longer one, it ends two characters
 * before the margin and the name moves left. Several names, or the lines of a long one, begin below one another.
 * Every line is placed by where it begins: digits of a face that stands in for 仿宋 may be wider, and would push it away.
 */
function signature(names: readonly string[], date: string, width: number): string {
  const longest = Math.max(...names.map(lengthOf));
  const dated = lengthOf(date);
  const begin = width - twoCharacters - (dated > longest ? dated + twoCharacters : longest);
  const lines = names.map((name) => paragraph("Signature", name, begin));
  return [...lines, paragraph("Date", date, begin + twoCharacters)].join("");
}

/**
 * A line that begins so many twips behind the left margin, without the quarter of a character between digits and words.
 * It may run over the right margin by two characters: in a wider face it would else be broken.
 */
function paragraph(style: string, text: string, left: number): string {
  const indent = `<w:ind w:leftChars="0" w:left="${left}" w:rightChars="0" w:right="${-twoCharacters}"/>`;
  return (
    `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>${indent}<w:jc w:val="left"/></w:pPr>` +
    `${hinted(text)}</w:p>`
  );
}

function hinted(text: string): string {
  return `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">${wordText(text)}</w:t></w:r>`;
}

/** Width of a text in twips. */
function lengthOf(text: string): number {
  let length = 0;
  for (const character of text) length += character <= "~" ? narrow : wide;
  return length;
}

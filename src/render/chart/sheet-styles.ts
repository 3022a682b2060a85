import { childNamed, parseXml } from "../../ooxml/xml.ts";
import type { OfficeFile } from "../office/office-file.ts";

/** The looks of the cells of a sheet of ours, by their numbers in the workbook. */
export interface Looks {
  readonly title: number;
  readonly line: number;
  readonly mark: number;
  readonly head: number;
  readonly label: number;
  /** A figure as it is; a difference with its sign, whole or not; a rate. */
  readonly figure: number;
  readonly change: number;
  readonly decimalChange: number;
  readonly rate: number;
}

const path = "xl/styles.xml";

/** Adds the looks of the drawn sheets to a workbook, whatever looks its template has. */
export function addLooks(file: OfficeFile): Looks {
  const plain = add(file, "fonts", font(11, "宋体"));
  const heading = add(file, "fonts", font(16, "黑体"));
  const red = add(file, "fonts", font(14, "黑体", `<color rgb="FFC00000"/>`));
  const none = `<border><left/><right/><top/><bottom/><diagonal/></border>`;
  const bare = add(file, "borders", none);
  const sides = ["left", "right", "top", "bottom"].map(
    (side) => `<${side} style="thin"><color rgb="FF000000"/></${side}>`,
  );
  const boxed = add(file, "borders", `<border>${sides.join("")}<diagonal/></border>`);
  const signed = addFormat(file, "+0;-0;0");
  const decimal = addFormat(file, "+0.00;-0.00;0");
  const rate = addFormat(file, "+0.00%;-0.00%;0%");
  const look = (fontId: number, borderId: number, format: number, alignment: string): number =>
    add(
      file,
      "cellXfs",
      `<xf numFmtId="${format}" fontId="${fontId}" fillId="0" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1"` +
        ` applyBorder="1" applyAlignment="1"><alignment ${alignment}/></xf>`,
    );
  const middle = `horizontal="center" vertical="center"`;
  const figure = `${middle} shrinkToFit="1"`;
  return {
    title: look(heading, bare, 0, middle),
    line: look(plain, bare, 0, `horizontal="left" vertical="center"`),
    mark: look(red, bare, 0, `horizontal="right" vertical="center"`),
    head: look(plain, boxed, 0, `${middle} wrapText="1"`),
    label: look(plain, boxed, 0, `horizontal="left" vertical="center" wrapText="1" indent="1"`),
    figure: look(plain, boxed, 0, figure),
    change: look(plain, boxed, signed, figure),
    decimalChange: look(plain, boxed, decimal, figure),
    rate: look(plain, boxed, rate, figure),
  };
}

function font(size: number, name: string, colour = ""): string {
  return `<font><sz val="${size}"/>${colour}<name val="${name}"/><charset val="134"/></font>`;
}

/** Adds an entry to a list of the styles and gives its number. */
function add(file: OfficeFile, list: string, entry: string): number {
  const { xml, root } = stylesOf(file);
  const found = childNamed(root, list);
  if (!found) throw new Error(`${path} has no ${list}`);
  const number = found.children.length;
  const start = xml.slice(found.start, found.open).replace(/\scount="\d+"/, ` count="${number + 1}"`);
  const head = start.replace(/\s*\/>$/, ">");
  const end = xml.slice(found.close, found.end) || `</${list}>`;
  const inner = xml.slice(found.open, found.close);
  file.set(path, xml.slice(0, found.start) + head + inner + entry + end + xml.slice(found.end));
  return number;
}

/** Formats of one's own have numbers from 164 on. */
function addFormat(file: OfficeFile, code: string): number {
  const { xml, root } = stylesOf(file);
  const list = childNamed(root, "numFmts");
  const used = list?.children.map(({ attributes }) => Number(attributes["numFmtId"])) ?? [];
  const id = Math.max(163, ...used) + 1;
  const entry = `<numFmt numFmtId="${id}" formatCode="${code}"/>`;
  if (list) add(file, "numFmts", entry);
  else file.set(path, `${xml.slice(0, root.open)}<numFmts count="1">${entry}</numFmts>${xml.slice(root.open)}`);
  return id;
}

function stylesOf(file: OfficeFile) {
  const xml = file.text(path);
  const parsed = parseXml(new TextEncoder().encode(xml));
  if ("fault" in parsed) throw new Error(`${path}: ${parsed.fault}`);
  return { xml: parsed.source, root: parsed.root };
}

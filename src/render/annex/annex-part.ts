import { childNamed, walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import type { Tag } from "../../template/compile/blocks.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { annexesTag } from "../../template/name-tree.ts";
import type { PartDraft, Unpacked } from "../office/draft.ts";
import { emitPart, insertBehind, newPlan, replace } from "../office/emit.ts";
import { addFault, type Faults } from "../office/faults.ts";
import type { SharedStrings } from "../sheet/sheet-cells.ts";
import { fillPageTexts } from "../sheet/sheet-part.ts";
import { readText } from "../sheet/sheet-text.ts";
import { type SheetKind, sheetKinds } from "./annex-grid.ts";
import type { SheetStyles } from "./annex-sheet.ts";

/** The sheet of annexes in a template: what it is called, its part, and how each kind of its cells looks. */
export interface AnnexSheet {
  readonly name: string;
  readonly path: string;
  readonly xml: XmlPart;
  readonly styles: SheetStyles;
}

/** The tag of each kind of cell: `{{annexes}}` shows the mark, `{{annexes.title}}` the title. */
const kindOfTag: ReadonlyMap<string, SheetKind> = new Map(
  sheetKinds.map((kind) => [kind === "mark" ? annexesTag : `${annexesTag}.${kind}`, kind]),
);

/** The styles that a sheet shows for annexes by a cell of each kind; undefined where it is no sheet of annexes. */
export function annexStylesOf(
  xml: XmlPart,
  shared: SharedStrings,
  name: string,
  faults: Faults,
): SheetStyles | undefined {
  const styles: Partial<Record<SheetKind, string>> = {};
  const strange: string[] = [];
  for (const cell of walk(xml.root)) {
    if (cell.name !== "c") continue;
    const tag = wholeTag(cell, xml, shared);
    if (tag === undefined) continue;
    const kind = kindOfTag.get(tag);
    if (kind) styles[kind] = cell.attributes["s"] ?? "0";
    else strange.push(tag);
  }
  if (Object.keys(styles).length === 0) return undefined;
  for (const tag of strange) {
    const place: TemplatePlace = { zh: `工作表“${name}”`, en: `sheet "${name}"` };
    const known = [...kindOfTag.keys()].map((word) => `{{${word}}}`);
    const what = {
      zh: `附件的工作表由程序填写，这里不能用 {{${tag}}}`,
      en: `the sheet of annexes is filled by the program; {{${tag}}} cannot stand in it`,
    };
    const help = { zh: `可用：${known.join("、")}`, en: `known here: ${known.join(", ")}` };
    addFault(faults, "GR720", what, { place, help });
  }
  return styles;
}

function wholeTag(cell: XmlElement, xml: XmlPart, shared: SharedStrings): string | undefined {
  const index = cell.attributes["t"] === "s" ? childNamed(cell, "v")?.text : undefined;
  const container = index === undefined ? childNamed(cell, "is") : shared.items[Number(index)];
  const text = container && readText(container, xml.source);
  const [tag] = text?.tags ?? [];
  return tag?.code;
}

/** What the program writes itself, and what may lie between. */
const written =
  /^(dimension|cols|sheetData|sheetProtection|protectedRanges|autoFilter|sortState|mergeCells|rowBreaks)$/;
/** Elements that stand before the breaks between pages. */
const beforeBreaks =
  /^(sheetPr|sheetViews|sheetFormatPr|phoneticPr|conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|pageSetup|headerFooter)$/;

/** The sheet with its cells replaced by those of the annexes; where there are none, it is left out. */
export function annexSheetDraft(
  { name, path, xml, styles }: AnnexSheet,
  input: Pick<Unpacked, "faults" | "edition">,
): PartDraft {
  const plan = newPlan(xml.source);
  fillPageTexts({ xml, name, ...input }, plan);
  const place: TemplatePlace = { zh: `工作表“${name}”`, en: `sheet "${name}"` };
  const tag = (writer: string): Tag => ({ kind: "value", code: annexesTag, writer, place, host: xml.root });
  const breaksAfter = xml.root.children.findLast((child) => beforeBreaks.test(child.name));
  for (const child of xml.root.children) {
    if (child.name === "sheetData") replace(plan, child, () => [tag("$annexCells")]);
    else if (written.test(child.name)) replace(plan, child, () => []);
    else if (child === breaksAfter) insertBehind(plan, child, tag("$annexBreaks"));
  }
  const none = { formulas: [], hosts: new Set<XmlElement>() };
  return { name: path, ...none, pieces: emitPart(plan, xml.root), annexStyles: styles, needs: annexesTag };
}

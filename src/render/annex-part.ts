import { type SheetKind, sheetKinds } from "./annex-grid.ts";
import type { SheetStyles } from "./annex-sheet.ts";
import type { Tag } from "./blocks.ts";
import type { Draft } from "./draft.ts";
import { emitPart, insertBehind, newPlan, reopen, replace } from "./emit.ts";
import { addFault, type Faults, type Place } from "./faults.ts";
import { annexesTag } from "./names.ts";
import type { SharedStrings } from "./sheet-cells.ts";
import { fillPageTexts } from "./sheet-part.ts";
import { readText } from "./sheet-text.ts";
import { childNamed, type Element, walk, type XmlPart } from "./xml.ts";

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
    const place: Place = { zh: `工作表“${name}”`, en: `sheet "${name}"` };
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

function wholeTag(cell: Element, xml: XmlPart, shared: SharedStrings): string | undefined {
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
export function annexSheetDrafts({ name, path, xml, styles }: AnnexSheet, faults: Faults): readonly Draft[] {
  const plan = newPlan(xml.source);
  fillPageTexts({ xml, name, faults }, plan);
  const place: Place = { zh: `工作表“${name}”`, en: `sheet "${name}"` };
  const tag = (writer: string): Tag => ({ kind: "value", code: annexesTag, writer, place, host: xml.root });
  const breaksAfter = xml.root.children.findLast((child) => beforeBreaks.test(child.name));
  for (const child of xml.root.children) {
    if (child.name === "sheetData") replace(plan, child, () => [tag("$annexCells")]);
    else if (written.test(child.name)) replace(plan, child, () => []);
    else if (child === breaksAfter) insertBehind(plan, child, tag("$annexBreaks"));
  }
  const none = { formulas: [], hosts: new Set<Element>() };
  const drawn: Draft = { name: path, ...none, pieces: emitPart(plan, xml.root), annexStyles: styles, only: "annexes" };
  const relations = path.replace(/([^/]+)$/, "_rels/$1.rels");
  const dropped = [path, relations].map(
    (part): Draft => ({ ...none, name: part, pieces: [], only: "plain", dropped: true }),
  );
  return [drawn, ...dropped];
}

/** The list of sheets without that of annexes; areas of later sheets move up. */
export function withoutSheet({ source, root }: XmlPart, name: string): string {
  const plan = newPlan(source);
  const sheets = [...walk(root)].filter((element) => element.name === "sheet");
  const index = sheets.findIndex(({ attributes }) => attributes["name"] === name);
  const gone = (element: Element): void => replace(plan, element, () => []);
  const own = sheets[index];
  if (own) gone(own);
  const names = childNamed(root, "definedNames");
  const areas = names?.children ?? [];
  const ofSheet = areas.filter(({ attributes }) => Number(attributes["localSheetId"]) === index);
  if (names && ofSheet.length === areas.length) gone(names);
  else for (const area of ofSheet) gone(area);
  for (const element of walk(root)) {
    for (const key of ["localSheetId", "activeTab", "firstSheet"]) {
      const at = Number(element.attributes[key]);
      if (!(at >= index) || (key === "localSheetId" && at === index)) continue;
      const tag = source.slice(element.start, element.open);
      reopen(plan, element, tag.replace(new RegExp(`\\b${key}="\\d+"`), `${key}="${Math.max(0, at - 1)}"`));
    }
  }
  return emitPart(plan, root).join("");
}

/** A list of relationships or content types without what leads to a part. */
export function withoutPart(xml: XmlPart, path: string): string {
  const plan = newPlan(xml.source);
  for (const child of xml.root.children) {
    const target = child.attributes["Target"] ?? child.attributes["PartName"] ?? "";
    const named = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    if (named === path) replace(plan, child, () => []);
  }
  return emitPart(plan, xml.root).join("");
}

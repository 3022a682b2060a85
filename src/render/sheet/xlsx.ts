import { childNamed, walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { type AnnexSheet, annexSheetDraft, annexStylesOf } from "../annex/annex-part.ts";
import { mayHoldTags, type PartDraft, readPart, type Unpacked } from "../office/draft.ts";
import { unfamiliar } from "../office/elsewhere.ts";
import { emitPart, newPlan, reopen, replace } from "../office/emit.ts";
import type { Faults } from "../office/faults.ts";
import { partName, propertyPieces } from "../word/docx.ts";
import { type Absent, companies, optionalTable, withoutRowsOf, withoutSheets } from "./sheet-absent.ts";
import { readCells, type SharedStrings } from "./sheet-cells.ts";
import { type SheetInput, sheetHasTags, sheetPieces } from "./sheet-part.ts";
import { referenceReader } from "./sheet-reference.ts";
import { readText } from "./sheet-text.ts";

/** The parts of a workbook that hold tags or must change for their sake. The calculation chain stays: no formula goes. */
export function draftWorkbook(unpacked: Unpacked): readonly PartDraft[] {
  const workbook = readPart(unpacked, "xl/workbook.xml");
  if (!workbook) return [];
  unfamiliar(workbook, new Set(), { zh: "工作簿", en: "workbook" }, unpacked.faults);
  const sheets = sheetsOf(workbook, unpacked);
  const shared = sharedStrings(unpacked);
  const book = recalculated(workbook);
  const drafts = [book];
  const annexes = annexSheetIn(sheets, shared, unpacked.faults);
  const absent: Absent[] = [];
  if (annexes) {
    drafts.push(annexSheetDraft(annexes, unpacked));
    absent.push(annexes);
  }
  const tagged = sheets.filter(({ xml }) => sheetHasTags(xml, shared));
  const areas = [...walk(workbook.root)].filter(({ name }) => name === "definedName");
  const { edition, faults } = unpacked;
  const elsewhere = referenceReader(sheets, shared, edition);
  const partly: { path: string; xml: XmlPart; input: Omit<SheetInput, "xml"> }[] = [];
  for (const { name, path, xml } of sheets) {
    if (path === annexes?.path) continue;
    const others = tagged.filter((other) => other.path !== path).map((other) => other.name);
    const distant = [
      ...others,
      ...areas.map(({ attributes }) => attributes["name"] ?? "").filter((area) => !/^_xlnm/.test(area)),
    ];
    const input = { name, shared, distant, elsewhere, edition, faults };
    const found = sheetPieces({ ...input, xml });
    if (!found) continue;
    const needs = optionalTable(found.pieces, unpacked);
    drafts.push({ name: path, hosts: new Set(), ...found, ...(needs !== undefined && { needs }) });
    if (needs !== undefined) absent.push({ name, path, table: needs });
    else partly.push({ path, xml, input });
  }
  for (const gone of companies(absent)) {
    if (gone.every(({ table }) => table === undefined)) continue;
    const without = gone.map(({ path }) => path);
    for (const { path, xml, input } of partly) {
      const rest = withoutRowsOf(xml, readCells(xml, shared, input.edition), gone);
      const found = rest && sheetPieces({ ...input, xml: rest });
      if (found) drafts.push({ name: path, hosts: new Set(), ...found, without });
    }
  }
  drafts.push(...withoutSheets(absent, book.pieces, unpacked));
  if (shared.xml) drafts.push(...withoutTags(shared.xml, shared.items));
  const seen = new Set(["xl/workbook.xml", "xl/sharedStrings.xml", ...sheets.map(({ path }) => path)]);
  drafts.push(...otherParts(unpacked, seen));
  return drafts;
}

interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly xml: XmlPart;
}

function sheetsOf(workbook: XmlPart, unpacked: Unpacked): readonly Sheet[] {
  const relations = readPart(unpacked, "xl/_rels/workbook.xml.rels");
  const targets = new Map(relations?.root.children.map(({ attributes }) => [attributes["Id"], attributes["Target"]]));
  const found: Sheet[] = [];
  for (const { name, attributes } of walk(workbook.root)) {
    if (name !== "sheet") continue;
    const target = targets.get(attributes["r:id"]) ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    const xml = path.startsWith("xl/worksheets/") ? readPart(unpacked, path) : undefined;
    if (xml) found.push({ name: attributes["name"] ?? "", path, xml });
  }
  return found;
}

/** The one sheet that the program writes annexes into. */
function annexSheetIn(sheets: readonly Sheet[], shared: SharedStrings, faults: Faults): AnnexSheet | undefined {
  for (const sheet of sheets) {
    const styles = annexStylesOf(sheet.xml, shared, sheet.name, faults);
    if (styles) return { ...sheet, styles };
  }
  return undefined;
}

function sharedStrings(unpacked: Unpacked): SharedStrings {
  const name = "xl/sharedStrings.xml";
  const xml = unpacked.parts.has(name) ? readPart(unpacked, name) : undefined;
  return { xml, items: xml?.root.children.filter((item) => item.name === "si") ?? [] };
}

/** Elements that stand before `calcPr` in a workbook. */
const beforeCalculation: ReadonlySet<string> = new Set([
  "sheets",
  "functionGroups",
  "externalReferences",
  "definedNames",
]);

/** A workbook that reckons everything anew when it is opened: cached results are for those who only look. */
function recalculated({ source, root }: XmlPart): PartDraft {
  const plan = newPlan(source);
  const calculation = childNamed(root, "calcPr");
  if (calculation) {
    const tag = source
      .slice(calculation.start, calculation.open)
      .replace(/\sfullCalcOnLoad\s*=\s*("[^"]*"|'[^']*')/, "");
    reopen(
      plan,
      calculation,
      tag.replace(/\s*\/?>$/, (end) => ` fullCalcOnLoad="1"${end.trim()}`),
    );
  } else {
    const last = root.children.findLast(({ name }) => beforeCalculation.has(name));
    if (last)
      replace(plan, last, () => [`${source.slice(last.start, last.end)}<calcPr calcId="191029" fullCalcOnLoad="1"/>`]);
  }
  return { name: "xl/workbook.xml", pieces: emitPart(plan, root), formulas: [], hosts: new Set() };
}

/** Tags have moved into their cells. The strings stay in number, for cells point at them by position. */
function withoutTags(xml: XmlPart, items: readonly XmlElement[]): readonly PartDraft[] {
  const plan = newPlan(xml.source);
  for (const item of items) if (readText(item, xml.source)) replace(plan, item, () => ["<si><t/></si>"]);
  if (plan.replaced.size === 0) return [];
  return [{ name: "xl/sharedStrings.xml", pieces: emitPart(plan, xml.root), formulas: [], hosts: new Set() }];
}

function otherParts(unpacked: Unpacked, seen: ReadonlySet<string>): readonly PartDraft[] {
  const drafts: PartDraft[] = [];
  for (const [name, bytes] of unpacked.parts) {
    if (seen.has(name) || !/\.(xml|rels|vml)$/.test(name) || !mayHoldTags(bytes)) continue;
    const xml = readPart(unpacked, name);
    if (!xml) continue;
    const property = /^docProps\/(core|app|custom)\.xml$/.test(name);
    unfamiliar(xml, property ? new Set(walk(xml.root)) : new Set(), partName(name), unpacked.faults);
    if (!property) continue;
    const pieces = propertyPieces(xml, partName(name), unpacked);
    drafts.push({ name, pieces, formulas: [], hosts: new Set() });
  }
  return drafts;
}

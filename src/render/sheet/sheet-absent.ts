import type { Table } from "../../core/form/table.ts";
import { childNamed, parseXml, walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { isTag, type TemplatePiece } from "../../template/compile/blocks.ts";
import { officeLanguage } from "../../template/language.ts";
import { planTag } from "../../template/plan.ts";
import { type PartDraft, readPart, type Unpacked } from "../office/draft.ts";
import { emitPart, newPlan, reopen, replace } from "../office/emit.ts";

/** A sheet that some reports do not have. */
export interface Absent {
  /** As the workbook names it. */
  readonly name: string;
  /** Its part in the archive. */
  readonly path: string;
}

/** The optional table that a sheet holds whole: with the table the sheet goes. A cover with a few of its figures stays. */
export function optionalTable(pieces: readonly TemplatePiece[], { edition }: Unpacked): string | undefined {
  if (!edition.tables.some((table) => table.optional)) return undefined;
  const named = new Set(
    pieces.flatMap((piece) => {
      const value =
        typeof piece === "object" && isTag(piece) ? planTag(piece.code, officeLanguage(edition)) : undefined;
      return value?.kind === "name" ? value.parts.join(".") : [];
    }),
  );
  const whole = ({ id }: Table) =>
    edition.cells.every(({ table, path, terms }) => table !== id || terms || named.has(path));
  return edition.tables.find((table) => table.optional && whole(table))?.id;
}

/** The parts that list the sheets, as they are where some sheets are left out: one set for every company of absent ones. */
export function withoutSheets(
  sheets: readonly Absent[],
  workbook: readonly TemplatePiece[],
  unpacked: Unpacked,
): readonly PartDraft[] {
  return companies(sheets).flatMap((absent) => {
    const without = absent.map(({ path }) => path);
    const lists = ["xl/_rels/workbook.xml.rels", "[Content_Types].xml"].flatMap((part): readonly [string, string][] => {
      const list = readPart(unpacked, part);
      return list ? [[part, withoutParts(list, without)]] : [];
    });
    let book = workbook.join("");
    for (const { name } of absent) {
      const xml = parseXml(new TextEncoder().encode(book));
      if (!("fault" in xml)) book = withoutSheet(xml, name);
    }
    return [["xl/workbook.xml", book] as const, ...lists].map(([part, source]) => ({
      ...{ name: part, pieces: [source], formulas: [], hosts: new Set<XmlElement>() },
      without,
    }));
  });
}

/** Every choice of at least one, each in the given order. */
function companies(sheets: readonly Absent[]): readonly (readonly Absent[])[] {
  const found: (readonly Absent[])[] = [];
  for (const sheet of sheets) found.push(...found.map((others) => [...others, sheet]), [sheet]);
  return found;
}

/** The list of sheets without one; areas of later sheets move up. */
function withoutSheet({ source, root }: XmlPart, name: string): string {
  const plan = newPlan(source);
  const sheets = [...walk(root)].filter((element) => element.name === "sheet");
  const index = sheets.findIndex(({ attributes }) => attributes["name"] === name);
  const gone = (element: XmlElement): void => replace(plan, element, () => []);
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

/** A list of relationships or content types without what leads to some parts. */
function withoutParts(xml: XmlPart, paths: readonly string[]): string {
  const plan = newPlan(xml.source);
  for (const child of xml.root.children) {
    const target = child.attributes["Target"] ?? child.attributes["PartName"] ?? "";
    const named = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    if (paths.includes(named)) replace(plan, child, () => []);
  }
  return emitPart(plan, xml.root).join("");
}

import type { Table } from "../../core/form/table.ts";
import { childNamed, parseXml, walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { isTag, type TemplatePiece } from "../../template/compile/blocks.ts";
import { officeLanguage } from "../../template/language.ts";
import { planTag } from "../../template/plan.ts";
import { type PartDraft, readPart, type Unpacked } from "../office/draft.ts";
import { emitPart, newPlan, reopen, replace } from "../office/emit.ts";
import type { SheetCell } from "./sheet-cells.ts";
import { referenceIn } from "./sheet-reference.ts";

/** A sheet that some reports do not have. */
export interface Absent {
  /** As the workbook names it. */
  readonly name: string;
  /** Its part in the archive. */
  readonly path: string;
  /** The optional table that it holds; none for the sheet of annexes. */
  readonly table?: string;
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

/**
 * A sheet as it is where some sheets are left out: without the rows that only show figures of theirs, and without the heading
 * over such rows. Undefined where that changes nothing.
 */
export function withoutRowsOf(
  sheet: XmlPart,
  cells: ReadonlyMap<string, SheetCell>,
  absent: readonly Absent[],
): XmlPart | undefined {
  const names = new Set(absent.map(({ name }) => name));
  const tables = new Set(absent.flatMap(({ table }) => table ?? []));
  const isGone = ({ content }: SheetCell): boolean => {
    if (content.kind === "figure") return tables.has(content.path?.[0] ?? "");
    return content.kind === "formula" && names.has(referenceIn(content.formula.text)?.sheet ?? "");
  };
  const rows = [...walk(sheet.root)].filter(({ name }) => name === "row");
  const cellsOf = (row: XmlElement) => row.children.flatMap(({ attributes }) => cells.get(attributes["r"] ?? "") ?? []);
  const gone = new Set(
    rows.filter((row) => {
      const live = cellsOf(row).filter(({ content }) => /^(figure|tagged|formula)$/.test(content.kind));
      return live.length > 0 && live.every(isGone);
    }),
  );
  const first = rows.findIndex((row) => gone.has(row));
  const rest = rows.slice(first).filter((row) => !gone.has(row));
  const above = rows[first - 1];
  if (first < 0) return undefined;
  // A heading with nothing left under it.
  if (rest.length === 0 && above && cellsOf(above).every(({ content }) => /^(text|empty)$/.test(content.kind)))
    gone.add(above);
  const plan = newPlan(sheet.source);
  for (const row of gone) replace(plan, row, () => []);
  const numbers = new Set([...gone].map(({ attributes }) => attributes["r"]));
  for (const element of walk(sheet.root)) {
    const [, row] = element.name === "mergeCell" ? (/^[A-Z]+(\d+):/.exec(element.attributes["ref"] ?? "") ?? []) : [];
    if (numbers.has(row) && row !== undefined) replace(plan, element, () => []);
  }
  const fresh = parseXml(
    new TextEncoder().encode(
      emitPart(plan, sheet.root)
        .join("")
        .replace(/<mergeCells count="\d+"/, "<mergeCells"),
    ),
  );
  return "fault" in fresh ? undefined : fresh;
}

/** Every choice of at least one, each in the given order. */
export function companies(sheets: readonly Absent[]): readonly (readonly Absent[])[] {
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

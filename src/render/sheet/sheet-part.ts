import type { Edition } from "../../core/form/edition.ts";
import { childNamed, walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import type { TemplatePiece } from "../../template/compile/blocks.ts";
import { formulaWriter } from "../../template/compile/program.ts";
import { type Found, findTags } from "../../template/compile/tags.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { officeLanguage } from "../../template/language.ts";
import { planTag } from "../../template/plan.ts";
import { inputsOfSum, totalsByInputs } from "../office/coverage.ts";
import type { FigureCell } from "../office/draft.ts";
import { unfamiliar } from "../office/elsewhere.ts";
import { type EmitPlan, emitPart, newPlan, reopen, replace } from "../office/emit.ts";
import { longestCell, quoteAttribute, quoteXml } from "../office/escape.ts";
import { addNearTags, around, type Faults } from "../office/faults.ts";
import { inArea, parseArea } from "./addresses.ts";
import type { Formula } from "./formulas.ts";
import { readCells, type SharedStrings, type SheetCell } from "./sheet-cells.ts";
import { readSums, type SumContext } from "./sheet-sums.ts";
import { inside, readText, roomFor, type TaggedText, textIsSound, textPieces } from "./sheet-text.ts";

export interface SheetInput {
  readonly xml: XmlPart;
  readonly name: string;
  readonly shared: SharedStrings;
  /** Names of other sheets with tags, and of areas, which no formula over tags may use. */
  readonly distant: readonly string[];
  readonly elsewhere?: SumContext["elsewhere"];
  readonly edition: Edition;
  readonly faults: Faults;
}

export interface SheetPieces {
  readonly pieces: readonly TemplatePiece[];
  readonly formulas: readonly Formula[];
  readonly figures: readonly FigureCell[];
}

/** A sheet as static source and tags, or undefined where it holds none and stays as it is. */
export function sheetPieces(input: SheetInput): SheetPieces | undefined {
  const { xml, shared, edition, faults } = input;
  const plan = newPlan(xml.source);
  const cells = readCells(xml, shared, edition);
  const placeOf = (cell: SheetCell): TemplatePlace => ({
    zh: `工作表“${input.name}”单元格 ${cell.name}`,
    en: `sheet "${input.name}" cell ${cell.name}`,
  });
  const { distant, elsewhere } = input;
  const sums = readSums({ cells, faults, placeOf, distant, ...(elsewhere && { elsewhere }) });
  const familiar = new Set<XmlElement>();
  for (const cell of cells.values()) {
    const pieces = cellPieces(cell, placeOf(cell), input);
    if (holdsNotes(cell, edition)) openNoteRow(cell, xml, plan, placeOf(cell));
    if ("text" in cell.content) for (const text of cell.content.text.texts) familiar.add(text);
    if (pieces) replace(plan, cell.element, () => pieces);
    const index = sums.indexOf.get(cell);
    const spelled = sums.spelled.get(cell);
    if (index !== undefined) {
      const place = placeOf(cell);
      replace(plan, cell.element, () => [
        head(cell.element),
        { kind: "value", code: String(index), writer: formulaWriter, place, host: cell.element },
      ]);
    } else if (spelled !== undefined) replace(plan, cell.element, () => [spelledFormula(cell.element, spelled)]);
  }
  for (const element of fillPageTexts(input, plan)) familiar.add(element);
  unfamiliar(xml, familiar, { zh: `工作表“${input.name}”`, en: `sheet "${input.name}"` }, faults);
  if (plan.replaced.size === 0) return undefined;
  const figures = figureCells(cells, sums, edition);
  return { pieces: emitPart(plan, xml.root), formulas: sums.formulas, figures };
}

/** Which cell shows which figure of the form: by its tag, or a formula that adds up what the figure is the total of. */
function figureCells(
  cells: ReadonlyMap<string, SheetCell>,
  { formulas, indexOf }: Pick<ReturnType<typeof readSums>, "formulas" | "indexOf">,
  edition: Edition,
): readonly FigureCell[] {
  const totals = totalsByInputs(edition);
  return [...cells].flatMap(([address, cell]): readonly FigureCell[] => {
    if (cell.content.kind === "figure") return cell.content.path ? [[address, cell.content.path.join(".")]] : [];
    const formula = formulas[indexOf.get(cell) ?? -1];
    const path = formula && totals.get(inputsOfSum(formula.sum, formulas, edition));
    return path === undefined ? [] : [[address, path]];
  });
}

/** A cell for what only some units have, and as long as they have it: the notes under a table, the contact. */
function holdsNotes({ content }: SheetCell, edition: Edition): boolean {
  const tags = content.kind === "tagged" ? content.text.tags : [];
  const named = tags.map(({ code }) => planTag(code, officeLanguage(edition)));
  return named.some((value) => value?.kind === "name" && /^(noteText|contact)$/.test(value.parts[0] ?? ""));
}

/** A row as high as its notes are long: a sheet does not measure merged cells. */
function openNoteRow(cell: SheetCell, xml: XmlPart, plan: EmitPlan, place: TemplatePlace): void {
  const row = cell.element.parent;
  const [tag] = cell.content.kind === "tagged" ? cell.content.text.tags : [];
  if (!row || !tag) return;
  const attributes = Object.entries(row.attributes).filter(([name]) => !/^(ht|hidden|customHeight)$/.test(name));
  const written = attributes.map(([name, value]) => ` ${name}="${quoteAttribute(value)}"`).join("");
  const writer = `$noteRow ${charactersAcross(cell, xml)}`;
  reopen(
    plan,
    row,
    `<row${written}`,
    { kind: "value", code: tag.code, writer, place, host: row },
    ' customHeight="1">',
  );
}

/** Chinese characters of the usual size that fit into one line of a cell, over all columns that it is merged of. */
function charactersAcross(cell: SheetCell, xml: XmlPart): number {
  const merges = childNamed(xml.root, "mergeCells")?.children ?? [];
  const areas = merges.flatMap(({ attributes }) => parseArea(attributes["ref"] ?? "") ?? []);
  const { from, to } = areas.find((area) => inArea(cell, area)) ?? { from: cell, to: cell };
  const columns = childNamed(xml.root, "cols")?.children ?? [];
  let width = 0;
  for (let column = from.column; column <= to.column; column++) {
    const own = columns.find(
      ({ attributes }) => Number(attributes["min"]) <= column && column <= Number(attributes["max"]),
    );
    width += Number(own?.attributes["width"] ?? 9);
  }
  // A Chinese character is a little more than two of the digits that columns are measured in.
  return Math.max(4, Math.floor(width / 2.3) - 1);
}

function cellPieces(
  cell: SheetCell,
  place: TemplatePlace,
  input: Pick<SheetInput, "faults" | "edition">,
): readonly TemplatePiece[] | undefined {
  const { content } = cell;
  if (content.kind === "text") {
    const { written } = content;
    const language = officeLanguage(input.edition);
    addNearTags(input.faults, written, noTags, language, (from, to) => ({
      ...place,
      around: around(written, from, to),
    }));
  }
  if (content.kind !== "figure" && content.kind !== "tagged") return undefined;
  if (!textIsSound(content.text, place, input)) return undefined;
  if (content.kind === "figure") {
    const [tag] = content.text.tags;
    const code = tag?.code ?? "";
    return [
      head(cell.element),
      { kind: "value", code, writer: "$cell", place: { ...place, around: content.text.text }, host: cell.element },
    ];
  }
  const writer = `$sheet ${Math.max(0, roomFor(content.text, longestCell))}`;
  return [`${head(cell.element)} t="inlineStr"><is>`, ...textPieces(content.text, place, writer), "</is></c>"];
}

const noTags: Found = { tags: [], stray: [] };

/** A cell's start tag up to its type, which depends on the value. */
function head(cell: XmlElement): string {
  const attributes = Object.entries(cell.attributes).filter(([name]) => name !== "t");
  return `<c${attributes.map(([name, value]) => ` ${name}="${quoteAttribute(value)}"`).join("")}`;
}

function spelledFormula(cell: XmlElement, text: string): string {
  const type = cell.attributes["t"];
  const value = childNamed(cell, "v")?.text;
  const typed = type === undefined ? "" : ` t="${type}"`;
  const result = value === undefined ? "" : `<v>${quoteXml(value)}</v>`;
  return `${head(cell)}${typed}><f>${quoteXml(text)}</f>${result}</c>`;
}

/** Puts the tags of a sheet's page heads and feet in their place; gives the elements that held them. */
export function fillPageTexts(
  { xml, name, ...input }: Pick<SheetInput, "xml" | "name" | "faults" | "edition">,
  plan: EmitPlan,
): readonly XmlElement[] {
  const texts = pageTexts(xml);
  for (const { element, found } of texts) {
    const place = { zh: `工作表“${name}”的页眉页脚`, en: `sheet "${name}", page head or foot` };
    if (!textIsSound(found, place, input)) continue;
    if (found.tags.length === 0) continue;
    const writer = `$page ${roomFor(found, longestPageText)}`;
    const open = xml.source.slice(element.start, element.open);
    const inner = inside(found, element, 0, found.text.length, place, writer);
    replace(plan, element, () => [open, ...inner, `</${element.name}>`]);
  }
  return texts.map(({ element }) => element);
}

/** Excel's limit for the text of a page's head or foot. */
const longestPageText = 255;

function pageTexts(xml: XmlPart): readonly { readonly element: XmlElement; readonly found: TaggedText }[] {
  return [...walk(xml.root)].flatMap((element) => {
    if (element.parent?.name !== "headerFooter" || !/[{｛]/.test(element.text)) return [];
    const found = { container: element, source: xml.source, texts: [element], text: element.text };
    return [{ element, found: { ...found, ...findTags(element.text) } }];
  });
}

/** Whether a sheet's cells hold any tag; needed before its formulas can be judged. */
export function sheetHasTags(xml: XmlPart, shared: SharedStrings): boolean {
  return [...walk(xml.root)].some((element) => {
    if (element.name !== "c") return false;
    const index = element.attributes["t"] === "s" ? childNamed(element, "v")?.text : undefined;
    const container = index === undefined ? childNamed(element, "is") : shared.items[Number(index)];
    return container !== undefined && readText(container, "") !== undefined;
  });
}

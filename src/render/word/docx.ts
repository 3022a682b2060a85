import { walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { isTag, type Tag, type TemplatePiece } from "../../template/compile/blocks.ts";
import { findTags, holdsBraces } from "../../template/compile/tags.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { officeLanguage } from "../../template/language.ts";
import { annexesTag } from "../../template/name-tree.ts";
import { annexStyles } from "../annex/annex-word.ts";
import { holdsBrace, mayHoldTags, type PartDraft, type PartName, readPart, type Unpacked } from "../office/draft.ts";
import { unfamiliar } from "../office/elsewhere.ts";
import { emitPart, newPlan, replace } from "../office/emit.ts";
import { quoteXml } from "../office/escape.ts";
import { addFault, addNearTags, around, forbiddenTag, unfinishedTag } from "../office/faults.ts";
import { blockStyles } from "./block-word.ts";
import { wordPieces } from "./word-part.ts";
import { paragraphOf } from "./word-text.ts";

/** The parts of a Word template that hold tags. */
export function draftWord(unpacked: Unpacked): readonly PartDraft[] {
  const drafts: PartDraft[] = [];
  for (const [name, bytes] of unpacked.parts) {
    if (!/\.(xml|rels)$/.test(name) || !(mayHoldTags(bytes) || (texts.test(name) && holdsBrace(bytes)))) continue;
    const xml = readPart(unpacked, name);
    if (!xml) continue;
    const draft = draftPart(name, xml, unpacked);
    if (!mayHoldTags(bytes)) continue;
    if (draft) drafts.push(draft);
  }
  const pieces = drafts.flatMap((draft) => draft.pieces);
  checkStyles(annexesTag, annexStyles, pieces, unpacked);
  checkStyles("signature", blockStyles.signature, pieces, unpacked);
  checkStyles("block", blockStyles.block, pieces, unpacked);
  return drafts;
}

/** Annexes and blocks are set in styles that the drawn templates have, and one from before there were any has not. */
function checkStyles(
  name: string,
  needed: readonly string[],
  pieces: readonly TemplatePiece[],
  unpacked: Unpacked,
): void {
  const set = (piece: TemplatePiece): piece is Tag =>
    typeof piece === "object" && isTag(piece) && /^\$(annexes|block)/.test(piece.writer) && piece.code.endsWith(name);
  const tag = pieces.find(set);
  if (!tag) return;
  const styles = readPart(unpacked, "word/styles.xml")?.root.children ?? [];
  const known = new Set(styles.map(({ attributes }) => attributes["w:styleId"]));
  const missing = needed.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  const what = {
    zh: `模板有 {{${tag.code}}}，却没有它所用的样式：${missing.join("、")}`,
    en: `the template has {{${tag.code}}} but not the styles it is set in: ${missing.join(", ")}`,
  };
  const help = {
    zh: "用 gov-report template copy 取一份现在的模板，在它上面重做修改；或者在 Word 的样式管理器里把这些样式复制过来",
    en: "take a fresh template with gov-report template copy and make the changes in that, or copy the styles over with Word's organizer",
  };
  addFault(unpacked.faults, "GR732", what, { help });
}

/** Parts that people read as text. */
const texts = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

function draftPart(name: string, xml: XmlPart, unpacked: Unpacked): PartDraft | undefined {
  const { faults } = unpacked;
  const part = partName(name);
  if (texts.test(name)) {
    unfamiliar(xml, textElements(xml), part, faults);
    return { name, formulas: [], ...wordPieces(xml, part, unpacked) };
  }
  if (/^docProps\/(core|app|custom)\.xml$/.test(name)) {
    unfamiliar(xml, new Set(walk(xml.root)), part, faults);
    return { name, formulas: [], hosts: new Set(), pieces: propertyPieces(xml, part, unpacked) };
  }
  unfamiliar(xml, new Set(), part, faults);
  return undefined;
}

/** Texts that are read by paragraph; all others may not hold tags. */
function textElements(xml: XmlPart): ReadonlySet<XmlElement> {
  const texts = new Set<XmlElement>();
  for (const element of walk(xml.root)) {
    if (/^w:(t|delText|instrText)$/.test(element.name) && paragraphOf(element)) texts.add(element);
  }
  return texts;
}

const partNames: readonly (readonly [pattern: RegExp, name: PartName])[] = [
  [/^word\/document\.xml$/, { zh: "正文", en: "body" }],
  [/^word\/header\d*\.xml$/, { zh: "页眉", en: "page header" }],
  [/^word\/footer\d*\.xml$/, { zh: "页脚", en: "page footer" }],
  [/^word\/footnotes\.xml$/, { zh: "脚注", en: "footnotes" }],
  [/^word\/endnotes\.xml$/, { zh: "尾注", en: "endnotes" }],
  [/^word\/comments/, { zh: "批注", en: "comments" }],
  [/^docProps\//, { zh: "文档属性", en: "document properties" }],
];

export function partName(name: string): PartName {
  const known = partNames.find(([pattern]) => pattern.test(name));
  return known ? known[1] : { zh: `部件 ${name} `, en: `part ${name}` };
}

/** Title, subject and the like: tags in the text of single elements. */
export function propertyPieces(
  xml: XmlPart,
  part: PartName,
  { faults, edition }: Pick<Unpacked, "faults" | "edition">,
): readonly TemplatePiece[] {
  const plan = newPlan(xml.source);
  for (const element of walk(xml.root)) {
    const { text } = element;
    if (!holdsBraces(text) || element.children.length > 0) continue;
    const found = findTags(text);
    const { tags, stray } = found;
    const placeOf = (from: number, to: number): TemplatePlace => ({ ...part, around: around(text, from, to) });
    for (const at of stray) unfinishedTag(faults, placeOf(at, at + 2));
    addNearTags(faults, text, found, officeLanguage(edition), placeOf);
    const pieces: TemplatePiece[] = [xml.source.slice(element.start, element.open)];
    let from = 0;
    for (const { start, end, kind, code } of tags) {
      const place = placeOf(start, end);
      pieces.push(quoteXml(text.slice(from, start)));
      if (kind === "forbidden") forbiddenTag(faults, code, place);
      else if (kind !== "comment") pieces.push({ kind, code, place, host: element, writer: "$text" } satisfies Tag);
      from = end;
    }
    pieces.push(quoteXml(text.slice(from)), xml.source.slice(element.close, element.end));
    replace(plan, element, () => pieces);
  }
  return emitPart(plan, xml.root);
}

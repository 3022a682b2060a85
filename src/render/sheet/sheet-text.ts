import type { Edition } from "../../core/form/edition.ts";
import type { XmlElement } from "../../ooxml/xml.ts";
import type { Tag, TemplatePiece } from "../../template/compile/blocks.ts";
import { type FoundTag, findTags, holdsBraces } from "../../template/compile/tags.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { officeLanguage } from "../../template/language.ts";
import { blockTag } from "../../template/name-tree.ts";
import { emit, newPlan, replace } from "../office/emit.ts";
import { quoteXml } from "../office/escape.ts";
import { addFault, addNearTags, around, type Faults, forbiddenTag, unfinishedTag } from "../office/faults.ts";

/** A text with tags in a workbook: the elements that hold it, joined, and what was found. */
export interface TaggedText {
  /** `si` or `is`, or the one element of a head or foot. */
  readonly container: XmlElement;
  readonly source: string;
  readonly texts: readonly XmlElement[];
  readonly text: string;
  readonly tags: readonly FoundTag[];
  readonly stray: readonly number[];
}

/** The text of a shared or inline string; Excel splits what is partly bold into runs. Undefined without tags. */
export function readText(container: XmlElement, source: string): TaggedText | undefined {
  const texts = textsIn(container);
  const text = texts.map((element) => element.text).join("");
  return holdsBraces(text) ? { container, source, texts, text, ...findTags(text) } : undefined;
}

/** The `t` elements of a string, but for those of a phonetic guide. */
export function textsIn(container: XmlElement): readonly XmlElement[] {
  return container.children.flatMap((child) => {
    if (child.name === "t") return [child];
    return child.name === "r" ? child.children.filter(({ name }) => name === "t") : [];
  });
}

/** Says what is wrong with the tags of a text before any name is looked at; true where nothing is. */
export function textIsSound(
  found: TaggedText,
  part: TemplatePlace,
  { faults, edition }: { readonly faults: Faults; readonly edition: Edition },
): boolean {
  const before = faults.found.length;
  addNearTags(faults, found.text, found, officeLanguage(edition), (from, to) => placeIn(found, part, from, to));
  for (const at of found.stray) {
    unfinishedTag(faults, placeIn(found, part, at, at + 2));
  }
  for (const tag of found.tags) {
    const place = placeIn(found, part, tag.start, tag.end);
    if (tag.kind === "forbidden") forbiddenTag(faults, tag.code, place);
    if (tag.kind === "value" && blockTag(tag.code) === "block") {
      const what = { zh: `工作簿里不能用 {{${tag.code}}}`, en: `a workbook takes no {{${tag.code}}}` };
      const help = { zh: "它只能在 Word 模板里单独占一段", en: "it stands in a paragraph of a Word template" };
      addFault(faults, "GR724", what, { place, help });
    }
    if (tag.kind === "open" && !/^#\s*(if|unless)\b/.test(tag.code)) {
      const what = {
        zh: `工作簿里不能用 {{${tag.code}}} 循环`,
        en: `a workbook takes no loop such as {{${tag.code}}}`,
      };
      const help = {
        zh: "表格的行列是固定的，每格写一个标签；#if 可以用在一格文字之内",
        en: "rows and columns are fixed: one tag a cell; #if may stand within one cell's text",
      };
      addFault(faults, "GR724", what, { place, help });
    }
  }
  return faults.found.length === before;
}

function placeIn(found: TaggedText, part: TemplatePlace, from: number, to: number): TemplatePlace {
  return { ...part, around: around(found.text, from, to) };
}

/** The content of the container with its tags; a tag that is split over runs takes the format of the first. */
export function textPieces(found: TaggedText, part: TemplatePlace, writer: string): readonly TemplatePiece[] {
  const plan = newPlan(found.source);
  let at = 0;
  for (const element of found.texts) {
    const from = at;
    at += element.text.length;
    const to = at;
    replace(plan, element, () => [
      '<t xml:space="preserve">',
      ...inside(found, element, from, to, part, writer),
      "</t>",
    ]);
  }
  const pieces: TemplatePiece[] = [];
  for (const child of found.container.children) {
    if (child.name !== "rPh" && child.name !== "phoneticPr") emit(plan, child, pieces);
  }
  return pieces;
}

/** Text and tags of one element that covers `from` to `to` of the joined text. */
export function inside(
  found: TaggedText,
  element: XmlElement,
  from: number,
  to: number,
  part: TemplatePlace,
  writer: string,
): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let done = from;
  for (const tag of found.tags) {
    if (tag.end <= from || tag.start >= to) continue;
    if (tag.start > done) pieces.push(quoteXml(found.text.slice(done, tag.start)));
    if (tag.start >= from) pieces.push(...asTag(tag, element, placeIn(found, part, tag.start, tag.end), writer));
    done = Math.min(to, tag.end);
  }
  if (done < to) pieces.push(quoteXml(found.text.slice(done, to)));
  return pieces;
}

function asTag({ kind, code }: FoundTag, host: XmlElement, place: TemplatePlace, writer: string): readonly Tag[] {
  return kind === "comment" || kind === "forbidden" ? [] : [{ kind, code, host, place, writer }];
}

/** How many characters each value of a text may have where all together may have `most`. */
export function roomFor(found: TaggedText, most: number): number {
  const tags = found.tags.reduce((sum, { start, end }) => sum + end - start, 0);
  const values = found.tags.filter(({ kind }) => kind === "value").length;
  return Math.floor((most - (found.text.length - tags)) / Math.max(1, values));
}

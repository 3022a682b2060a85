import { walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { isTag, type Tag, type TemplatePiece } from "../../template/compile/blocks.ts";
import { figureWriter } from "../../template/compile/program.ts";
import { type FoundTag, findTags, holdsBraces } from "../../template/compile/tags.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { type Language, officeLanguage } from "../../template/language.ts";
import { blockTag } from "../../template/name-tree.ts";
import { textWidth } from "../annex/annex-word.ts";
import type { Unpacked } from "../office/draft.ts";
import { type EmitPlan, emit, emitPart, newPlan, reopen, replace } from "../office/emit.ts";
import { quoteXml } from "../office/escape.ts";
import { addFault, addNearTags, around, type Faults, forbiddenTag, unfinishedTag } from "../office/faults.ts";
import { gap, runOf, type TextRun, textRunsOf } from "./word-text.ts";

type Word = Pick<TemplatePlace, "zh" | "en">;

/** A paragraph with tags: its text over all runs, and what was found in it. */
interface Tagged {
  readonly paragraph: XmlElement;
  readonly runs: readonly TextRun[];
  readonly text: string;
  readonly tags: readonly FoundTag[];
  readonly place: (from: number, to: number) => TemplatePlace;
}

/** One part of a Word file as static source and tags. `part` is what people call it: 正文, 页眉. */
export function wordPieces(
  xml: XmlPart,
  part: Word,
  { faults, edition }: Pick<Unpacked, "faults" | "edition">,
): { readonly pieces: readonly TemplatePiece[]; readonly hosts: ReadonlySet<XmlElement> } {
  const plan = newPlan(xml.source);
  const tagged = new Map<XmlElement, Tagged>();
  for (const element of walk(xml.root)) {
    if (element.name !== "w:p") continue;
    const found = readParagraph(element, part, faults, officeLanguage(edition));
    if (found) tagged.set(element, found);
  }
  const lifted = liftRows(xml.root, tagged, plan);
  for (const found of tagged.values()) {
    if (lifted.has(found.paragraph)) continue;
    if (isBlockTag(found)) placeBlock(found, xml.root, plan, faults);
    else if (isAlone(found.text, found.tags)) liftParagraph(found, plan, faults);
    else fillRuns(found, plan);
  }
  if (repeats(tagged)) forgetIds(xml.root, plan);
  if ([...tagged.values()].some(({ tags }) => tags.some(({ kind }) => kind !== "value"))) dropBookmarks(xml, plan);
  return { pieces: emitPart(plan, xml.root), hosts: plan.hosts };
}

function readParagraph(paragraph: XmlElement, part: Word, faults: Faults, language: Language): Tagged | undefined {
  const runs = textRunsOf(paragraph);
  const text = runs.map((run) => run.text).join("");
  if (!/[{｛}｝]/.test(text)) return undefined;
  const place = (from: number, to: number): TemplatePlace => ({ ...part, around: around(text, from, to) });
  const found = findTags(text);
  const { tags, stray } = found;
  addNearTags(faults, text, found, language, place);
  if (!holdsBraces(text)) return undefined;
  for (const at of stray) unfinishedTag(faults, place(at, at + 2));
  const usable = tags.filter((tag) => {
    const at = place(tag.start, tag.end);
    const refused = touched(runs, tag).find((run) => run.refused)?.refused;
    if (refused) refuse(refused, tag, at, faults);
    else if (tag.kind === "forbidden") forbiddenTag(faults, tag.code, at);
    else if (tag.kind === "value" && blockTag(tag.code) && strip(text, tags) !== "") notAlone(tag, at, faults);
    else return true;
    return false;
  });
  return { paragraph, runs, text, tags: usable, place };
}

function refuse(why: NonNullable<TextRun["refused"]>, tag: FoundTag, place: TemplatePlace, faults: Faults): void {
  const code = tag.code.replaceAll(gap, " ");
  const reasons = {
    revision: {
      what: { zh: `标签 {{${code}}} 在修订标记里`, en: `the tag {{${code}}} is in a tracked change` },
      help: { zh: "请先接受或拒绝修订，再保存模板", en: "accept or reject the change, then save the template" },
    },
    field: {
      what: { zh: `标签 {{${code}}} 在域代码里`, en: `the tag {{${code}}} is in a field` },
      help: { zh: "请把域转为普通文字，再写标签", en: "turn the field into plain text" },
    },
    break: {
      what: { zh: `标签 {{${code}}} 被换行、制表符或图片隔断`, en: `a break, tab or picture cuts the tag {{${code}}}` },
      help: { zh: "把标签连着写在一行里", en: "write the tag without a break" },
    },
  };
  addFault(faults, "GR720", reasons[why].what, { place, help: reasons[why].help });
}

function notAlone({ code }: FoundTag, place: TemplatePlace, faults: Faults): void {
  const what = { zh: `{{${code}}} 要单独占一段`, en: `{{${code}}} needs a paragraph of its own` };
  addFault(faults, "GR720", what, {
    place,
    help: { zh: "另起一段，只写这个标签", en: "put it alone in a new paragraph" },
  });
}

function touched(runs: readonly TextRun[], { start, end }: FoundTag): readonly TextRun[] {
  let at = 0;
  return runs.filter(({ text }) => {
    const from = at;
    at += text.length;
    return from < end && at > start;
  });
}

/** Whether text holds nothing but block tags and comments, and they are not a whole block in themselves. */
function isAlone(text: string, tags: readonly FoundTag[]): boolean {
  if (tags.length === 0 || tags.some(({ kind }) => kind === "value")) return false;
  let rest = "";
  let from = 0;
  for (const { start, end } of tags) {
    rest += text.slice(from, start);
    from = end;
  }
  if ((rest + text.slice(from)).trim() !== "") return false;
  let depth = 0;
  let least = 0;
  let elses = false;
  for (const { kind } of tags) {
    if (kind === "open") depth++;
    if (kind === "close") least = Math.min(least, --depth);
    if (kind === "else" && depth === 0) elses = true;
  }
  return depth !== 0 || least < 0 || elses || tags.every(({ kind }) => kind === "comment");
}

/** A row that holds a block tag and nothing else gives way to it. */
function liftRows(root: XmlElement, tagged: ReadonlyMap<XmlElement, Tagged>, plan: EmitPlan): ReadonlySet<XmlElement> {
  const lifted = new Set<XmlElement>();
  for (const row of walk(root)) {
    if (row.name !== "w:tr") continue;
    const paragraphs = [...walk(row)].filter(({ name }) => name === "w:p");
    const inside = paragraphs.flatMap((paragraph) => tagged.get(paragraph) ?? []);
    const bare = paragraphs.every((paragraph) => tagged.has(paragraph) || isEmpty(paragraph));
    if (inside.length === 0 || !bare) continue;
    const tags = inside.flatMap((found) => found.tags);
    const alone = inside.every(({ text, tags: own }) => strip(text, own) === "") && isAlone("", flat(tags));
    const nested = [...walk(row)].some((element) => element !== row && element.name === "w:tr");
    if (!alone || nested || !row.parent) continue;
    for (const { paragraph } of inside) lifted.add(paragraph);
    const host = row.parent;
    const pieces = inside.flatMap((found) => found.tags.flatMap((tag) => toTag(tag, found, host)));
    replace(plan, row, () => pieces);
  }
  return lifted;
}

/** The same tags without their places: only their kinds count. */
function flat(tags: readonly FoundTag[]): readonly FoundTag[] {
  return tags.map((tag) => ({ ...tag, start: 0, end: 0 }));
}

function strip(text: string, tags: readonly FoundTag[]): string {
  return tags.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text).trim();
}

function isEmpty(paragraph: XmlElement): boolean {
  return textRunsOf(paragraph).every(({ text }) => text.trim() === "");
}

/** A paragraph that holds a block tag and nothing else gives way to it. */
function liftParagraph(found: Tagged, plan: EmitPlan, faults: Faults): void {
  const host = found.paragraph.parent;
  if (!host || endsSection(found, faults)) return;
  const pieces = found.tags.flatMap((tag) => toTag(tag, found, host));
  replace(plan, found.paragraph, () => pieces);
  plan.hosts.add(host);
}

function endsSection(found: Tagged, faults: Faults): boolean {
  if (![...walk(found.paragraph)].some(({ name }) => name === "w:sectPr")) return false;
  const [tag] = found.tags;
  const what = {
    zh: `标签 {{${tag?.code}}} 所在段落带有分节符，不能移走`,
    en: `the paragraph of {{${tag?.code}}} ends a section and must stay`,
  };
  const help = { zh: "把标签放到另一个单独的段落里", en: "put the tag in a paragraph of its own" };
  addFault(faults, "GR720", what, { place: found.place(tag?.start ?? 0, tag?.end ?? 0), help });
  return true;
}

/** `{{annexes}}`, `{{signature}}` alone in a paragraph: what they print stands in its place. */
function isBlockTag({ text, tags }: Tagged): boolean {
  const [tag] = tags;
  return tags.length === 1 && tag?.kind === "value" && blockTag(tag.code) !== undefined && strip(text, tags) === "";
}

function placeBlock(found: Tagged, root: XmlElement, plan: EmitPlan, faults: Faults): void {
  const host = found.paragraph.parent;
  const [tag] = found.tags;
  if (!host || !tag || endsSection(found, faults)) return;
  if (host.name !== "w:body") {
    const what = {
      zh: `{{${tag.code}}} 不能放在表格、文本框或页眉页脚里`,
      en: `{{${tag.code}}} cannot stand in a table, a text box, or a page head or foot`,
    };
    const help = { zh: "在正文里单独占一段", en: "give it a paragraph of its own in the body" };
    addFault(faults, "GR720", what, { place: found.place(tag.start, tag.end), help });
    return;
  }
  const writer = `$${blockTag(tag.code)} ${textWidth(root)}`;
  const piece: Tag = { kind: "value", code: tag.code, writer, place: found.place(tag.start, tag.end), host };
  replace(plan, found.paragraph, () => [piece]);
}

function toTag(tag: FoundTag, found: Tagged, host: XmlElement): readonly Tag[] {
  const { kind, code } = tag;
  if (kind === "comment" || kind === "forbidden") return [];
  const writer = kind === "value" && isCell(found) ? figureWriter : "$word";
  return [{ kind, code, writer, place: found.place(tag.start, tag.end), host }];
}

/** A tag that is all a cell of a table says: a figure there is printed with what is remarked on it. */
function isCell({ paragraph, text, tags }: Tagged): boolean {
  return tags.length === 1 && strip(text, tags) === "" && paragraph.parent?.name === "w:tc";
}

/** The tags inside runs: each stands where it begins, in the format of the run it begins in. */
function fillRuns(found: Tagged, plan: EmitPlan): void {
  const contents = new Map<XmlElement, TemplatePiece[]>();
  let at = 0;
  for (const { element, text } of found.runs) {
    const from = at;
    at += text.length;
    const tags = found.tags.filter((tag) => tag.start < at && tag.end > from);
    if (tags.length === 0 || text === gap) continue;
    const run = runOf(element);
    const host = run.parent ?? run;
    const pieces: TemplatePiece[] = [];
    let done = from;
    for (const tag of tags) {
      if (tag.start > done) pieces.push(text.slice(done - from, tag.start - from));
      if (tag.start >= from) pieces.push(...toTag(tag, found, host));
      done = Math.min(at, tag.end);
    }
    pieces.push(text.slice(done - from));
    contents.set(
      element,
      pieces.filter((piece) => piece !== ""),
    );
  }
  for (const run of new Set([...contents.keys()].map(runOf))) replace(plan, run, () => emitRun(run, contents, plan));
  // Marks of the spelling check would be left without their other half, and speak of text that is gone.
  for (const element of walk(found.paragraph)) if (element.name === "w:proofErr") replace(plan, element, () => []);
}

const open = '<w:t xml:space="preserve">';

/** A run written anew. A block tag stands between runs: the run ends before it and begins again behind it. */
function emitRun(
  run: XmlElement,
  contents: ReadonlyMap<XmlElement, readonly TemplatePiece[]>,
  plan: EmitPlan,
): readonly TemplatePiece[] {
  const format = run.children.find(({ name }) => name === "w:rPr");
  const head = plan.source.slice(run.start, run.open) + (format ? plan.source.slice(format.start, format.end) : "");
  const pieces: TemplatePiece[] = [];
  let content: TemplatePiece[] = [];
  const endRun = () => {
    if (content.length > 0) pieces.push(head, ...content, "</w:r>");
    content = [];
  };
  for (const child of run.children) {
    if (child === format) continue;
    const filled = contents.get(child);
    if (!filled) {
      emit(plan, child, content);
      continue;
    }
    let text: TemplatePiece[] = [];
    const endText = () => {
      if (text.length > 0) content.push(open, ...text, "</w:t>");
      text = [];
    };
    for (const piece of filled) {
      if (typeof piece === "string") text.push(quoteXml(piece));
      else if (isTag(piece) && piece.kind === "value") text.push(piece);
      else {
        endText();
        endRun();
        pieces.push(piece);
      }
    }
    endText();
  }
  endRun();
  return pieces;
}

function repeats(tagged: ReadonlyMap<XmlElement, Tagged>): boolean {
  return [...tagged.values()].some(({ tags }) => tags.some(({ code }) => /^#\s*each\b/.test(code)));
}

/** Ids of paragraphs and rows must be unique in a part, and nothing needs them: a loop would repeat them. */
function forgetIds(root: XmlElement, plan: EmitPlan): void {
  for (const element of walk(root)) {
    if (element.name !== "w:p" && element.name !== "w:tr") continue;
    if (!("w14:paraId" in element.attributes)) continue;
    const tag = plan.source.slice(element.start, element.open);
    reopen(plan, element, tag.replace(/\sw14:(?:paraId|textId)=("[^"]*"|'[^']*')/g, ""));
  }
}

/** A bookmark in a block could be printed twice or by half. Only those that some field refers to are kept. */
function dropBookmarks(xml: XmlPart, plan: EmitPlan): void {
  const ids = new Set<string>();
  const marks = [...walk(xml.root)].filter(({ name }) => name === "w:bookmarkStart" || name === "w:bookmarkEnd");
  for (const element of marks) {
    const name = element.attributes["w:name"];
    // No form has hundreds of them; to look each one up in the whole source would then take too long.
    const unused = name !== undefined && (marks.length > 500 || xml.source.split(name).length === 2);
    if (unused || isGone(element, plan)) ids.add(element.attributes["w:id"] ?? "");
  }
  for (const element of marks) {
    if (ids.has(element.attributes["w:id"] ?? "")) replace(plan, element, () => []);
  }
}

/** Inside a paragraph or row that gave way to a block tag. */
function isGone(element: XmlElement, plan: EmitPlan): boolean {
  for (let at = element.parent; at; at = at.parent) if (plan.replaced.has(at)) return true;
  return false;
}

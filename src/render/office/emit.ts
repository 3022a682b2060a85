import type { XmlElement } from "../../ooxml/xml.ts";
import type { EndMark, TemplatePiece } from "../../template/compile/blocks.ts";

/** What becomes of elements that are not copied as they are. */
export interface EmitPlan {
  readonly source: string;
  /** New content for an element, start and end tag included. */
  readonly replaced: Map<XmlElement, () => readonly TemplatePiece[]>;
  /** What follows an element. */
  readonly behind: Map<XmlElement, TemplatePiece>;
  /** A new start tag (attributes changed). */
  readonly opened: Map<XmlElement, readonly TemplatePiece[]>;
  /** Elements whose paragraphs and tables leave marks. */
  readonly hosts: Set<XmlElement>;
  /** Elements with any of these below them: all others are copied whole. */
  readonly touched: Set<XmlElement>;
}

export function newPlan(source: string): EmitPlan {
  return { source, replaced: new Map(), behind: new Map(), opened: new Map(), hosts: new Set(), touched: new Set() };
}

export function replace(plan: EmitPlan, element: XmlElement, pieces: () => readonly TemplatePiece[]): void {
  plan.replaced.set(element, pieces);
  touch(plan, element);
}

/** Puts a piece behind an element, which may itself be changed. */
export function insertBehind(plan: EmitPlan, element: XmlElement, piece: TemplatePiece): void {
  plan.behind.set(element, piece);
  touch(plan, element);
}

export function reopen(plan: EmitPlan, element: XmlElement, ...tag: readonly TemplatePiece[]): void {
  plan.opened.set(element, tag);
  touch(plan, element);
}

function touch(plan: EmitPlan, element: XmlElement): void {
  for (let at: XmlElement | undefined = element; at && !plan.touched.has(at); at = at.parent) plan.touched.add(at);
}

/** The part as static source and tags, in order. */
export function emitPart(plan: EmitPlan, root: XmlElement): readonly TemplatePiece[] {
  const out: TemplatePiece[] = [];
  add(out, plan.source.slice(0, root.start));
  emit(plan, root, out);
  add(out, plan.source.slice(root.end));
  return out;
}

/** Adds an element to what has been put out. */
export function emit(plan: EmitPlan, element: XmlElement, out: TemplatePiece[]): void {
  const { source } = plan;
  const replaced = plan.replaced.get(element);
  if (replaced) {
    for (const piece of replaced()) add(out, piece);
    return;
  }
  if (!plan.touched.has(element)) {
    add(out, source.slice(element.start, element.end));
    return;
  }
  for (const piece of plan.opened.get(element) ?? [source.slice(element.start, element.open)]) add(out, piece);
  let from = element.open;
  for (const child of element.children) {
    add(out, source.slice(from, child.start));
    emit(plan, child, out);
    const behind = plan.behind.get(child);
    if (behind) add(out, behind);
    if (plan.hosts.has(element)) for (const mark of markAfter(plan, child, element)) add(out, mark);
    from = child.end;
  }
  add(out, source.slice(from, element.end));
}

/** Neighbouring stretches become one. */
function add(out: TemplatePiece[], piece: TemplatePiece): void {
  const last = out.at(-1);
  if (typeof piece === "string" && typeof last === "string") out[out.length - 1] = last + piece;
  else if (piece !== "") out.push(piece);
}

function markAfter(plan: EmitPlan, child: XmlElement, host: XmlElement): readonly EndMark[] {
  if (plan.replaced.has(child)) return [];
  if (child.name === "w:p") return [{ ended: "paragraph", host }];
  return child.name === "w:tbl" ? [{ ended: "table", host }] : [];
}

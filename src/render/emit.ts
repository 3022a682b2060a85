import type { Mark, Piece } from "./blocks.ts";
import type { Element } from "./xml.ts";

/** What becomes of elements that are not copied as they are. */
export interface Plan {
  readonly source: string;
  /** New content for an element, start and end tag included. */
  readonly replaced: Map<Element, () => readonly Piece[]>;
  /** A new start tag (attributes changed). */
  readonly opened: Map<Element, string>;
  /** Elements whose paragraphs and tables leave marks. */
  readonly hosts: Set<Element>;
  /** Elements with any of these below them: all others are copied whole. */
  readonly touched: Set<Element>;
}

export function newPlan(source: string): Plan {
  return { source, replaced: new Map(), opened: new Map(), hosts: new Set(), touched: new Set() };
}

export function replace(plan: Plan, element: Element, pieces: () => readonly Piece[]): void {
  plan.replaced.set(element, pieces);
  touch(plan, element);
}

export function reopen(plan: Plan, element: Element, tag: string): void {
  plan.opened.set(element, tag);
  touch(plan, element);
}

export function touch(plan: Plan, element: Element): void {
  for (let at: Element | undefined = element; at && !plan.touched.has(at); at = at.parent) plan.touched.add(at);
}

/** The part as static source and tags, in order. */
export function emitPart(plan: Plan, root: Element): readonly Piece[] {
  return joined([plan.source.slice(0, root.start), ...emit(plan, root), plan.source.slice(root.end)]);
}

export function emit(plan: Plan, element: Element): readonly Piece[] {
  const { source } = plan;
  const replaced = plan.replaced.get(element);
  if (replaced) return replaced();
  if (!plan.touched.has(element)) return [source.slice(element.start, element.end)];
  const pieces: Piece[] = [plan.opened.get(element) ?? source.slice(element.start, element.open)];
  let from = element.open;
  for (const child of element.children) {
    pieces.push(source.slice(from, child.start), ...emit(plan, child));
    if (plan.hosts.has(element)) pieces.push(...markAfter(plan, child, element));
    from = child.end;
  }
  pieces.push(source.slice(from, element.end));
  return pieces;
}

function markAfter(plan: Plan, child: Element, host: Element): readonly Mark[] {
  if (plan.replaced.has(child)) return [];
  if (child.name === "w:p") return [{ ended: "paragraph", host }];
  return child.name === "w:tbl" ? [{ ended: "table", host }] : [];
}

/** Neighbouring stretches as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === "string" && typeof last === "string") result[result.length - 1] = last + piece;
    else if (piece !== "") result.push(piece);
  }
  return result;
}

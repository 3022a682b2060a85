import type { Span } from "./diagnostic.ts";
import type { UnitKind } from "./form/table.ts";

/** Where the public reaches an office about its report (联系方式), each line as it is printed. */
export interface Contact {
  readonly office?: string;
  readonly address?: string;
  readonly telephone?: string;
  readonly postcode?: string;
  /** Where the electronic copy of the report is: a site's name, an address in the net, or both. */
  readonly onlineCopy?: string;
}

/** The office that reports (填报单位). */
export interface Unit {
  readonly name: string;
  readonly kind: UnitKind;
  /** 统计用区划代码 or 统一社会信用代码, as written. */
  readonly code?: string;
  /** The unit above it, by name. */
  readonly within?: string;
  /** The day it was founded (YYYY-MM-DD), where that was in the report's year. */
  readonly since?: string;
  /** The offices it was made of or renamed from within a year, by name or code: what they carried forward is taken over here. */
  readonly formerly?: readonly string[];
  /** Who signs the report, the leading office first, where that is not the unit by its name. */
  readonly issuers?: readonly string[];
  readonly contact?: Contact;
}

/** Only the organ itself, or the sum of all units of its area. */
export type Scope = "own" | "area";

/** A line of the unit's own that is printed beside its figures: a remark on a cell, a note under a table. */
export interface Annotation {
  readonly text: string;
  readonly span: Span;
}

/**
 * One figure of a tally. A blank is not zero (`value` undefined), 近30 is not 30 (`approximate`),
 * and a rolled-up cell remembers what it added (`from`).
 */
export interface Cell {
  readonly value: number | undefined;
  /** How it was written where that is more than the number: 33万余. */
  readonly text?: string;
  readonly approximate?: true;
  /** Not written down: an omitted column or outcome row, which counts as 0. The span is that of what stands above. */
  readonly omitted?: true;
  readonly span: Span;
  /** Printed with the figure, as 55（含自然失效29件）, and no part of it. */
  readonly remark?: Annotation;
  readonly from?: readonly Cell[];
}

/** A text of the unit's own, with the place of every character in the file. */
export interface Passage {
  readonly text: string;
  readonly span: Span;
  /**
   * Pairs of offsets, ascending: from text offset `[0]` on, a character stands in the file at `[1]` plus its distance.
   * Empty where the text cannot be traced to the file character by character (folded or escaped strings).
   */
  readonly places: readonly (readonly [text: number, source: number])[];
}

/** Who did one step of 拟稿, 审核, 批准, and when (YYYY-MM-DD). */
export interface SignoffStep {
  readonly by: string;
  readonly on: string;
  /** The hash of what was approved: `sha256:…`. */
  readonly of?: string;
  readonly span: Span;
  /** Where `of` is or would be in the file, and what stands before its value there. */
  readonly room?: { readonly span: Span; readonly before: string };
}

/** A finding accepted by a person. */
export interface Waiver {
  readonly rule: string;
  /** In ids where it names a place of the form, else as written. */
  readonly at: string;
  readonly reason: string;
  readonly by: string;
  readonly on: string;
  /** The figures the finding spoke of when it was accepted (当时值): "29 38". When they change, the waiver is stale. */
  readonly seen?: string;
  /** The code of the rule, as the narrowest text that shows which waiver is meant. */
  readonly span: Span;
  /** Where `seen` would be added in the file, and what stands before its value there. */
  readonly room?: { readonly span: Span; readonly before: string };
}

export const steps = ["prepared", "verified", "approved"] as const;
export type StepName = (typeof steps)[number];

/** One unit's figures of one year, with the place of each. */
export interface Tally {
  readonly file: string;
  readonly unit: Unit;
  readonly unitSpan: Span;
  readonly year: number;
  readonly yearSpan: Span;
  /** The edition's id. */
  readonly edition: string;
  readonly scope: Scope;
  readonly signoff: Readonly<Partial<Record<StepName, SignoffStep>>>;
  /** The first and the last day its figures are of, where that is not the calendar year (a school year). */
  readonly period?: { readonly from: string; readonly to: string; readonly span: Span };
  /** YYYY-MM-DD, once it is out. */
  readonly published?: { readonly on: string; readonly span: Span };
  /** 索引号, under which a site lists it; given when it is published, and so no part of what is approved. */
  readonly indexNumber?: string;
  /** By path: "requests.received.naturalPerson"; every input cell of the tables is present (of an optional table only if it is there), totals and activity only where written. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Names given to the open figures (财政资金), by path, in the order written. */
  readonly labels: ReadonlyMap<string, string>;
  /** The unit's own words by section id. */
  readonly prose: ReadonlyMap<string, Passage>;
  /** Lines under the tables, by table id; absent where there are none. */
  readonly notes?: ReadonlyMap<string, readonly Annotation[]>;
  readonly waivers: readonly Waiver[];
}

/** How a line under a table begins that is marked as a note already: 注1：, ＊, ①, （2）. */
export const noteMark: RegExp =
  /^(?:附?注|备注|说明|[＊*※])\s*[0-9０-９一二三四五六七八九十①-⑨]*\s*[：:.．、]|^[＊*※①-⑨]|^[（(]?\d{1,2}[.．、）)]/;

/** The place in the file of a character of a passage; the whole passage where it cannot be traced. */
export function placeIn(passage: Passage, start: number, end: number): Span {
  const at = (offset: number): number | undefined => {
    let found: readonly [number, number] | undefined;
    for (const place of passage.places) if (place[0] <= offset) found = place;
    return found && found[1] + offset - found[0];
  };
  const first = at(start);
  const last = at(Math.max(start, end - 1));
  if (first === undefined || last === undefined) return passage.span;
  return { file: passage.span.file, start: first, end: last + (end > start ? 1 : 0) };
}

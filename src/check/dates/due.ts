import type { Span, Text } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { UnitKind } from "../../core/form/table.ts";
import type { StepName } from "../../core/tally.ts";
import type { LocalDeadline, Registered } from "../../core/workspace.ts";

/** The last day on which a report is on time. */
export interface Due {
  readonly on: string;
  readonly basis: Text;
  /** Where the place sets it. */
  readonly set?: Span;
}

export interface DueInput {
  readonly kind: UnitKind;
  /** The report's year. */
  readonly year: number;
  readonly edition: Pick<Edition, "deadlines">;
  readonly deadlines?: readonly LocalDeadline[] | undefined;
  /** What the register says of the unit. */
  readonly entry?: Pick<Registered, "due"> | undefined;
}

/** The day by which a unit's report is due: the law's, or an earlier one of the place. Undefined where neither sets one. */
export function dueDay({ kind, year, edition, deadlines = [], entry }: DueInput): Due | undefined {
  const dated = (by: string) => `${year + 1}-${by}`;
  const lawful = edition.deadlines.find(({ kinds }) => kinds.includes(kind));
  const local = entry?.due ?? deadlines.find((deadline) => deadline.kind === kind);
  if (local && (!lawful || local.by < lawful.by)) {
    return { on: dated(local.by), basis: { zh: "本地规定的时限", en: "set in this place" }, set: local.span };
  }
  if (!lawful) return undefined;
  const { title } = lawful.basis;
  return { on: dated(lawful.by), basis: { zh: title, en: title } };
}

/** The steps of sign-off as an office calls them. */
export const stepWords: Record<StepName, string> = { prepared: "拟稿", verified: "审核", approved: "批准" };

/** 2026-01-16 as 2026年1月16日. */
export function dayInWords(on: string): string {
  const [year = "", month = "", day = ""] = on.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

import type { StepName } from "../../core/tally.ts";

/** The steps of sign-off as an office calls them. */
export const stepWords: Record<StepName, string> = { prepared: "拟稿", verified: "审核", approved: "批准" };

/** 2026-01-16 as 2026年1月16日. */
export function dayInWords(on: string): string {
  const [year = "", month = "", day = ""] = on.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

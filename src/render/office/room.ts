import { StampError } from "../../core/report.ts";
import { sheetText } from "./escape.ts";

/** Refuses a text that is longer than its place may be. */
export function assertFits(text: string, room: number): void {
  if (text.length <= room) return;
  throw new StampError("GR728", {
    zh: `工作簿此处最多放 ${room} 个字，“${text.slice(0, 12)}……”放不下`,
    en: `this place of the workbook holds at most ${room} characters: "${text.slice(0, 12)}…" does not fit`,
  });
}

/** A text as a workbook's string. */
export function cellText(text: string, room: number): string {
  assertFits(text, room);
  return sheetText(text);
}

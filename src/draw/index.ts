import type { Edition } from "../core/form/edition.ts";
import { drawCompanion, drawDocx } from "./docx.ts";
import { drawXlsx } from "./xlsx.ts";

export { drawNotice } from "./notice.ts";

export type DrawnName = "report.docx" | "report.xlsx" | "companion.docx";

/** The default Office templates of an edition by file name: real files with tags in them, the same bytes every time. */
export async function drawTemplates(edition: Edition): Promise<ReadonlyMap<DrawnName, Uint8Array>> {
  return new Map<DrawnName, Uint8Array>([
    ["report.docx", await drawDocx(edition)],
    ["report.xlsx", await drawXlsx(edition)],
    ["companion.docx", await drawCompanion()],
  ]);
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Format, formatSpecs } from "../../core/formats.ts";
import type { Output } from "../../write/files.ts";
import { packageRoot } from "./folders.ts";

/** The folder of the templates of a notice of correction (更正说明), which are of no edition. */
export const noticeFolder = "correction";

/** What a notice is published as. */
export const noticeFormats: readonly Format[] = ["docx", "md", "html"];

/** What the template of a notice is called in a format: notice.docx. */
export function noticeTemplate(format: Format): string {
  return formatSpecs[format].template.replace(/^report/, "notice");
}

export function shippedNoticeFolder(): string {
  return join(packageRoot(), "templates", noticeFolder);
}

/** The shipped templates of a notice, to be changed by a clerk. */
export function shippedNotices(): readonly Output[] {
  const folder = shippedNoticeFolder();
  return noticeFormats
    .map(noticeTemplate)
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Checked, type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import type { Correction } from "../../core/report.ts";
import { buildReport } from "../../model/report.ts";
import { renderer } from "../../render/index.ts";
import type { Output } from "../../write/files.ts";
import { safeName } from "../../write/name.ts";
import type { Examined } from "../unit/inspect.ts";
import { nodeCodec } from "../unit/node-codec.ts";
import { noticeFolder, noticeFormats, noticeTemplate, templateFolders } from "../workspace/folders.ts";

/** Said of templates of reports, which have to print the whole form. */
const ofReports: ReadonlySet<string> = new Set(["GR730"]);

/**
 * The notice that says what was corrected in a report (更正说明), in every format that there is a template for: a template
 * like any other, whose names below `correction` say what has changed.
 */
export async function stampNotice(
  templates: string | undefined,
  { subject }: Examined,
  correction: Correction,
): Promise<Checked<readonly Output[]>> {
  if (!subject?.prose) throw new Error("a notice of a report that cannot be printed");
  const report = buildReport({ ...subject, prose: subject.prose, draft: false, findings: [], correction });
  // The notice bears the day of the correction.
  const model = { ...report, published: correction.published.after };
  const outputs: Output[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const format of noticeFormats) {
    const name = noticeTemplate(format);
    const path = templateFolders(templates)
      .map((folder) => join(folder, noticeFolder, name))
      .findLast((one) => existsSync(one));
    if (path === undefined) continue;
    const { compile } = await renderer(format, { tables: "pipe", codec: nodeCodec });
    const { value: stamp, diagnostics: found } = await compile(
      { name: path, bytes: readFileSync(path) },
      subject.edition,
    );
    diagnostics.push(...found.filter(({ code }) => !ofReports.has(code)));
    if (stamp)
      outputs.push({
        name: `${noticeName(report.title, correction.versions.after)}.${format}`,
        bytes: stamp.stamp(model),
      });
  }
  return { value: hasErrors(diagnostics) ? undefined : outputs, diagnostics };
}

/** What the notice is called, without an extension. */
export function noticeName(title: string, version: number): string {
  return safeName(`${title}更正说明${version > 2 ? `（第${version}版）` : ""}`);
}

import { type Diagnostic, hasErrors } from "../core/diagnostic.ts";
import type { AnnexKind } from "../core/form/annex.ts";
import { type Format, formats, usualFormats } from "../core/formats.ts";
import { titleAsFileName } from "../model/title.ts";
import type { Examined } from "../pipeline/unit/inspect.ts";
import type { Session } from "../pipeline/unit/session.ts";
import { type CheckOptions, type CheckResult, examine, located } from "./check.ts";
import { makeReports, type ReportRequest } from "./in-memory.ts";
import { forms, type Input, listOf, sourceOf } from "./input.ts";

/** How a report is made; all of it may be left out. */
export interface ReportOptions extends CheckOptions {
  /** Word, Excel, Markdown, a web page, or a part of one to be pasted into a site: docx, xlsx and md unless written. */
  readonly formats?: readonly Format[];
  /** Makes it in spite of errors: every page says 草稿, and the errors stand in it. */
  readonly draft?: boolean;
  /** What is printed beside the form: `["activity"]`. */
  readonly annexes?: readonly AnnexKind[];
  /** Tallies of the same unit of earlier years, for the main figures over the years with charts. */
  readonly earlier?: Input | readonly Input[];
}

/** One file of a report. */
export interface RenderedFile {
  /** Its format; of a picture that the Markdown shows, its type. */
  readonly format: string;
  /** A file name: 云溪县教育局2025年政府信息公开工作年度报告.docx. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A report, or why there is none. */
export interface ReportResult extends Omit<CheckResult, "figures"> {
  /** The report in each format, and the pictures that its Markdown shows; none where `ok` is false and no draft is asked for. */
  readonly files: readonly RenderedFile[];
}

/**
 * Checks a tally and makes its report. The same tally gives the same bytes, whatever the day. Whatever is wrong with what is given
 * is a finding; nothing is thrown.
 */
export async function render(tally: Input, options: ReportOptions = {}): Promise<ReportResult> {
  const { draft = false, annexes = [], earlier } = options;
  const examined = examine(tally, options);
  const name = nameOf(examined);
  const before = listOf(earlier).flatMap((one, n) => sourceOf(one, `earlier-${n + 1}.yaml`).value ?? []);
  const request: ReportRequest = {
    ...{ draft, annexes, name },
    ...(before.length > 0 && { trend: { earlier: before, picture: `${name}.svg` } }),
  };
  const { value = [], diagnostics } = await makeReports(examined, only(options.formats ?? usualFormats), request);
  const found: readonly Diagnostic[] = [...examined.diagnostics, ...diagnostics];
  return {
    ok: !hasErrors(found),
    ...located({ ...examined, diagnostics: found }),
    files: value.map(({ format, suffix = "", bytes }) => ({ format, name: `${name}${suffix}.${format}`, bytes })),
  };
}

/** The forms with the templates of some formats alone. */
function only(wanted: readonly Format[]): Session {
  const session = forms();
  return {
    ...session,
    stamps: async (edition) => {
      const { value, diagnostics } = await session.stamps(edition);
      const some = formats.flatMap((format) => {
        const stamp = wanted.includes(format) ? value?.get(format) : undefined;
        return stamp ? [[format, stamp] as const] : [];
      });
      return { value: value && new Map(some), diagnostics };
    },
  };
}

function nameOf({ subject }: Pick<Examined, "subject">): string {
  if (!subject) return "";
  const { tally, edition } = subject;
  return titleAsFileName(tally.unit.name, tally.year, edition.title);
}

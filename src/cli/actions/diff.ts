import { resolve } from "node:path";
import { diffFiles } from "../../pipeline/unit/diff.ts";
import { knownEditions } from "../../pipeline/workspace/editions.ts";
import { jsonComparison, markdownComparison, prettyComparison } from "../../print/comparison.ts";
import type { DiffOptions } from "../commands/diff.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { Counter, show } from "../report.ts";
import { shown } from "../shown.ts";

/** Sets two tallies side by side. That they differ is no error, unless asked for. */
export async function diff(io: Io, a: string, b: string, options: DiffOptions): Promise<ExitStatus> {
  const [left, right] = [a, b].map((path) => shown(io, resolve(io.cwd, path)));
  const { comparison, diagnostics, sources } = diffFiles(left ?? a, right ?? b, knownEditions());
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  const reading = new Counter(diagnostics).status();
  if (!comparison) return reading;
  const { format, all = false } = options;
  if (format === "json") io.out(jsonComparison(comparison, { all }));
  else if (format === "markdown") io.out(markdownComparison(comparison, { lang: io.lang, all }));
  else io.out(prettyComparison(comparison, { lang: io.lang, all }, io.style.out));
  if (reading !== exit.fine) return reading;
  return options.exitCode && !comparison.same ? exit.findings : exit.fine;
}

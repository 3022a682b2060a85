import { openSession } from "../../pipeline/unit/session.ts";
import { findWorkspace } from "../../pipeline/workspace/inputs.ts";
import { unitStates } from "../../pipeline/workspace/status.ts";
import { countStates, countsInWords, stateCsv, stateJson, stateMarkdown, stateTable } from "../../print/unit-states.ts";
import type { StatusOptions } from "../commands/status.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import type { Io } from "../io.ts";
import { Counter, show } from "../report.ts";
import { templatesOf } from "./inputs.ts";

/** Who is in, who is valid, who is missing, who is late. Fine only when everybody is in and valid. */
export async function status(io: Io, dir: string | undefined, options: StatusOptions): Promise<ExitStatus> {
  const { jobs, diagnostics, sources } = findWorkspace(dir, io.cwd);
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  const today = options.today ?? localDay(new Date());
  const states = jobs.flatMap((job) => {
    const session = openSession({ templates: templatesOf(io, job, {}), formats: [], markdownTables: "pipe" });
    return unitStates(session, job, today);
  });
  for (const line of linesOf(states, today, io, options.format)) io.out(line);
  const counts = countStates(states);
  if (!io.quiet) io.err(io.say(countsInWords(counts)));
  const settled = counts.errors === 0 && counts.missing === 0 && counts.units > 0;
  return worse(new Counter(diagnostics).status(), settled ? exit.fine : exit.findings);
}

function linesOf(
  states: ReturnType<typeof unitStates>,
  today: string,
  io: Io,
  format: StatusOptions["format"],
): readonly string[] {
  if (format === "json") return [stateJson(states, today)];
  if (format === "csv") return [stateCsv(states, io.lang).replace(/\n$/, "")];
  return format === "markdown" ? stateMarkdown(states, io.lang) : stateTable(states, io.lang, io.style.out);
}

/** The day on the wall calendar of this place. */
function localDay(now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

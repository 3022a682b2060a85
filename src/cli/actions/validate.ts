import { validateAll } from "../../pipeline/batch.ts";
import { openSession } from "../../pipeline/session.ts";
import { jsonReport, type Located } from "../../print/json.ts";
import type { ValidateOptions } from "../commands/validate.ts";
import type { Io } from "../io.ts";
import { Counter, show, showTrouble } from "../report.ts";
import { type ExitStatus, exit, worse } from "../status.ts";
import { inputsOf, runOptions, templatesOf } from "./inputs.ts";

export async function validate(io: Io, paths: readonly string[], options: ValidateOptions): Promise<ExitStatus> {
  const { jobs, diagnostics } = inputsOf(io, paths, options);
  const counter = new Counter(diagnostics);
  const all: Located[] = diagnostics.map((diagnostic) => ({ diagnostic, sources: [] }));
  if (options.format === "pretty") for (const diagnostic of diagnostics) show(io, "out", diagnostic, []);
  for (const job of jobs) {
    const session = openSession({ templates: templatesOf(io, job, options), formats: [], markdownTables: "pipe" });
    for await (const outcome of validateAll(session, runOptions(job, options))) {
      counter.add(outcome);
      showTrouble(io, outcome);
      if (options.format === "json")
        all.push(...outcome.diagnostics.map((diagnostic) => ({ diagnostic, sources: outcome.sources })));
      else for (const diagnostic of outcome.diagnostics) show(io, "out", diagnostic, outcome.sources);
    }
  }
  if (options.format === "json") io.out(jsonReport(all, counter));
  if (!io.quiet) io.err(io.say(counter.checked()));
  const tooMany = options.maxWarnings !== undefined && counter.warning > options.maxWarnings;
  return worse(counter.status(), tooMany ? exit.findings : exit.fine);
}

import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { summarise } from "../../pipeline/area/summary.ts";
import { openSession } from "../../pipeline/unit/session.ts";
import { putFiles } from "../../pipeline/workspace/start.ts";
import type { SummaryOptions } from "../commands/summary.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import type { Io } from "../io.ts";
import { Counter, show } from "../report.ts";
import { shown } from "../shown.ts";
import { inputsOf, sharedTemplates } from "./inputs.ts";

/** Writes the summary workbook. Units that are missing or have errors are in it by name, without figures. */
export async function summary(io: Io, paths: readonly string[], options: SummaryOptions): Promise<ExitStatus> {
  const path = resolve(io.cwd, options.out);
  if (!path.toLowerCase().endsWith(".xlsx")) {
    throw new UsageError({
      zh: `${options.out}：文件名要以 .xlsx 结尾`,
      en: `${options.out}: the name must end in .xlsx`,
    });
  }
  const { jobs, diagnostics, sources } = inputsOf(io, paths, options);
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  const reading = new Counter(diagnostics).status();
  if (reading !== exit.fine) return reading;
  const templates = sharedTemplates(io, jobs, options);
  const session = openSession({ templates, formats: [], markdownTables: "pipe" });
  const outcome = await summarise(session, jobs, options.unit);
  for (const diagnostic of outcome.diagnostics) show(io, "err", diagnostic, outcome.sources);
  const { bytes, counted, refused, missing } = outcome;
  if (refused.length > 0) {
    io.err(
      io.say({
        zh: `有错误，没有计入：${refused.join("、")}（运行 gov-report validate 看是什么错误）`,
        en: `with errors, not counted: ${refused.join(", ")} (gov-report validate says which)`,
      }),
    );
  }
  if (missing.length > 0) {
    io.err(io.say({ zh: `未报，没有计入：${missing.join("、")}`, en: `missing, not counted: ${missing.join(", ")}` }));
  }
  if (!bytes) {
    const doubled = outcome.diagnostics.some(({ code }) => code === "GR512");
    if (doubled && options.unit === undefined) {
      io.err(io.say({ zh: "加 --unit 写明列哪个单位的下级", en: "use --unit to say whose units are meant" }));
    }
    if (counted === 0)
      io.err(io.say({ zh: "没有可以计入的填报，没有生成", en: "nothing to count; nothing was written" }));
    return exit.findings;
  }
  putFiles(dirname(path), [{ name: basename(path), bytes }], true);
  io.out(shown(io, path));
  if (!io.quiet) {
    io.err(
      io.say({
        zh: `计入 ${counted} 份，有错误 ${refused.length} 份，未报 ${missing.length} 份`,
        en: `${counted} counted, ${refused.length} with errors, ${missing.length} missing`,
      }),
    );
  }
  return refused.length + missing.length > 0 ? worse(reading, exit.findings) : exit.fine;
}

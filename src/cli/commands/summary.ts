import { UsageError } from "../../core/errors.ts";
import { type CommandEntry, defineCommand, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption, inputOptions, pathsArgument, policyOptions } from "../input-options.ts";
import { Counter, show } from "../report.ts";
import { standard } from "../standard-streams.ts";

/** Writes the summary workbook. Units that are missing or have errors are in it by name, without figures. */
export const summaryCommand: CommandEntry = defineCommand({
  name: "summary",
  about: {
    zh: "汇总表（Excel）：一个单位一行，一格一列，带合计",
    en: "a workbook over all units: a row each, a column a cell, with totals",
  },
  arguments: [pathsArgument],
  options: {
    ...inputOptions,
    ...findingsOption,
    policy: policyOptions.policy,
    out: option("<file>", { zh: "写入哪个文件", en: "the file to write" }, { short: "o", standard: "summary.xlsx" }),
    unit: option("<name>", { zh: "只列这个单位所属的各单位", en: "only the units below this one" }),
  },
  async run(io, [paths], options) {
    const { summarise } = await import("../../pipeline/area/summary.ts");
    const { openSession } = await import("../../pipeline/unit/session.ts");
    const { writeOutput } = await import("../output.ts");
    const { inputsUnder, sharedTemplates } = await import("../inputs.ts");
    if (options.out !== standard && !options.out.toLowerCase().endsWith(".xlsx")) {
      throw new UsageError({
        zh: `${options.out}：文件名要以 .xlsx 结尾`,
        en: `${options.out}: the name must end in .xlsx`,
      });
    }
    const { jobs, diagnostics, sources } = inputsUnder(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const reading = new Counter(diagnostics).status();
    if (reading !== exit.fine) return reading;
    const templates = sharedTemplates(io, jobs, options);
    const session = openSession({ templates });
    const result = await summarise(session, jobs, options.unit);
    for (const diagnostic of [...result.diagnostics, ...result.outdated]) show(io, "err", diagnostic, result.sources);
    const { bytes, counted, refused, missing, unread } = result;
    if (refused.length > 0) {
      io.err(
        io.localize({
          zh: `有错误，没有计入：${refused.join("、")}（运行 gov-report validate 看是什么错误）`,
          en: `with errors, not counted: ${refused.join(", ")} (gov-report validate says which)`,
        }),
      );
    }
    if (unread.length > 0) {
      io.err(
        io.localize({
          zh: `文件在、但未能读取，没有计入：${unread.join("、")}`,
          en: `there but not read, not counted: ${unread.join(", ")}`,
        }),
      );
    }
    if (missing.length > 0) {
      io.err(
        io.localize({ zh: `未报，没有计入：${missing.join("、")}`, en: `missing, not counted: ${missing.join(", ")}` }),
      );
    }
    if (!bytes) {
      const doubled = result.diagnostics.some(({ code }) => code === "GR512");
      if (doubled && options.unit === undefined) {
        io.err(io.localize({ zh: "加 --unit 写明列哪个单位的下级", en: "use --unit to say whose units are meant" }));
      }
      if (counted === 0)
        io.err(io.localize({ zh: "没有可以计入的填报，没有生成", en: "nothing to count; nothing was written" }));
      return exit.findings;
    }
    writeOutput(io, options.out, bytes, true);
    if (!io.quiet) {
      io.err(
        io.localize({
          zh: `计入 ${counted} 份，有错误 ${refused.length} 份，未报 ${missing.length} 份`,
          en: `${counted} counted, ${refused.length} with errors, ${missing.length} missing`,
        }),
      );
    }
    return refused.length + missing.length + unread.length > 0 ? exit.findings : exit.fine;
  },
});

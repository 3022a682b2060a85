import type { UnitState } from "../../core/workspace.ts";
import { argument, type CommandEntry, defineCommand, option } from "../command.ts";
import { exit, worse } from "../exit.ts";
import { dataFormat, policyOptions } from "../input-options.ts";
import { calendarDay } from "../parsers.ts";
import { Counter, show } from "../report.ts";

const formats = ["table", "markdown", "json", "csv"] as const;

/** Who is in, who is valid, who is missing, who is late. Fine only when everybody is in and valid. */
export const statusCommand: CommandEntry = defineCommand({
  name: "status",
  about: {
    zh: "谁报了、谁通过、谁没报、谁逾期",
    en: "who has handed in, who is valid, who is missing, who is late",
  },
  arguments: [
    argument("[dir]", { zh: "工作区；不写就用当前的", en: "a workspace; default: the one around the current folder" }),
  ],
  data: formats,
  options: {
    format: dataFormat(formats, { zh: "", en: "" }),
    today: option(
      "<date>",
      { zh: "按哪一天计算，默认今天", en: "the day to reckon from; today by default" },
      { parse: calendarDay },
    ),
    policy: policyOptions.policy,
  },
  async run(io, [dir], { format: asked, today = io.today, policy }) {
    const { openSession } = await import("../../pipeline/unit/session.ts");
    const { findWorkspace } = await import("../../pipeline/workspace/inputs.ts");
    const { unitStates } = await import("../../pipeline/area/status.ts");
    const print = await import("../../print/unit-states.ts");
    const { runOf, templatesOf, under } = await import("../inputs.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const { jobs, diagnostics, sources } = under(io, findWorkspace(dir, io), { policy });
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const states: UnitState[] = [];
    for (const job of jobs) {
      const session = openSession({ templates: templatesOf(io, job, {}) });
      states.push(...(await unitStates(session, job, { today, published: runOf(io, job, {}).published })));
    }
    const files = jobs.flatMap((job) => job.files);
    await writeData(io, dataTargets(asked, { formats, usual: "table" }), files, (format, { lang, style }) => {
      if (format === "json") return print.stateJson(states, today);
      if (format === "csv") return print.stateCsv(states, lang);
      const table =
        format === "markdown" ? print.stateMarkdown(states, lang) : print.stateTable(states, lang, style.out);
      return [...table].join("\n");
    });
    const counts = print.countStates(states);
    if (!io.quiet) io.err(io.localize(print.countsInWords(counts)));
    const settled = counts.errors + counts.unread + counts.missing === 0 && counts.units > 0;
    return worse(new Counter(diagnostics).status(), settled ? exit.fine : exit.findings);
  },
});

import { argument, type CommandEntry, defineCommand, flag } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat } from "../input-options.ts";
import { Counter, show } from "../report.ts";

const formats = ["pretty", "markdown", "json"] as const;

/** Sets two tallies side by side. That they differ is no error, unless asked for. */
export const diffCommand: CommandEntry = defineCommand({
  name: "diff",
  about: {
    zh: "比较两份填报（两个年度，或更正前后）：逐格列出增减和幅度，逐句列出文字的不同",
    en: "compare two tallies (two years, or a tally and its correction): cell by cell, and text by sentence",
  },
  arguments: [
    argument("<a>", { zh: "前一份填报", en: "the earlier tally" }),
    argument("<b>", { zh: "后一份填报", en: "the later tally" }),
  ],
  data: formats,
  options: {
    format: dataFormat(formats, { zh: "", en: "" }),
    all: flag({ zh: "相同的也列出", en: "list what is the same, too" }),
    exitCode: flag({ zh: "有不同时以状态 1 结束", en: "end with status 1 where they differ" }),
  },
  async run(io, [a, b], { format: asked, all = false, exitCode }) {
    const { diffFiles } = await import("../../pipeline/unit/diff.ts");
    const { knownEditions } = await import("../../pipeline/workspace/editions.ts");
    const { jsonComparison, markdownComparison, prettyComparison } = await import("../../print/comparison.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const { tallyAt } = await import("../inputs.ts");
    const [left, right] = [tallyAt(io, a), tallyAt(io, b)];
    const { comparison, diagnostics, sources } = diffFiles(left, right, knownEditions());
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const reading = new Counter(diagnostics).status();
    if (!comparison) return reading;
    await writeData(io, dataTargets(asked, { formats, usual: "pretty" }), [left, right], (format, { lang, style }) => {
      if (format === "json") return jsonComparison(comparison, { all });
      if (format === "markdown") return markdownComparison(comparison, { lang, all });
      return prettyComparison(comparison, { lang, all }, style.out);
    });
    if (reading !== exit.fine) return reading;
    return exitCode && !comparison.same ? exit.findings : exit.fine;
  },
});

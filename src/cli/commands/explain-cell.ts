import { resolve } from "node:path";
import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat } from "../input-options.ts";
import { shown } from "../io.ts";

const formats = ["pretty", "json"] as const;

export const explainCellCommand: CommandEntry = defineCommand({
  name: "explain-cell",
  about: {
    zh: "说明汇总数从哪里来：逐级列出各单位的数，并核对汇总以后有没有改过",
    en: "say where a figure of a sum comes from, level by level, and whether it was changed since",
  },
  arguments: [
    argument("<tally>", { zh: "roll-up 写出的填报文件", en: "a tally written by roll-up" }),
    argument("<cell>", {
      zh: "哪一格，如 依申请公开.本年新收.自然人；写到行就是这一行的总计",
      en: "which cell, such as requests.received.naturalPerson; a row stands for its total",
    }),
  ],
  data: formats,
  options: { format: dataFormat(formats, { zh: "", en: "" }) },
  async run(io, [tally, cell], { format: asked }) {
    const { agrees, explainCell } = await import("../../pipeline/area/trace.ts");
    const { knownEditions } = await import("../../pipeline/workspace/editions.ts");
    const { originJson, originLines } = await import("../../print/origin.ts");
    const { templatesAround } = await import("../inputs.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const editions = knownEditions(templatesAround(io, tally));
    const { words, year, origin } = explainCell(shown(io, resolve(io.cwd, tally)), cell, editions);
    const settled = agrees(origin);
    const head = io.localize({ zh: `${words.zh}（${words.en}），${year}年`, en: `${words.en} (${words.zh}), ${year}` });
    await writeData(io, dataTargets(asked, { formats, usual: "pretty" }), [tally], (format, { lang }) =>
      format === "json"
        ? originJson({ cell: words.en, label: words.zh, year, agrees: settled, origin })
        : [head, ...originLines(origin, lang)].join("\n"),
    );
    if (origin.sum === undefined && !io.quiet) {
      io.err(
        io.localize({
          zh: `${origin.file} 旁边没有来源记录（….parts.json），不是 roll-up 写出的`,
          en: `there is no trace (….parts.json) beside ${origin.file}: roll-up did not write it`,
        }),
      );
    }
    if (settled) return exit.fine;
    io.err(
      io.localize({
        zh: "汇总以后有数改过，各级的数已经对不上；核对后请重新运行 gov-report roll-up",
        en: "figures were changed after they were added up, and no longer agree; look, then run gov-report roll-up again",
      }),
    );
    return exit.findings;
  },
});

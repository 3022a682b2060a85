import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption, kindOption, workspaceArgument, yearOption } from "../input-options.ts";
import { shown } from "../io.ts";
import { Counter, show } from "../report.ts";

/** Writes an Excel form to be filled in instead of a tally. Never replaces a file unasked. */
export const formCommand: CommandEntry = defineCommand({
  name: "form",
  about: {
    zh: "生成 Excel 填报表：不用写 YAML，填好交回",
    en: "an Excel form to be filled in, for those who do not write YAML",
  },
  arguments: [workspaceArgument],
  options: {
    ...findingsOption,
    out: option(
      "<path>",
      { zh: "写入哪个文件；用 --register 时，写入哪个文件夹", en: "the file to write, or with --register the folder" },
      { short: "o" },
    ),
    unit: option("<name>", { zh: "单位全称", en: "the unit's full name" }),
    kind: kindOption,
    year: yearOption,
    from: option("<tally>", {
      zh: "本单位上年的填报：带出单位、上年结转和文件存量",
      en: "last year's tally of the unit: gives unit, carry-overs and stocks",
    }),
    register: flag({ zh: "给名单上的每个单位各生成一份", en: "one for every unit on the register" }),
    force: flag({ zh: "覆盖已有的文件", en: "replace files that exist" }),
  },
  async run(io, [path], { out, unit, kind, year, from, register = false, force = false }) {
    const { findWorkspace, workspaceOf } = await import("../../pipeline/workspace/inputs.ts");
    const { templatesAround } = await import("../inputs.ts");
    const { knownEditions } = await import("../../pipeline/workspace/editions.ts");
    const { entryForm, registerForms } = await import("../../pipeline/workspace/entry-form.ts");
    const { placeFiles } = await import("../../pipeline/workspace/start.ts");
    const editions = knownEditions(templatesAround(io, path));
    const otherwise = new Date().getFullYear() - 1;
    if (register) {
      const workspace = workspaceOf(resolve(io.cwd, path), io.config);
      if (!workspace) {
        throw new UsageError({
          zh: `${path} 不是工作区，没有名单；请写明工作区文件夹，如 gov-report form 年报 --register`,
          en: `${path} is no workspace and has no register; name one, as in gov-report form 年报 --register`,
        });
      }
      const { jobs, diagnostics, sources } = findWorkspace(workspace.folder, io);
      for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
      const folder = resolve(io.cwd, out ?? join(path, "forms"));
      const kept: string[] = [];
      const stands = (name: string) => !force && existsSync(join(folder, name)) && kept.push(name) > 0;
      let count = 0;
      for await (const file of registerForms(editions, jobs, { year, otherwise, stands })) {
        placeFiles(folder, [file], force);
        count++;
      }
      const place = shown(io, folder);
      io.out(io.localize({ zh: `${place}：新生成 ${count} 份填报表`, en: `${place}: ${count} new entry forms` }));
      if (kept.length > 0) {
        const names = kept.slice(0, 5).join("、");
        io.err(
          io.localize({
            zh: `已有 ${kept.length} 份，原样未动（${names}${kept.length > 5 ? "……" : ""}）；要重新生成请加 --force`,
            en: `${kept.length} are there already and were left as they are (${names}${kept.length > 5 ? "…" : ""}); use --force to make them anew`,
          }),
        );
      }
      return new Counter(diagnostics).status();
    }
    const request = {
      editions,
      year: year ?? (from === undefined ? workspaceOf(resolve(io.cwd, path), io.config)?.year : undefined),
    };
    const made = await entryForm({ ...request, otherwise, unit, kind, from: from && shown(io, resolve(io.cwd, from)) });
    for (const diagnostic of made.diagnostics) show(io, "err", diagnostic, made.sources);
    if (!made.bytes) return new Counter(made.diagnostics).status();
    const { writeOutput } = await import("../output.ts");
    writeOutput(io, out ?? "填报表.xlsx", made.bytes, force);
    return exit.fine;
  },
});

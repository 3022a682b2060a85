import { resolve } from "node:path";
import { type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption, kindOption, workspaceArgument, yearOption } from "../input-options.ts";
import { Counter, show } from "../report.ts";

/** Writes the page in which a tally is filled in by hand, in one file. Never replaces a file unasked. */
export const pageCommand: CommandEntry = defineCommand({
  name: "page",
  about: {
    zh: "生成填报页：一个网页文件，双击打开就能填、能查、能生成报告，不用安装",
    en: "a page to fill in: one file that opens by double-click, checks and makes the report, nothing to install",
  },
  arguments: [workspaceArgument],
  options: {
    ...findingsOption,
    out: option(
      "<file>",
      { zh: "写入哪个文件，默认 填报.html", en: "the file to write; 填报.html by default" },
      { short: "o" },
    ),
    unit: option("<name>", { zh: "单位全称，预先填好", en: "the unit's full name, filled in beforehand" }),
    kind: kindOption,
    year: yearOption,
    edition: option("<id>", {
      zh: "哪一个格式版本的页；默认是报告年度用的",
      en: "the edition whose page it is; by default that of the year",
    }),
    register: flag({
      zh: "带上工作区的名单，供填报人选单位",
      en: "with the workspace's register, to choose the unit from",
    }),
    force: flag({ zh: "覆盖已有的文件", en: "replace a file that exists" }),
  },
  async run(io, [path], { out, unit, kind, year, edition, register = false, force = false }) {
    const { workspaceOf } = await import("../../pipeline/workspace/inputs.ts");
    const { templatesAround } = await import("../inputs.ts");
    const { entryPage } = await import("../../pipeline/workspace/entry-page.ts");
    const { writeOutput } = await import("../output.ts");
    const workspace = workspaceOf(resolve(io.cwd, path), io.config);
    const listed = workspace?.register ?? [];
    const one =
      unit === undefined ? [] : [{ ...listed.find(({ name }) => name === unit), name: unit, ...(kind && { kind }) }];
    const { html, diagnostics } = await entryPage({
      ...{ year, edition, otherwise: workspace?.year ?? Number(io.today.slice(0, 4)) - 1 },
      templates: templatesAround(io, path),
      units: one.length > 0 ? one : register ? listed : [],
    });
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, []);
    if (html === undefined) return new Counter(diagnostics).status();
    writeOutput(io, out ?? "填报.html", html, force);
    return exit.fine;
  },
});

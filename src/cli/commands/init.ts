import { dirname, join, relative, resolve } from "node:path";
import { unitKinds } from "../../core/form/table.ts";
import { argument, type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit } from "../exit.ts";
import { shown } from "../io.ts";
import { oneOf, wholeNumber } from "../parsers.ts";

/** Writes a workspace with one commented tally in it, or the tally alone. Never replaces a file unasked. */
export const initCommand: CommandEntry = defineCommand({
  name: "init",
  about: {
    zh: "新建工作区，或一份逐行注释的填报文件（路径以 .yaml 结尾时）",
    en: "start a workspace, or one commented tally (a path ending in .yaml)",
  },
  arguments: [argument("[path]", { zh: "文件夹或 .yaml 文件", en: "a folder, or a .yaml file" }, { standard: "." })],
  options: {
    unit: option("<name>", { zh: "单位全称", en: "the unit's full name" }),
    kind: option(
      "<kind>",
      { zh: `单位类型：${unitKinds.join("、")}`, en: `kind of unit: ${unitKinds.join(", ")}` },
      { parse: oneOf(unitKinds), standard: "township" },
    ),
    year: option(
      "<year>",
      { zh: "报告年度，默认去年", en: "the report's year; last year by default" },
      { parse: wholeNumber },
    ),
    keys: option(
      "<lang>",
      { zh: "项目名用中文（zh）还是英文（en）", en: "write the keys in Chinese (zh) or English (en)" },
      { parse: oneOf(["zh", "en"]) },
    ),
    zeros: flag({
      zh: "每个数预填 0，逐项看过后才能用；不加则留空",
      en: "fill in 0 everywhere, to be looked at before use; otherwise blank",
    }),
    force: flag({ zh: "覆盖已有的文件", en: "replace files that exist" }),
  },
  async run(io, [path], options) {
    const { unit, kind, keys = io.lang, zeros = false, force = false } = options;
    const { keepBeside, planStart, putFiles } = await import("../../pipeline/workspace/start.ts");
    const { templatesAround } = await import("../inputs.ts");
    const { folder, tally, files } = planStart(resolve(io.cwd, path), {
      ...{ year: { given: options.year, otherwise: new Date().getFullYear() - 1 }, kind, unit, lang: keys, zeros },
      templates: templatesAround(io, dirname(path)),
    });
    // The schema is ours to renew; only what a clerk may have written into is protected.
    const own = files.filter(({ name }) => !name.endsWith(".schema.json"));
    const kept = force ? keepBeside(folder, own) : [];
    putFiles(folder, own, force);
    for (const name of kept) {
      io.err(io.say({ zh: `原来的文件留在 ${name}`, en: `the former file is kept as ${name}` }));
    }
    putFiles(folder, files, true);
    for (const { name } of files) io.out(shown(io, join(folder, name)));
    const next = relative(io.cwd, join(folder, tally));
    io.err(
      io.say({
        zh: `请填写 ${next}，再运行 gov-report build ${path}`,
        en: `Fill in ${next}, then run gov-report build ${path}`,
      }),
    );
    return exit.fine;
  },
});

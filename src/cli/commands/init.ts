import { join, relative, resolve } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import { type UnitKind, unitKinds } from "../../core/form/table.ts";
import { kindNames } from "../../core/form/words.ts";
import type { MissingTallies } from "../../pipeline/workspace/start.ts";
import { visible } from "../../print/width.ts";
import { argument, type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption, keysOption, yearOption } from "../input-options.ts";
import { type Io, shown } from "../io.ts";
import { unitKind } from "../parsers.ts";
import { show } from "../report.ts";

/** Writes a workspace with one commented tally in it, or the tally alone. Never replaces a file unasked. */
export const initCommand: CommandEntry = defineCommand({
  name: "init",
  about: {
    zh: "新建工作区，或一份逐行注释的填报文件（路径以 .yaml 结尾时）；工作区有名单的，补齐还没有的填报",
    en: "start a workspace, or one commented tally (a path ending in .yaml); in a workspace with a register, all that are missing",
  },
  arguments: [argument("[path]", { zh: "文件夹或 .yaml 文件", en: "a folder, or a .yaml file" }, { standard: "." })],
  options: {
    ...findingsOption,
    unit: option("<name>", { zh: "单位全称", en: "the unit's full name" }),
    kind: option(
      "<kind>",
      { zh: `单位类型：${Object.values(kindNames).join("、")}`, en: `kind of unit: ${unitKinds.join(", ")}` },
      { parse: unitKind },
    ),
    year: yearOption,
    from: option("<path>", {
      zh: "上年的报告或填报（.docx、.xlsx、网页、.md、.txt、.yaml），名单有多个单位时写文件夹：带出单位、联系方式、上年结转和存量",
      en: "last year's report or tally (.docx, .xlsx, web page, .md, .txt, .yaml), or for a register the folder of them: gives unit, contact, carry-overs and stocks",
    }),
    keys: keysOption,
    zeros: flag({
      zh: "每个数预填 0，逐项看过后才能用；不加则留空",
      en: "fill in 0 everywhere, to be looked at before use; otherwise blank",
    }),
    force: flag({ zh: "覆盖已有的文件", en: "replace files that exist" }),
  },
  async run(io, [path], options) {
    const { unit, kind, keys = io.lang, zeros = false, force = false } = options;
    const { keepBeside, planMissing, planStart, placeFiles, standardKind } = await import(
      "../../pipeline/workspace/start.ts"
    );
    const { gitAttributesFile } = await import("../../pipeline/workspace/git-attributes.ts");
    const { writeSchema } = await import("../../pipeline/workspace/editor-schema.ts");
    const { templatesAround } = await import("../inputs.ts");
    const year = { given: options.year, otherwise: Number(io.today.slice(0, 4)) - 1 };
    const target = resolve(io.cwd, path);
    const request = { year, kind, lang: keys, zeros, templates: templatesAround(io, path) };
    const { documentsAt } = await import("../../pipeline/workspace/walk.ts");
    const { from } = options;
    const last = from === undefined ? undefined : documentsAt([from], io.cwd, true).map((file) => shown(io, file));
    const missing = unit === undefined ? planMissing(target, { ...request, from: last }) : undefined;
    if (missing) {
      reportFindings(io, missing);
      placeFiles(target, missing.files, true);
      if (missing.schema) writeSchema(missing.schema);
      for (const path of missing.schema ? [missing.schema.path] : []) io.out(shown(io, path));
      for (const { name } of missing.files) io.out(shown(io, join(target, name)));
      for (const text of registerInWords(missing, kind ?? standardKind, path)) io.err(io.localize(text));
      return exit.fine;
    }
    if (last && last.length > 1) {
      throw new UsageError({
        zh: `${from} 里有 ${last.length} 份报告；请写明本单位的那一份，有名单的工作区才可以写文件夹`,
        en: `there are ${last.length} reports in ${from}: name that of the unit; a folder is for a workspace with a register`,
      });
    }
    const start = planStart(target, { ...request, unit, from: last });
    const { folder, tally, files, schema } = start;
    reportFindings(io, start);
    if (!schema) return exit.findings;
    const kept = force ? keepBeside(folder, files) : [];
    placeFiles(folder, files, force);
    writeSchema(schema);
    for (const name of kept) {
      io.err(io.localize({ zh: `原来的文件留在 ${name}`, en: `the former file is kept as ${name}` }));
    }
    for (const path of [schema.path, ...files.map(({ name }) => join(folder, name))]) io.out(shown(io, path));
    if (files.some(({ name }) => name === gitAttributesFile)) {
      io.err(
        io.localize({
          zh: `这里用 git 管理，已写 ${gitAttributesFile}：填报的换行一律为 LF，生成和公布的文件原样存取，摘要在各台电脑上都对得上`,
          en: `this lies in a work tree of git: ${gitAttributesFile} keeps line ends of tallies LF and what is built or published byte for byte, so that hashes hold on every computer`,
        }),
      );
    }
    const next = relative(io.cwd, join(folder, tally));
    io.err(
      io.localize({
        zh: `请填写 ${next}，再运行 gov-report build ${path}`,
        en: `Fill in ${next}, then run gov-report build ${path}`,
      }),
    );
    return exit.fine;
  },
});

function reportFindings(io: Io, { diagnostics, sources }: Pick<MissingTallies, "diagnostics" | "sources">): void {
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
}

/** What was begun, what was left as it is, and what somebody has to look at. */
function* registerInWords(
  { files, standing, guessed, unused }: MissingTallies,
  kind: UnitKind,
  path: string,
): Iterable<Text> {
  if (unused.length > 0) {
    yield {
      zh: `上年的 ${unused.length} 份没有对上新建的单位，没有用：${fewOf(unused, "、")}`,
      en: `last year's reports that are of none of the units begun, and were not used: ${unused.length} (${fewOf(unused, ", ")})`,
    };
  }
  if (standing.length > 0) {
    yield {
      zh: `名单上已有填报的 ${standing.length} 个单位，没有改动：${fewOf(standing, "、")}`,
      en: `on the register and there already, left as they are: ${standing.length} (${fewOf(standing, ", ")})`,
    };
  }
  if (guessed.length > 0) {
    yield {
      zh: `名单上没有写类型的 ${guessed.length} 个单位，按“${kindNames[kind]}”写，请核对：${fewOf(guessed, "、")}`,
      en: `the register does not say the kind of ${guessed.length}, written as ${kind}, to be checked: ${fewOf(guessed, ", ")}`,
    };
  }
  const begun = files.length;
  if (begun === 0)
    yield {
      zh: "名单上的单位都已有填报，没有新建",
      en: "every unit of the register has its tally; nothing was written",
    };
  else {
    yield {
      zh: `新建 ${begun} 份，请各单位填写，再运行 gov-report build ${path}`,
      en: `${begun} begun: have them filled in, then run gov-report build ${path}`,
    };
  }
}

function fewOf(names: readonly string[], between: string): string {
  const few = names.slice(0, 10).map(visible).join(between);
  return names.length > 10 ? `${few}…` : few;
}

import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { ImportedFile } from "../../pipeline/unit/import.ts";
import { type CommandEntry, defineCommand, flag, manyArguments, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption, keysOption, kindOption } from "../input-options.ts";
import { templatesAround } from "../inputs.ts";
import { type Io, shown } from "../io.ts";
import { wholeNumber } from "../parsers.ts";
import { Counter, show } from "../report.ts";
import { standard } from "../standard-streams.ts";

/** Reads published reports back as tallies. */
export const importCommand: CommandEntry = defineCommand({
  name: "import",
  about: {
    zh: "把已公开的年度报告（.docx、.xlsx、网页、.md、.txt）或导出的数据（.csv、.json、.xlsx）读成填报；读不准的留空并列出",
    en: "read published reports (.docx, .xlsx, web pages, .md, .txt), or exported figures (.csv, .json, .xlsx), back as tallies; what is in doubt is left blank and listed",
  },
  arguments: [manyArguments("[report...]", { zh: "报告文件，或放报告的文件夹", en: "reports, or folders of them" })],
  options: {
    ...findingsOption,
    out: option(
      "<path>",
      {
        zh: "写入哪个文件夹，或哪个 .yaml 文件；不写则只显示",
        en: "the folder, or the .yaml file, to write; without it the tally is only shown",
      },
      { short: "o" },
    ),
    unit: option("<name>", {
      zh: "单位全称，报告标题里没有时用",
      en: "the unit's full name, where the title has none",
    }),
    kind: kindOption,
    year: option(
      "<year>",
      { zh: "报告年度，报告标题里没有时用", en: "the report's year, where the title has none" },
      { parse: wholeNumber },
    ),
    keys: keysOption,
    force: flag({
      zh: "覆盖已有的文件，原来的留作 .bak",
      en: "replace files that exist; the former ones are kept as .bak",
    }),
  },
  async run(io, [paths], options) {
    const { unit, kind, year, keys = io.lang, force = false } = options;
    // Without a folder or a file, the tallies are shown.
    const out = options.out === standard ? undefined : options.out;
    const { importFiles } = await import("../../pipeline/unit/import-tables.ts");
    const { knownEditions } = await import("../../pipeline/workspace/editions.ts");
    const { documentsAt } = await import("../../pipeline/workspace/walk.ts");
    if (paths.length === 0) {
      throw new UsageError({
        zh: "请写明报告文件，如 gov-report import 去年年报.docx -o units/",
        en: "name a report, as in gov-report import last-year.docx -o units/",
      });
    }
    const { standardDocument } = await import("../../pipeline/workspace/standard-input.ts");
    const named = paths.filter((path) => path !== standard);
    const documents = [
      ...(named.length < paths.length ? [standardDocument()] : []),
      ...documentsAt(named, io.cwd).map((path) => shown(io, path)),
    ];
    if (documents.length > 1 && unit !== undefined) {
      throw new UsageError({ zh: "--unit 只能用于一份报告", en: "--unit is for one report only" });
    }
    const pictures = out === undefined ? ("tell" as const) : ("keep" as const);
    const editions = knownEditions(templatesAround(io, out === undefined ? "." : dirname(out)));
    const files = documents.flatMap((file) => importFiles(file, editions, { keys, unit, kind, year, pictures }));
    for (const { diagnostics, tally } of files) {
      // Of a report that was read back, the tally is ours and stands nowhere yet.
      const sources = tally?.source.form ? [tally.source] : [];
      for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    }
    const counter = new Counter(files.flatMap(({ diagnostics }) => diagnostics));
    if (out === undefined) {
      for (const { tally } of files) if (tally) io.out(tally.source.text.trimEnd());
      if (!io.quiet) table(io, files);
      return counter.status();
    }
    const kept = await write(io, files, resolve(io.cwd, out), force);
    if (!io.quiet) table(io, files);
    return kept > 0 && counter.status() === exit.fine ? exit.findings : counter.status();
  },
});

/** Writes the tallies. What stands there already stays unless it is to be replaced; how many stayed. */
async function write(io: Io, files: readonly ImportedFile[], target: string, force: boolean): Promise<number> {
  const { tallyNames } = await import("../../pipeline/unit/import.ts");
  const { placePictures } = await import("../../pipeline/workspace/place-pictures.ts");
  const { keepBeside, placeFiles, standing } = await import("../../pipeline/workspace/start.ts");
  const { placedTally, writeSchema } = await import("../../pipeline/workspace/editor-schema.ts");
  const alone = /\.ya?ml$/i.test(target);
  const read = files.filter(({ tally }) => tally);
  if (alone && read.length > 1) {
    throw new UsageError({
      zh: `几份报告不能写进一个文件；请写文件夹，如 -o ${dirname(shown(io, target))}`,
      en: `several reports do not go into one file; name a folder, as in -o ${dirname(shown(io, target))}`,
    });
  }
  const folder = alone ? dirname(target) : target;
  const names = tallyNames(files);
  let failed = 0;
  for (const file of read) {
    const name = alone ? basename(target) : names.get(file);
    if (name === undefined || !file.tally) {
      failed++;
      io.err(
        io.localize({
          zh: `${file.file}：同一单位同一年度的报告已经读过一份，没有写`,
          en: `${file.file}: another report of the same unit and year has been read; not written`,
        }),
      );
      continue;
    }
    const { text, pictures } = placePictures(folder, file.tally);
    const { text: placed, schema } = placedTally(join(folder, name), text, file.tally.report.edition);
    const output = { name, bytes: new TextEncoder().encode(placed) };
    if (!force && standing(folder, output)) {
      failed++;
      io.err(
        io.localize({
          zh: `${shown(io, join(folder, name))} 已存在，没有覆盖；确要覆盖请加 --force`,
          en: `${shown(io, join(folder, name))} exists and was not replaced; use --force to do so`,
        }),
      );
      continue;
    }
    for (const former of force ? keepBeside(folder, [output]) : []) {
      io.err(io.localize({ zh: `原来的文件留在 ${former}`, en: `the former file is kept as ${former}` }));
    }
    placeFiles(folder, [...pictures, output], true);
    writeSchema(schema);
    for (const one of [output, ...pictures]) io.out(shown(io, join(folder, one.name)));
  }
  if (read.length > failed && !io.quiet) {
    const path = shown(io, alone ? target : folder);
    io.err(
      io.localize({
        zh: `对照原文核对以后运行 gov-report validate ${path}`,
        en: `Check them against the documents, then run gov-report validate ${path}`,
      }),
    );
  }
  return failed;
}

/** What was read, a line each; a table of figures in one. */
function table(io: Io, files: readonly ImportedFile[]): void {
  const tallies = new Map<string, number>();
  for (const { file, tally } of files) if (tally) tallies.set(file, (tallies.get(file) ?? 0) + 1);
  const told = new Set<string>();
  for (const { file, tally, diagnostics } of files) {
    const count = tallies.get(file) ?? 0;
    if (count > 1) {
      if (!told.has(file)) io.err(io.localize({ zh: `${file}：${count} 份填报`, en: `${file}: ${count} tallies` }));
      told.add(file);
      continue;
    }
    if (!tally) {
      io.err(io.localize({ zh: `${file}：没有读出`, en: `${file}: not read` }));
      continue;
    }
    const { unit = "?", year = "?", edition, counts, texts } = tally.report;
    const doubts = diagnostics.filter(({ severity }) => severity !== "info").length;
    io.err(
      io.localize({
        zh: `${file}：${unit} ${year}年，${edition.name}，${counts.read}/${counts.asked} 格，${texts.size} 部分文字，${doubts} 处待核对`,
        en: `${file}: ${unit} ${year}, form of ${edition.id}, ${counts.read} of ${counts.asked} figures, ${texts.size} texts, ${doubts} to be checked`,
      }),
    );
  }
}

import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import { type DataFormat, dataFormats } from "../../core/open-data.ts";
import type { ExportResult } from "../../pipeline/area/export.ts";
import { type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import type { Target } from "../formats.ts";
import { dataFormat, inputOptions, pathsArgument, policyOptions } from "../input-options.ts";
import { type Io, shown } from "../io.ts";
import { oneOf } from "../parsers.ts";
import { Counter, show } from "../report.ts";
import { standard, withTemporaryFolder } from "../standard-streams.ts";
import { writeOut } from "../streams.ts";

/** Writes the figures of tallies as open data, with what describes them. */
export const exportCommand: CommandEntry = defineCommand({
  name: "export",
  about: {
    zh: "把各单位的数导出成开放数据（CSV、JSON、Excel），附数据字典；import 可以读回（正文、注和签批不在其中）",
    en: "figures as open data (CSV, JSON, Excel) with a dictionary; import reads them back (texts, notes and sign-off are not among them)",
  },
  arguments: [pathsArgument],
  data: dataFormats,
  options: {
    ...inputOptions,
    policy: policyOptions.policy,
    format: dataFormat(dataFormats, {
      zh: "，不写就按 -o 的扩展名，否则 csv",
      en: "; default: by the ending of -o, else csv",
    }),
    wide: flag({
      zh: "宽表：一个单位一行，一格一列；不加是长表：一格一行",
      en: "a row a unit and a column a figure; without it a line a figure",
    }),
    out: option(
      "<path>",
      { zh: "写入哪个文件夹，或哪个文件", en: "the folder, or the file, to write" },
      { short: "o", standard: "open-data" },
    ),
    keys: option(
      "<lang>",
      { zh: "列名和类型、状态等用词用中文（zh）还是英文（en）", en: "heads and words in Chinese (zh) or English (en)" },
      { parse: oneOf(["zh", "en"]) },
    ),
    partial: flag({
      zh: "有错误的填报不计入，其余照导；名单上的单位没有报齐也算成功",
      en: "leave tallies with errors out and succeed although units of the register are missing",
    }),
  },
  async run(io, [paths], options) {
    const { exportFigures } = await import("../../pipeline/area/export.ts");
    const { openSession } = await import("../../pipeline/unit/session.ts");
    const { inputsUnder, sharedTemplates } = await import("../inputs.ts");
    const { keys = io.lang, wide = false, partial = false } = options;
    const targets = targetsOf(options.format, options.out);
    const { jobs, diagnostics, sources } = inputsUnder(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const reading = new Counter(diagnostics).status();
    if (reading !== exit.fine) return reading;
    const session = openSession({ templates: sharedTemplates(io, jobs, options) });
    let status: ExitStatus = exit.fine;
    for (const [i, { folder: to, name, format }] of targets.entries()) {
      const exported = (folder: string) => exportFigures(session, jobs, { folder, name, format, keys, wide, partial });
      const folder = resolve(io.cwd, to);
      const result =
        to === standard
          ? await withTemporaryFolder(async (at) => printed(await exported(at), at, format))
          : await exported(folder);
      if (to !== standard) for (const one of result.files) io.out(shown(io, join(folder, one)));
      // What is said of the tallies is the same for every form.
      const told = reportFindings(i === 0 ? io : { ...io, err: () => undefined }, result, partial);
      status = worse(status, told);
    }
    return status;
  },
});

/** Standard output has room for the figures alone: what describes them goes with a folder. */
function printed(result: ExportResult, folder: string, format: DataFormat): ExportResult {
  const [figures] = result.files.filter((name) => name.endsWith(`.${format}`));
  if (figures !== undefined) writeOut(readFileSync(join(folder, figures)));
  return result;
}

/** Where the figures go, and in which form. */
interface ExportTarget {
  readonly folder: string;
  readonly name: string | undefined;
  readonly format: DataFormat;
}

/** As `--format` has it, which may name several and where each of them goes; `-o` says where the others go. */
function targetsOf(asked: readonly Target<string>[] | undefined, out: string): readonly ExportTarget[] {
  const own = (asked ?? []).flatMap(({ format: name, file }) => {
    const format = dataFormats.find((known) => known === name);
    return format === undefined ? [] : [targetOf(file ?? out, format)];
  });
  return own.length > 0 ? own : [targetOf(out, undefined)];
}

/** A folder, or a file whose ending says the format. */
function targetOf(out: string, format: DataFormat | undefined): ExportTarget {
  const ending = dataFormats.find((known) => out.toLowerCase().endsWith(`.${known}`));
  if (ending === undefined) return { folder: out, name: undefined, format: format ?? "csv" };
  if (format !== undefined && format !== ending) {
    throw new UsageError({
      zh: `${out} 以 .${ending} 结尾，--format 却是 ${format}；两样写成一致，或只写一样`,
      en: `${out} ends in .${ending} while --format is ${format}: say the same in both, or leave one out`,
    });
  }
  return { folder: dirname(out), name: basename(out).slice(0, -ending.length - 1), format: ending };
}

/** Whoever is not in the data is named; that counts against it unless it was agreed to. */
function reportFindings(io: Io, result: ExportResult, partial: boolean): ExitStatus {
  const { files, units, figures, refused, missing, unread } = result;
  // Agreed or not, whoever is left out wants to know why.
  for (const diagnostic of result.diagnostics) show(io, "err", diagnostic, result.sources);
  const report = (text: Text): void => io.err(io.localize(text));
  const written = files.length > 0;
  const [zh, en] = [refused.join("、"), refused.join(", ")];
  if (refused.length > 0 && !written) {
    report({
      zh: `有错误的填报，没有导出：${zh}（改好再导；先导其余的，加 --partial）`,
      en: `tallies with errors, and nothing was written: ${en} (mend them, or leave them out with --partial)`,
    });
  } else if (refused.length > 0) report({ zh: `有错误，没有计入：${zh}`, en: `with errors, left out: ${en}` });
  if (unread.length > 0) {
    report({
      zh: `文件在、但未能读取，没有计入：${unread.join("、")}`,
      en: `there but not read, left out: ${unread.join(", ")}`,
    });
  }
  if (missing.length > 0) {
    report({ zh: `未报，没有计入：${missing.join("、")}`, en: `missing, not in the data: ${missing.join(", ")}` });
  }
  if (written && !io.quiet) {
    report({ zh: `导出 ${units} 份填报，${figures} 个数`, en: `${figures} figures of ${units} tallies` });
  }
  const lacking = refused.length + missing.length + unread.length > 0;
  return worse(written ? exit.fine : exit.findings, lacking && !partial ? exit.findings : exit.fine);
}

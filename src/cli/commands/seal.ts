import { hasErrors, type Text } from "../../core/diagnostic.ts";
import { FileError } from "../../core/errors.ts";
import type { Sealed } from "../../pipeline/unit/seal.ts";
import { visible } from "../../print/width.ts";
import { type CommandEntry, defineCommand, flag } from "../command.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import { findingsOption, inputOptions, pathsArgument } from "../input-options.ts";
import type { Io } from "../io.ts";
import { Counter, show, showFileError } from "../report.ts";

/** A hash and a file for each tally, on standard output; status 1 where a tally could not be sealed. */
export const sealCommand: CommandEntry = defineCommand({
  name: "seal",
  about: {
    zh: "定稿批准后，把内容的摘要写进“批准”：以后有改动，核对时看得出来",
    en: "after approval: write a hash of the content into the approval, so that later changes are seen",
  },
  arguments: [pathsArgument],
  options: {
    ...inputOptions,
    ...findingsOption,
    dryRun: flag({ zh: "只显示摘要，不写入", en: "show the hashes and write nothing" }),
  },
  async run(io, [paths], options) {
    const { sealAll } = await import("../../pipeline/unit/seal.ts");
    const { sessionOf } = await import("../../pipeline/unit/session.ts");
    const { inputsOf, refuseStandardInput, runOf } = await import("../inputs.ts");
    refuseStandardInput(paths);
    const { jobs, diagnostics, sources } = inputsOf(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    let status = new Counter(diagnostics).status();
    for (const job of jobs) {
      const run = runOf(io, job, options);
      for (const sealed of sealAll(sessionOf(run), { ...run, ...run.report })) {
        status = worse(status, await reportSealed(io, sealed, options.dryRun === true));
      }
    }
    return status;
  },
});

async function reportSealed(io: Io, sealed: Sealed, dryRun: boolean): Promise<ExitStatus> {
  const { file, hash, why, edits } = sealed;
  if (hash === undefined) {
    for (const found of sealed.diagnostics) if (hasErrors([found])) show(io, "err", found, sealed.sources);
    io.err(`${visible(file)}: ${io.localize(why === undefined ? reasons.errors : reasons[why])}`);
    return exit.findings;
  }
  try {
    if (edits.length > 0 && !dryRun) {
      const { writeFixed } = await import("../../pipeline/unit/fix.ts");
      writeFixed(sealed);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    showFileError(io, error);
    return exit.file;
  }
  io.out(`${hash}  ${visible(file)}`);
  return exit.fine;
}

const reasons: Readonly<Record<NonNullable<Sealed["why"]>, Text>> = {
  unapproved: {
    zh: "没有“签批”的“批准”，没有写入；请先写明批准的人和日期",
    en: "is not approved, and was not sealed: write who approved it and when first",
  },
  errors: {
    zh: "有错误，没有写入；请先改正",
    en: "has errors, and was not sealed: correct them first",
  },
  form: {
    zh: "是填报表，摘要写不进去；先用 gov-report import 读成 .yaml 填报，再封存",
    en: "is an entry form, which no hash can be written into: make a tally of it with gov-report import first",
  },
};

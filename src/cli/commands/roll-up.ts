import { resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { unitKinds } from "../../core/form/table.ts";
import { kindNames } from "../../core/form/words.ts";
import type { Registered } from "../../core/workspace.ts";
import type { RollUpResult } from "../../pipeline/area/roll-up.ts";
import { type CommandEntry, defineCommand, flag, option, requiredOption } from "../command.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import { findingsOption, inputOptions, keysOption, pathsArgument, policyOptions } from "../input-options.ts";
import { type Io, shown } from "../io.ts";
import { oneOf, unitKind, wholeNumber } from "../parsers.ts";
import { Counter, show } from "../report.ts";
import { standard } from "../standard-streams.ts";

/** Adds tallies up; the sum goes to a file with its trace beside it, or to standard output. */
export const rollUpCommand: CommandEntry = defineCommand({
  name: "roll-up",
  about: {
    zh: "把所属各单位的填报相加，成为上一级单位的填报，并记下每一格的来源",
    en: "add the tallies of units up into one for the unit above them, each cell remembering its parts",
  },
  arguments: [pathsArgument],
  options: {
    ...inputOptions,
    ...findingsOption,
    policy: policyOptions.policy,
    unit: requiredOption("<name>", { zh: "汇总成哪个单位，写全称", en: "the unit the sum is for" }),
    kind: requiredOption(
      "<kind>",
      { zh: `单位类型：${Object.values(kindNames).join("、")}`, en: `kind of unit: ${unitKinds.join(", ")}` },
      { parse: unitKind },
    ),
    out: option(
      "<file>",
      {
        zh: "写入哪个文件；来源记录写在它旁边（….parts.json）。不写则只显示",
        en: "the file to write, with its trace beside it (….parts.json); without it the sum is only shown",
      },
      { short: "o" },
    ),
    scope: option(
      "<scope>",
      { zh: "统计范围：area 本地区，own 本级", en: "what the sum covers: area, or own" },
      { parse: oneOf(["area", "own"]), standard: "area" },
    ),
    within: option("<name>", { zh: "它的上一级单位", en: "the unit above it" }),
    year: option("<year>", { zh: "只汇总这一年度的", en: "add up this year's tallies only" }, { parse: wholeNumber }),
    expect: option("<file>", {
      zh: "写有名单的 gov-report.yaml；默认用工作区自己的",
      en: "a gov-report.yaml whose register says who is expected; the workspace's own by default",
    }),
    partial: flag({ zh: "名单上的单位没有报齐也算成功", en: "succeed although units of the register are missing" }),
    keys: keysOption,
    force: flag({ zh: "覆盖改动过的文件", en: "replace a file that was changed by hand" }),
  },
  async run(io, [paths], options) {
    const { rollUpFiles } = await import("../../pipeline/area/roll-up.ts");
    const { saveSum } = await import("../../pipeline/area/save-sum.ts");
    const { openSession } = await import("../../pipeline/unit/session.ts");
    const { inputsUnder, sharedTemplates } = await import("../inputs.ts");
    const { jobs, diagnostics, sources } = inputsUnder(io, paths, options);
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const reading = new Counter(diagnostics).status();
    if (reading !== exit.fine) return reading;
    const { unit: name, kind, within, scope, year, keys = io.lang, partial = false, force = false } = options;
    // Without a file, the sum is shown.
    const out = options.out === standard ? undefined : options.out;
    const templates = sharedTemplates(io, jobs, options);
    const session = openSession({ templates });
    const file = out === undefined ? `${name}.yaml` : shown(io, resolve(io.cwd, out));
    const result = await rollUpFiles(session, jobs, {
      ...{ unit: { name, kind, ...(within !== undefined && { within }) }, scope, year },
      ...{ out: file, keys, register: await registerOf(io, options.expect), partial },
    });
    const earlierSums = result.earlierSums.filter((one) => one !== file);
    const status = reportFindings(io, { ...result, earlierSums: earlierSums }, partial);
    const { summed } = result;
    if (!summed) return worse(status, exit.findings);
    if (out === undefined) io.out(summed.text.trimEnd());
    else {
      saveSum(file, summed, force);
      io.out(file);
    }
    if (!io.quiet) reportSum(io, result, out);
    return status;
  },
});

/** The register of another workspace. */
async function registerOf(io: Io, path: string | undefined): Promise<readonly Registered[] | undefined> {
  if (path === undefined) return undefined;
  const { registerAt } = await import("../../pipeline/area/parts.ts");
  const { register, diagnostics, sources } = registerAt(path, io.cwd);
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  if (register) return register;
  throw new UsageError({ zh: `${path} 里没有名单`, en: `${path} has no register` });
}

/** Everything there is to say before the sum; missing units count against it unless that was agreed to. */
function reportFindings(io: Io, result: RollUpResult, partial: boolean): ExitStatus {
  const { diagnostics, missing, sources, refused, earlierSums, outdated, summed } = result;
  for (const diagnostic of [...diagnostics, ...outdated]) show(io, "err", diagnostic, sources);
  for (const one of missing) {
    show(io, "err", partial ? { ...one, severity: "warning" } : one, sources);
  }
  if (refused.length > 0) {
    const [files, list] = [refused.join("、"), refused.join(", ")];
    io.err(
      io.localize(
        summed
          ? { zh: `有错误的填报没有计入：${files}`, en: `tallies with errors were left out: ${list}` }
          : {
              zh: `有错误的填报不能汇总，没有生成：${files}`,
              en: `tallies with errors are not added up, and nothing was written: ${list}`,
            },
      ),
    );
  }
  if (earlierSums.length > 0 && !io.quiet) {
    io.err(
      io.localize({
        zh: `${earlierSums.join("、")} 是这个单位自己以前的汇总，没有计入`,
        en: `${earlierSums.join(", ")}: an earlier sum for this very unit, not counted`,
      }),
    );
  }
  // What was left out as agreed is told, and counts no more than what is missing.
  const counting = diagnostics.filter(({ file }) => !(summed && partial && refused.includes(file)));
  return worse(new Counter(counting).status(), missing.length > 0 && !partial ? exit.findings : exit.fine);
}

function reportSum(io: Io, { summed, missing, refused, listed }: RollUpResult, out: string | undefined): void {
  const count = summed?.rolled.parts.length ?? 0;
  const lacking = missing.length + refused.length;
  const zh = lacking > 0 ? `，缺 ${lacking} 份` : listed ? "，名单上的都齐了" : "；没有名单，无法核对是否齐全";
  const en =
    lacking > 0
      ? `, ${lacking} missing`
      : listed
        ? ", all that the register lists"
        : "; no register says whether that is all";
  io.err(
    io.localize({
      zh: `汇总 ${count} 份${zh}${out === undefined ? "" : ` → ${out}`}`,
      en: `added up ${count}${en}${out === undefined ? "" : ` → ${out}`}`,
    }),
  );
}

import { resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { Registered } from "../../core/workspace.ts";
import { registerAt } from "../../pipeline/area/parts.ts";
import { type RollUpResult, rollUpFiles } from "../../pipeline/area/roll-up.ts";
import { saveSum } from "../../pipeline/area/save-sum.ts";
import { openSession } from "../../pipeline/unit/session.ts";
import type { RollUpFlags } from "../commands/roll-up.ts";
import { type ExitStatus, exit, worse } from "../exit.ts";
import type { Io } from "../io.ts";
import { Counter, show } from "../report.ts";
import { shown } from "../shown.ts";
import { inputsOf, sharedTemplates } from "./inputs.ts";

/** Adds tallies up; the sum goes to a file with its trace beside it, or to standard output. */
export async function rollUp(io: Io, paths: readonly string[], options: RollUpFlags): Promise<ExitStatus> {
  const { jobs, diagnostics, sources } = inputsOf(io, paths, options);
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  const reading = new Counter(diagnostics).status();
  if (reading !== exit.fine) return reading;
  const { unit: name, kind, within, scope, year, out } = options;
  const templates = sharedTemplates(io, jobs, options);
  const session = openSession({ templates, formats: [], markdownTables: "pipe" });
  const file = out === undefined ? `${name}.yaml` : shown(io, resolve(io.cwd, out));
  const outcome = rollUpFiles(session, jobs, {
    ...{ unit: { name, kind, ...(within !== undefined && { within }) }, scope, year },
    ...{ out: file, keys: options.keys ?? io.lang, register: registerOf(io, options.expect) },
  });
  const left = outcome.left.filter((one) => one !== file);
  const status = tell(io, { ...outcome, left }, options.partial === true);
  const { summed } = outcome;
  if (!summed) return worse(status, exit.findings);
  if (out === undefined) io.out(summed.text.trimEnd());
  else {
    saveSum(file, summed, options.force === true);
    io.out(file);
  }
  if (!io.quiet) sayDone(io, outcome, out);
  return status;
}

/** The register of another workspace. */
function registerOf(io: Io, path: string | undefined): readonly Registered[] | undefined {
  if (path === undefined) return undefined;
  const { register, diagnostics, sources } = registerAt(path, io.cwd);
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  if (register) return register;
  throw new UsageError({ zh: `${path} 里没有名单`, en: `${path} has no register` });
}

/** Everything there is to say before the sum; missing units count against it unless that was agreed to. */
function tell(io: Io, { diagnostics, missing, sources, refused, left }: RollUpResult, partial: boolean): ExitStatus {
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  for (const one of missing) {
    show(io, "err", partial ? { ...one, severity: "warning" } : one, sources);
  }
  if (refused.length > 0) {
    io.err(
      io.say({
        zh: `有错误的填报不能汇总，没有生成：${refused.join("、")}`,
        en: `tallies with errors are not added up, and nothing was written: ${refused.join(", ")}`,
      }),
    );
  }
  if (left.length > 0 && !io.quiet) {
    io.err(
      io.say({
        zh: `${left.join("、")} 是这个单位自己以前的汇总，没有计入`,
        en: `${left.join(", ")}: an earlier sum for this very unit, not counted`,
      }),
    );
  }
  return worse(new Counter(diagnostics).status(), missing.length > 0 && !partial ? exit.findings : exit.fine);
}

function sayDone(io: Io, { summed, missing, listed }: RollUpResult, out: string | undefined): void {
  const count = summed?.rolled.parts.length ?? 0;
  const zh =
    missing.length > 0 ? `，缺 ${missing.length} 份` : listed ? "，名单上的都齐了" : "；没有名单，无法核对是否齐全";
  const en =
    missing.length > 0
      ? `, ${missing.length} missing`
      : listed
        ? ", all that the register lists"
        : "; no register says whether that is all";
  io.err(
    io.say({
      zh: `汇总 ${count} 份${zh}${out === undefined ? "" : ` → ${out}`}`,
      en: `added up ${count}${en}${out === undefined ? "" : ` → ${out}`}`,
    }),
  );
}

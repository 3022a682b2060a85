import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { UsageError } from "../core/errors.ts";

/** Forms that the findings of a run have. */
export const reportFormats = ["pretty", "concise", "json", "github", "gitlab", "sarif", "junit"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** One report of a run: its form, and the file it goes to; without one, the stream that has such reports. */
export interface Target<F extends string = ReportFormat> {
  readonly format: F;
  readonly file?: string;
}

/** A parser of `--format`, which may be repeated. */
interface TargetParser<F extends string> {
  (value: string, before: readonly Target<F>[] | undefined): readonly Target<F>[];
  readonly values: readonly F[];
}

/** Collects `--format pretty --format sarif=out.sarif`. The file `-` is none. */
export function targetsOf<const F extends string>(values: readonly F[]): TargetParser<F> {
  const parse = (value: string, before: readonly Target<F>[] | undefined): readonly Target<F>[] => {
    const [name = "", ...rest] = value.split("=");
    const file = rest.join("=");
    const format = values.find((known) => known === name);
    if (!format) throw new InvalidArgumentError(`${name}: ${values.join(" | ")}`);
    if (rest.length > 0 && file === "") throw new InvalidArgumentError(`${value}: ${format}=FILE`);
    return [...(before ?? []), { format, ...(file !== "" && file !== "-" && { file }) }];
  };
  return Object.assign(parse, { values });
}

/** Whether a format is that of findings. */
export function isReport(target: Target<string>): target is Target {
  return reportFormats.some((known) => known === target.format);
}

/** The reports of findings that a command line asks for, as far as it can be understood: it may be wrong elsewhere. */
export function requestedReports(argv: readonly string[]): readonly Target[] {
  const values = argv.flatMap((arg, i) =>
    arg === "--format" ? (argv[i + 1] ?? []) : arg.startsWith("--format=") ? arg.slice("--format=".length) : [],
  );
  return values.flatMap((value) => {
    const [format = "", ...rest] = value.split("=");
    const [target, file] = [{ format }, rest.join("=")];
    return isReport(target) ? [{ ...target, ...(file !== "" && file !== "-" && { file }) }] : [];
  });
}

/** Standard output holds one report, and no two go to one file; none may replace a tally. */
export function checkTargets(targets: readonly Target<string>[], tallies: readonly string[], cwd: string): void {
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    const { format } = targets.at(-1) ?? { format: "sarif" };
    throw new UsageError({
      zh: `一次只能显示一种格式，其余的请写明文件，如 --format ${format}=文件名`,
      en: `only one format can be shown; give the others a file, as --format ${format}=FILE`,
    });
  }
  const taken = new Set(tallies.map((tally) => resolve(cwd, tally)));
  for (const { file } of targets) {
    if (file === undefined) continue;
    const path = resolve(cwd, file);
    if (taken.has(path)) {
      throw new UsageError({
        zh: `${file} 是填报文件，或已有另一种格式要写入，请换一个文件名`,
        en: `${file} is a tally, or another format goes there; choose another name`,
      });
    }
    taken.add(path);
  }
}

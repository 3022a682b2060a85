import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { UsageError } from "../core/errors.ts";

export const reportFormats = ["pretty", "json", "github", "sarif", "junit"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** One report of what was found: its form, and the file it goes to; without one, standard output. */
export interface Target {
  readonly format: ReportFormat;
  readonly file?: string;
}

/** Collects `--format pretty --format sarif=out.sarif`. */
export function addTarget(value: string, before: readonly Target[] | undefined): readonly Target[] {
  const [name = "", ...rest] = value.split("=");
  const file = rest.join("=");
  const format = reportFormats.find((known) => known === name);
  if (!format) throw new InvalidArgumentError(`${name}: ${reportFormats.join(" | ")}`);
  if (rest.length > 0 && file === "") throw new InvalidArgumentError(`${value}: ${format}=FILE`);
  return [...(before ?? []), { format, ...(file !== "" && { file }) }];
}

/** Standard output holds one report, and no two go to one file; none may replace a tally. */
export function checkTargets(targets: readonly Target[], tallies: readonly string[], cwd: string): void {
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError({
      zh: "标准输出只能写一种格式，其余的请写明文件，如 --format sarif=out.sarif",
      en: "only one format can go to standard output; give the others a file, as --format sarif=out.sarif",
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

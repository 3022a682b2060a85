import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../core/usage.ts";
import type { RunOptions } from "../../pipeline/batch.ts";
import { filesAt, findInputs, type Inputs, type Job } from "../../pipeline/inputs.ts";
import type { InputOptions } from "../commands/input-options.ts";
import type { Io } from "../io.ts";

export function inputsOf(io: Io, paths: readonly string[], options: InputOptions): Inputs {
  const inputs = findInputs(paths, io.cwd);
  if (options.previous === undefined) return inputs;
  const previous = filesAt(options.previous, io.cwd);
  return { ...inputs, jobs: inputs.jobs.map((job) => ({ ...job, previous })) };
}

export function runOptions(job: Job, _io: Io, options: InputOptions & { readonly final?: boolean }): RunOptions {
  return {
    files: job.files,
    previous: job.previous,
    severities: job.workspace?.rules ?? {},
    final: options.final === true,
  };
}

/** The clerk's own template folder: named on the command line, or by the workspace. */
export function templatesOf(io: Io, job: Job, options: InputOptions): string | undefined {
  const { workspace } = job;
  const own = workspace?.templates === undefined ? undefined : join(workspace.folder, workspace.templates);
  const folder = options.templates === undefined ? own : resolve(io.cwd, options.templates);
  if (folder === undefined) return undefined;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError({ zh: `没有这个模板文件夹：${folder}`, en: `no such template folder: ${folder}` });
  }
  if (existsSync(join(folder, "report.docx")) || existsSync(join(folder, "report.xlsx"))) {
    throw new UsageError({
      zh: `${folder} 里直接放着模板；请把它们移到以格式版本命名的子文件夹里（<格式版本>/report.docx）`,
      en: `${folder} holds templates directly; move them into a folder named after the edition (<edition>/report.docx)`,
    });
  }
  return folder;
}

import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Policy } from "../core/policy.ts";
import { filesAt, findInputs, type Inputs, type Job, workspaceOf } from "../pipeline/workspace/inputs.ts";
import { jobUnder, policyAt } from "../pipeline/workspace/policy.ts";
import { type RunConfig, type RunRequest, resolveRun } from "../pipeline/workspace/run-config.ts";
import { standardTally } from "../pipeline/workspace/standard-input.ts";
import type { InputOptions, PolicyFlags } from "./input-options.ts";
import { type Io, shown } from "./io.ts";
import { standard } from "./standard-streams.ts";

export function inputsOf(io: Io, paths: readonly string[], options: InputOptions): Inputs {
  const inputs = findInputs(paths, io);
  if (options.previous === undefined) return inputs;
  const previous = filesAt(options.previous, io.cwd);
  return { ...inputs, jobs: inputs.jobs.map((job) => ({ ...job, previous })) };
}

/** The inputs of a run under a policy, where one is given; of a policy that cannot be used, nothing is run. */
export function inputsUnder(
  io: Io,
  paths: readonly string[],
  options: InputOptions & PolicyFlags,
): Inputs & { readonly policy: Policy | undefined } {
  return under(io, inputsOf(io, paths, options), options);
}

/** The same for inputs that are known. */
export function under(
  io: Io,
  inputs: Inputs,
  options: InputOptions & PolicyFlags,
): Inputs & { readonly policy: Policy | undefined } {
  if (options.policy === undefined) return { ...inputs, policy: undefined };
  const path = shown(io, resolve(io.cwd, options.policy));
  const { value: policy, diagnostics, source } = policyAt(path, io.today);
  const sources = [...inputs.sources, ...(source ? [source] : [])];
  if (!policy) return { jobs: [], diagnostics, sources, policy };
  const jobs = inputs.jobs.map((job) => jobUnder(policy, job, io.cwd, options.templates !== undefined));
  return {
    policy,
    sources,
    jobs: jobs.flatMap(({ value }) => value ?? []),
    diagnostics: [...diagnostics, ...inputs.diagnostics, ...jobs.flatMap((job) => job.diagnostics)],
  };
}

/** One run of a command: what was asked for on the command line, else what the workspace says. */
export function runOf(io: Io, job: Job, options: InputOptions & PolicyFlags, request: RunRequest = {}): RunConfig {
  const templates = templatesOf(io, job, options);
  return resolveRun(job, { ...request, templates, noWaivers: options.noWaivers }, io.cwd);
}

/** The path of one tally that was named; `-` is standard input. */
export function tallyAt(io: Io, path: string): string {
  return path === standard ? standardTally() : shown(io, resolve(io.cwd, path));
}

/** For commands that write into the tally, or keep it: it has to be a file. */
export function refuseStandardInput(paths: readonly string[]): void {
  if (!paths.includes(standard)) return;
  throw new UsageError({
    zh: "这个命令要用填报文件本身，不能从标准输入（-）读",
    en: "this command needs the tally's file itself, not standard input (-)",
  });
}

/** The clerk's own template folder: named on the command line, or by the workspace. */
export function templatesOf(io: Io, { workspace }: Job, options: InputOptions): string | undefined {
  if (options.templates !== undefined) return ownTemplates(io, options.templates);
  return workspace?.templates === undefined ? undefined : ownTemplates(io, join(workspace.folder, workspace.templates));
}

/** The same for tallies that are added up together, from however many workspaces. */
export function sharedTemplates(io: Io, jobs: readonly Job[], options: InputOptions): string | undefined {
  const [first, ...others] = new Set(jobs.flatMap((job) => templatesOf(io, job, options) ?? []));
  if (others.length === 0) return first;
  throw new UsageError({
    zh: `这几个工作区各有自己的模板文件夹（${[first, ...others].join("、")}），表可能不同；请用 --templates 写明用哪一个`,
    en: `these workspaces have template folders of their own (${[first, ...others].join(", ")}), whose tables may differ: name one with --templates`,
  });
}

/** The clerk's own template folder of the workspace that a file or folder lies in. */
export function templatesAround(io: Io, path: string): string | undefined {
  const workspace = workspaceOf(resolve(io.cwd, path), io.config);
  return workspace && templatesOf(io, { workspace, files: [], previous: [] }, {});
}

/** A folder that holds a folder for each edition; refused with the way out where it does not. */
export function ownTemplates(io: Io, path: string): string {
  const folder = resolve(io.cwd, path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError({ zh: `没有这个模板文件夹：${path}`, en: `no such template folder: ${path}` });
  }
  if (existsSync(join(folder, "report.docx")) || existsSync(join(folder, "report.xlsx"))) {
    throw new UsageError({
      zh: `${path} 里直接放着模板；请把它们移到以格式版本命名的子文件夹里（<格式版本>/report.docx）`,
      en: `${path} holds templates directly; move them into a folder named after the edition (<edition>/report.docx)`,
    });
  }
  return shown(io, folder);
}

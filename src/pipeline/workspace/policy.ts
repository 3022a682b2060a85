import { join, relative, resolve } from "node:path";
import { severityOf } from "../../catalogue/index.ts";
import { type Checked, type Code, type Diagnostic, hasErrors, type Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Policy } from "../../core/policy.ts";
import type { Source } from "../../core/text/source.ts";
import { readPolicy } from "../../tally/policy.ts";
import { type Job, workspaceFile } from "./inputs.ts";
import { readSource } from "./read-source.ts";
import { glob, statsOf } from "./walk.ts";

/** The policy in a file, with what has expired on a day (YYYY-MM-DD) marked; none where anything in it cannot be understood. */
export function policyAt(path: string, today: string): Checked<Policy> & { readonly source: Source | undefined } {
  if (!statsOf(path)) throw new UsageError({ zh: `没有这个检查方针：${path}`, en: `no such policy: ${path}` });
  const { value: source, diagnostics: reading } = readSource(path);
  const { value, diagnostics } = source ? readPolicy(source) : { value: undefined, diagnostics: [] };
  const found = [...reading, ...diagnostics];
  const usable = value && !hasErrors(found) ? marked(value, today) : undefined;
  return { value: usable, diagnostics: found, source };
}

function marked(policy: Policy, today: string): Policy {
  const { waivers } = policy;
  if (!waivers) return policy;
  return {
    ...policy,
    waivers: waivers.map((permit) =>
      permit.until !== undefined && permit.until < today ? { ...permit, expired: true } : permit,
    ),
  };
}

/** A job under a policy, and where its workspace goes beyond what that allows. */
export function jobUnder(policy: Policy, own: Job, cwd: string, templatesGiven: boolean): Checked<Job> {
  const job = { ...own, policy };
  const { workspace } = job;
  if (!workspace) return { value: job, diagnostics: [] };
  const file = relative(cwd, join(workspace.folder, workspace.file ?? workspaceFile));
  const diagnostics: Diagnostic[] = [];
  if (!job.partial) {
    const read = new Set(job.files.map((each) => resolve(cwd, each)));
    const all = policy.units.length > 0 ? glob(policy.units, workspace.folder, [`**/${workspaceFile}`], []) : [];
    const unread = all.filter((each) => !read.has(each)).map((each) => relative(workspace.folder, each));
    if (unread.length > 0) diagnostics.push(policyFinding("GR623", file, narrowed(unread)));
  }
  if (workspace.templates === undefined || policy.ownTemplates || templatesGiven) return { value: job, diagnostics };
  diagnostics.push(policyFinding("GR624", file, ownTemplates(workspace.templates)));
  const { templates: _, ...shipped } = workspace;
  return { value: { ...job, workspace: shipped }, diagnostics };
}

interface Words {
  readonly message: Text;
  readonly help: Text;
}

function policyFinding(code: Code, file: string, words: Words): Diagnostic {
  return { code, severity: severityOf(code), ...words, file, related: [] };
}

const mostNamed = 5;

function narrowed(unread: readonly string[]): Words {
  const some = unread.slice(0, mostNamed);
  const more = unread.length > mostNamed;
  return {
    message: {
      zh: `有 ${unread.length} 份应当检查的填报没有读到：${some.join("、")}${more ? "……" : ""}`,
      en: `tallies that are to be checked are left out (${unread.length}): ${some.join(", ")}${more ? " …" : ""}`,
    },
    help: {
      zh: "把工作区“单位”改回能读到它们的写法；确实不用检查的，由检查方针的“单位”规定",
      en: "let the workspace's units match them; what need not be checked is for the policy's units to say",
    },
  };
}

function ownTemplates(folder: string): Words {
  return {
    message: {
      zh: `工作区自带模板文件夹 ${folder}，检查方针不许可，没有使用`,
      en: `the workspace brings a template folder of its own, ${folder}, which the policy does not allow: it is not used`,
    },
    help: {
      zh: "用 --templates 写明可信的模板文件夹，或者在检查方针里写“自备模板: 是”",
      en: "name a trusted folder with --templates, or write ownTemplates: true in the policy",
    },
  };
}

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic, Lang } from "../../src/core/diagnostic.ts";
import { formatSpecs } from "../../src/core/formats.ts";
import type { Policy } from "../../src/core/policy.ts";
import type { Source } from "../../src/core/text/source.ts";
import { rollUpFiles } from "../../src/pipeline/area/roll-up.ts";
import { validateAll } from "../../src/pipeline/batch/validate-all.ts";
import { examine } from "../../src/pipeline/unit/inspect-file.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import type { Session } from "../../src/pipeline/unit/session.ts";
import { stampOne } from "../../src/pipeline/unit/stamp.ts";
import type { Job } from "../../src/pipeline/workspace/inputs.ts";
import { jobUnder, policyAt } from "../../src/pipeline/workspace/policy.ts";
import { resolveRun } from "../../src/pipeline/workspace/run-config.ts";
import { pretty } from "../../src/print/pretty.ts";
import { styler } from "../../src/print/style.ts";
import { renderer } from "../../src/render/index.ts";
import { readWorkspace } from "../../src/tally/workspace.ts";
import { edition2021, editions } from "./editions.ts";
import { temporaryFolder } from "./folder.ts";
import type { RuleCase } from "./rule-cases.ts";

type Found = readonly { readonly diagnostic: Diagnostic; readonly sources: readonly Source[] }[];

/** What a case prints of one code, in both languages. */
export async function printed(code: string, each: RuleCase): Promise<Readonly<Record<Lang, string>>> {
  const { root, workspaceFound, job, policy } = runOf(each);
  const found = [...workspaceFound, ...(await foundIn(each, job, root, policy))].filter(
    ({ diagnostic }) => diagnostic.code === code,
  );
  const print = (lang: Lang) =>
    found
      .map(({ diagnostic, sources }) => {
        const source = (file: string) => sources.find((candidate) => candidate.file === file);
        return pretty(diagnostic, { lang, style: styler(false), source }).replaceAll(`${root}/`, "");
      })
      .join("\n\n");
  return { zh: print("zh"), en: print("en") };
}

interface Run {
  readonly root: string;
  readonly workspaceFound: Found;
  readonly job: Job;
  readonly policy: Policy | undefined;
}

/** The files of a case as a run meets them: tally.yaml, previous/tally.yaml, gov-report.yaml, beside/1.yaml … */
function runOf({ tally, previous, workspace, policy: laidDown, beside, files: named }: RuleCase): Run {
  const root = temporaryFolder();
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const others = beside.map((text, i) => write(`beside/${i + 1}.yaml`, text));
  for (const [name, bytes] of named) write(name, bytes);
  const last = previous === undefined ? [] : [write("previous/tally.yaml", previous)];
  const source = { file: write("gov-report.yaml", workspace ?? ""), text: workspace ?? "" };
  const read = workspace === undefined ? undefined : readWorkspace(source, root);
  const files = [...(tally ? [write("tally.yaml", tally)] : []), ...others];
  const workspaceFound = (read?.diagnostics ?? []).map((diagnostic) => ({ diagnostic, sources: [source] }));
  const job = { files, previous: last, workspace: read?.value };
  const policy = laidDown === undefined ? undefined : policyAt(write("policy.yaml", laidDown), "2026-03-01").value;
  const under = policy && jobUnder(policy, job, root, false);
  const beyond = (under?.diagnostics ?? []).map((diagnostic) => ({ diagnostic, sources: [source] }));
  return { root, policy, workspaceFound: [...workspaceFound, ...beyond], job: under?.value ?? job };
}

const session: Session = {
  editions: editions(),
  codec: nodeCodec,
  stamps: () => Promise.resolve({ value: new Map(), diagnostics: [] }),
};

async function foundIn(each: RuleCase, job: Job, root: string, policy: Policy | undefined): Promise<Found> {
  if (each.template) return templateFindings(each.template, job);
  if (each.rollUp) return sumFindings(job, root);
  const found: Found[number][] = [];
  for await (const { ofRun, ...unit } of validateAll(
    session,
    resolveRun(job, { severities: {}, final: each.final, policy }),
  )) {
    for (const { diagnostics, sources } of [ofRun ?? { diagnostics: [], sources: [] }, unit]) {
      found.push(...diagnostics.map((diagnostic) => ({ diagnostic, sources })));
    }
  }
  return found;
}

async function sumFindings(job: Job, root: string): Promise<Found> {
  const unit = { name: "云溪县人民政府", kind: "county" } as const;
  const request = { unit, scope: "area", keys: "zh", out: join(root, "sum.yaml") } as const;
  const { diagnostics, missing, sources } = await rollUpFiles(session, [job], request);
  return [...diagnostics, ...missing].map((diagnostic) => ({ diagnostic, sources }));
}

/** What is said of a template when it is compiled, and of the tally, where there is one, when it is stamped with it. */
async function templateFindings({ format, bytes }: NonNullable<RuleCase["template"]>, { files }: Job): Promise<Found> {
  const { template: name, office } = formatSpecs[format];
  const compiler = await renderer(format, { tables: "pipe", codec: nodeCodec });
  const { value: stamp, diagnostics } = await compiler.compile({ name, bytes }, edition2021());
  const sources = !office ? [{ file: name, text: Buffer.from(bytes).toString() }] : [];
  const found = diagnostics.map((diagnostic) => ({ diagnostic, sources }));
  const [file] = files;
  if (!stamp || file === undefined) return found;
  const examined = examine(file, session, { previous: () => undefined, severities: {}, final: false });
  const stamps = async () => ({ value: new Map([[format, stamp]]), diagnostics: [] });
  const made = await stampOne(examined, { ...session, stamps }, { draft: true, annexes: ["activity"] });
  return [...found, ...made.diagnostics.map((diagnostic) => ({ diagnostic, sources: examined.sources }))];
}

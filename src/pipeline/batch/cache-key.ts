import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { RunRecord } from "../../core/publication.ts";
import { packageRoot, programVersion, templateFolders } from "../workspace/folders.ts";
import { workspaceFile } from "../workspace/inputs.ts";
import type { ReportConfig, RunConfig } from "../workspace/run-config.ts";
import { sha256 } from "../workspace/sha256.ts";
import type { RunPlan } from "./plan.ts";

/** SHA-256 over all that a unit's reports follow from. `like` is the file its texts were compared with. */
export type InputHash = (file: string, like: string | undefined) => string;

/** The key of a run's units. All of `config` goes into it: a new option cannot be forgotten. */
export function inputHasher(config: ReportConfig, plan: RunPlan, templates: string): InputHash {
  const run = valueHash([programVersion(), codeNames(), templates, config]);
  return (file, like) => {
    const below = plan.units.below(file);
    return valueHash([
      ...[run, plan.hash(file), plan.names.of(file) ?? null, plan.names.conflicts(file).length],
      plan.previousHash(file) ?? null,
      plan.earlier(file).map((one) => plan.hash(one)),
      plan.units.registration(file) ?? null,
      below ? [below.files.map(([part, unit]) => [plan.hash(part), unit]), below.missing, below.listed] : null,
      like === undefined ? null : plan.hash(like),
    ]);
  };
}

/** What a run is made to, for its record. */
export function runRecord({ report, workspace }: RunConfig, templates: string): RunRecord {
  const { severities, policy, noWaivers, final, annexes, trend, markdownTables, companion } = report;
  const file = workspace && join(workspace.folder, workspace.file ?? workspaceFile);
  return {
    ...(file !== undefined && existsSync(file) && { workspace: sha256(readFileSync(file)) }),
    templates,
    ...(policy && { policy: valueHash(policy) }),
    ...(Object.keys(severities).length > 0 && { rules: severities }),
    ...(noWaivers && { noWaivers }),
    ...(final && { final }),
    ...(annexes.length > 0 && { annexes }),
    ...(trend !== undefined && { trend }),
    ...(markdownTables === "html" && { markdownTables }),
    ...(companion && { companion }),
  };
}

/** Every file of the template folders, by name. What starts with "." or "~" is an editor's. */
export function templatesHash(own: string | undefined): string {
  const files = templateFolders(own).flatMap((folder, n) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^[.~]/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [n, path.slice(folder.length).split(sep).join("/"), sha256(readFileSync(path))]),
  );
  return valueHash(files);
}

/** Between two releases the version stays and the code does not: the parts of the compiled program bear hashes as names. */
function codeNames(): readonly string[] {
  const folder = join(packageRoot(), "dist");
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.startsWith("chunk-"))
        .sort()
    : [];
}

function valueHash(value: unknown): string {
  return sha256(JSON.stringify(value, inOrder));
}

/** The same for any order of keys; where something stands in its file (`span`) changes no report. */
function inOrder(key: string, value: unknown): unknown {
  if (key === "span") return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error(`${key}: a key is made of plain data`);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Registration } from "../../core/rule.ts";
import type { SessionOptions } from "../unit/session.ts";
import { packageRoot, programVersion, templateFolders } from "../workspace/folders.ts";
import type { RunConfig } from "./chunk-builder.ts";
import type { RunPlan } from "./plan.ts";

/** SHA-256 over all that a unit's reports follow from. `like` is the file its texts were compared with. */
export type InputHash = (file: string, like: string | undefined) => string;

export function inputHasher(session: SessionOptions, config: RunConfig, plan: RunPlan, templates: string): InputHash {
  const { draft, final, severities, previousGiven, deadlines, annexes, trend } = config;
  const run = sha256([
    ...[programVersion(), codeNames(), templates],
    ...[session.markdownTables, draft, final, previousGiven, annexes],
    ...[Object.entries(severities).sort(), deadlines?.map(({ kind, by }) => [kind, by]) ?? null],
    trend ?? null,
  ]);
  return (file, like) => {
    const previous = plan.previous(file);
    const below = plan.units.below(file);
    return sha256([
      ...[run, plan.hash(file), plan.names.of(file) ?? null, plan.names.conflicts(file).length],
      previous === undefined ? null : plan.hash(previous),
      plan.earlier(file).map((one) => plan.hash(one)),
      registered(plan.units.registration(file)),
      below ? [below.files.map(([part, unit]) => [plan.hash(part), unit]), below.missing, below.listed] : null,
      like === undefined ? null : plan.hash(like),
    ]);
  };
}

/** The register's words on a unit; not where they stand. */
function registered(registration: Registration | undefined): unknown {
  const { entry, near } = registration ?? {};
  return [entry, near].map((one) => one && Object.entries({ ...one, span: undefined }).sort());
}

/** Every file of the template folders, by name. What starts with "." or "~" is an editor's. */
export function templatesHash(own: string | undefined): string {
  const files = templateFolders(own).flatMap((folder, n) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^[.~]/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [n, path.slice(folder.length).split(sep).join("/"), bytesHash(readFileSync(path))]),
  );
  return sha256(files);
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

function sha256(value: unknown): string {
  return bytesHash(JSON.stringify(value));
}

function bytesHash(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

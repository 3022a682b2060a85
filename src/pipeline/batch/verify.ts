import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, relative, resolve, sep } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { formats as allFormats, type Format, formatOf } from "../../core/formats.ts";
import type { MadeFile } from "../../core/publication.ts";
import { inWords } from "../../write/disk-errors.ts";
import { writePieces } from "../../write/files.ts";
import { lockFolder, lockName } from "../../write/lock.ts";
import { tallyHash } from "../workspace/read-tally-file.ts";
import type { ReportConfig, RunConfig } from "../workspace/run-config.ts";
import { sha256 } from "../workspace/sha256.ts";
import { buildAll } from "./build-all.ts";
import { supersededPrefix } from "./chunk-builder.ts";
import { type Head, type Manifest, manifestBytes, manifestName, openManifest, readManifest } from "./manifest.ts";

/** One file of an output folder that is not as its manifest has it. */
export interface Difference {
  readonly name: string;
  readonly what: "missing" | "changed" | "unknown" | "otherwise" | "rechained";
}

export interface Verified {
  /** Files that are as they were made. */
  readonly same: number;
  /** SHA-256 of the manifest, or over all records of what was published. */
  readonly root: string | undefined;
  readonly differences: readonly Difference[];
}

const shardFile = /^manifest\.(\d+)-of-(\d+)\.json$/;

/** Sets every file of an output folder beside its manifests. What was set aside under its own name is nobody's concern. */
export function verifyFolder(folder: string): Verified {
  const names = filesIn(folder);
  const manifests = names.filter((name) => name === manifestName || shardFile.test(name));
  if (manifests.length === 0) throw new UsageError(noManifest(folder));
  const recorded = new Map<string, MadeFile>();
  // A run that is under way, or that was killed, is nobody's report.
  const own = new Set([...manifests, ...manifests.map(lockName)]);
  for (const name of manifests) {
    const manifest = openManifest(folder, name);
    for (const key of manifest?.keys() ?? []) {
      for (const made of manifest?.get(key)?.outputs ?? []) recorded.set(made.name, made);
    }
  }
  const differences: Difference[] = [];
  for (const made of recorded.values()) {
    const what = compare(folder, made);
    if (what) differences.push({ name: made.name, what });
  }
  for (const name of names) {
    const expected = recorded.has(name) || own.has(name) || name.startsWith(supersededPrefix);
    if (!expected) differences.push({ name, what: "unknown" });
  }
  const found = differences.sort((a, b) => (a.name < b.name ? -1 : 1));
  const root = names.includes(manifestName) ? sha256Of(join(folder, manifestName)) : undefined;
  return { same: recorded.size - found.filter(({ what }) => what !== "unknown").length, differences: found, root };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") throw new UsageError(noManifest(folder));
    throw inWords(folder, error);
  }
}

function compare(folder: string, { name, size, sha256 }: MadeFile): Difference["what"] | undefined {
  const path = join(folder, name);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return "missing";
  if (!stats.isFile() || stats.size !== size) return "changed";
  return sha256Of(path) === sha256 ? undefined : "changed";
}

function sha256Of(path: string): string {
  return sha256(readFileSync(path));
}

/** Sets the tallies beside what the manifest has of them: `changed` since their reports were built, gone, or never built. */
export function verifyTallies(folder: string, { base, files }: Pick<RunConfig, "base" | "files">): Verified {
  const manifest = manifestIn(folder);
  const known = new Map(
    [...manifest.keys()].flatMap((key) => {
      const { tally, inputs } = manifest.get(key) ?? {};
      if (tally === undefined || !inputs) return [];
      const pictures = Object.entries(inputs.pictures ?? {}).map(
        ([name, hash]) => [posix.join(posix.dirname(tally), name), { hash, of: plainHash }] as const,
      );
      return [[tally, { hash: inputs.tally, of: tallyHash }] as const, ...pictures];
    }),
  );
  const differences: Difference[] = [];
  for (const [name, { hash, of }] of known) {
    const path = resolve(base, name);
    if (!existsSync(path)) differences.push({ name, what: "missing" });
    else if (of(path, readFileSync(path)) !== hash) differences.push({ name, what: "changed" });
  }
  const same = known.size - differences.length;
  for (const file of files) {
    const name = relative(base, resolve(file)).split(sep).join("/");
    if (!known.has(name)) differences.push({ name, what: "unknown" });
  }
  return { same, differences: differences.sort((a, b) => (a.name < b.name ? -1 : 1)), root: undefined };
}

function plainHash(_: string, bytes: Uint8Array): string {
  return sha256(bytes);
}

/**
 * Builds all reports anew, into a folder that is removed again, and compares them byte for byte with the recorded ones. A PDF
 * is another program's, which writes other bytes each time: it is the file that it was made of which has to come out again.
 */
export async function verifyRebuild(folder: string, run: RunConfig): Promise<Verified> {
  const manifest = manifestIn(folder);
  const recorded = new Map(
    [...manifest.keys()].flatMap((key) => manifest.get(key)?.outputs ?? []).map((made) => [made.name, made]),
  );
  const withPdf = [...recorded.values()].some(({ of }) => of !== undefined);
  const made = new Map<string, string>();
  const kinds = new Set([...manifest.keys()].map((key) => manifest.get(key)?.draft === true));
  const recordedFormats = allFormats.filter(
    (format) => withPdf || [...recorded.keys()].some((name) => formatOf(name) === format),
  );
  for (const draft of kinds) {
    const again = await rebuilt({ ...run, pdf: undefined }, manifest, { draft, formats: recordedFormats });
    for (const [name, hash] of again) made.set(name, hash);
  }
  const differences = [...recorded.values()].flatMap(({ name, sha256, of }): readonly Difference[] => {
    if (of !== undefined)
      return pdfSources(name).some((source) => made.get(source) === of) ? [] : [{ name, what: "otherwise" }];
    const again = made.get(name);
    return again === sha256 ? [] : [{ name, what: again === undefined ? "missing" : "otherwise" }];
  });
  const sorted = differences.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { same: recorded.size - sorted.length, differences: sorted, root: undefined };
}

/** What a PDF may have been made of. */
function pdfSources(name: string): readonly string[] {
  return allFormats.map((format) => `${name.slice(0, -".pdf".length)}.${format}`);
}

async function rebuilt(
  run: RunConfig,
  { head }: Manifest,
  { draft, formats }: { readonly draft: boolean; readonly formats: readonly Format[] },
): Promise<ReadonlyMap<string, string>> {
  const out = mkdtempSync(join(tmpdir(), "gov-report-verify-"));
  const where = run.workspace ? relative(run.base, run.workspace.folder).split(sep).join("/") || "." : ".";
  const { annexes = [], trend, markdownTables = "pipe", companion = false } = head.runs?.[where] ?? {};
  // What was asked for beyond that decides whether a report is built, not what stands in it.
  const report: ReportConfig = { ...run.report, draft, final: false, annexes, trend, markdownTables, companion };
  const made = new Map<string, string>();
  try {
    for await (const _ of buildAll({ ...run, report, formats, out, force: true, shard: undefined })) {
      // Only the files are wanted.
    }
    const again = openManifest(out, manifestName);
    for (const key of again?.keys() ?? []) {
      for (const { name, sha256 } of again?.get(key)?.outputs ?? []) made.set(name, sha256);
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  return made;
}

function manifestIn(folder: string): Manifest {
  const manifest = openManifest(folder, manifestName);
  if (!manifest) throw new UsageError(noManifest(folder));
  return manifest;
}

function noManifest(folder: string): UsageError["text"] {
  return {
    zh: `${folder} 里没有 ${manifestName}；请写出 gov-report build 的输出文件夹`,
    en: `there is no ${manifestName} in ${folder}; name the output folder of gov-report build`,
  };
}

/** Joins the manifests of all parts of a batch to the one that a run without parts would have written. */
export function mergeManifests(folder: string): { readonly units: number; readonly root: string } {
  const parts = filesIn(folder).filter((name) => shardFile.test(name));
  const first = shardFile.exec(parts[0] ?? "");
  if (!first) throw new UsageError(noManifest(folder));
  const count = Number(first[2]);
  const manifests = Array.from({ length: count }, (_, i) => partNamed(folder, `manifest.${i + 1}-of-${count}.json`));
  if (parts.length !== count) {
    throw new UsageError({
      zh: `${folder} 里有不同分法的清单（${parts.join("、")}）；只留下同一次分机生成的`,
      en: `${folder} holds manifests of different divisions (${parts.join(", ")}); keep those of one`,
    });
  }
  const programs = new Set(manifests.map(({ head }) => head.program));
  const [program = ""] = programs;
  if (programs.size > 1) {
    throw new UsageError({
      zh: `各份清单是不同版本的程序写的（${[...programs].join("、")}）；请用同一版本重新生成`,
      en: `the manifests come from different versions of the program (${[...programs].join(", ")}); build with one`,
    });
  }
  const entries = new Map<string, Uint8Array>();
  for (const manifest of manifests) {
    for (const key of manifest.keys()) {
      const line = manifest.bytes(key);
      if (line) entries.set(key, line);
    }
  }
  const head: Head = { schemaVersion: 1, program, ...joinedRuns(manifests) };
  const release = lockFolder(folder, manifestName);
  try {
    // Refuses to replace what is another program's.
    readManifest(folder, manifestName);
    writePieces(folder, manifestName, manifestBytes(head, entries));
  } finally {
    release();
  }
  return { units: entries.size, root: sha256Of(join(folder, manifestName)) };
}

/** What the parts were made to, which has to be the same for all: else no one run would have given them. */
function joinedRuns(manifests: readonly Manifest[]): Pick<Head, "runs"> {
  const [first, ...others] = new Set(manifests.map(({ head }) => JSON.stringify(head.runs)));
  if (others.length > 0) {
    throw new UsageError({
      zh: "各台机器用的模板、工作区设定或检查方针不一样；请用同样的重新生成",
      en: "the parts were made with different templates, workspace settings or policies; build them with the same",
    });
  }
  return first === undefined ? {} : { runs: JSON.parse(first) };
}

function partNamed(folder: string, name: string): Manifest {
  const manifest = openManifest(folder, name);
  if (manifest) return manifest;
  throw new UsageError({
    zh: `缺少 ${name}：各台机器的输出要先放到同一个文件夹里`,
    en: `${name} is missing: bring the output of all machines into one folder first`,
  });
}

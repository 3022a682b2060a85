import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { FileError } from "../../core/errors.ts";
import type { UsedWaiver } from "../../core/policy.ts";
import type { FoundCounts, MadeFile, RunRecord, SignedBy, Silenced } from "../../core/publication.ts";
import type { Publication } from "../unit/unit-result.ts";
import type { Shard } from "../workspace/run-config.ts";

/** The record of one unit in `manifest.json`. Paths are relative and there are no times: the same run gives the same file. */
export interface ManifestEntry {
  /** The tally, relative to the workspace. */
  readonly tally: string;
  readonly unit?: string;
  readonly year?: number;
  readonly code?: string;
  readonly within?: string;
  readonly formerly?: readonly string[];
  readonly area?: true;
  readonly edition?: string;
  readonly draft?: true;
  readonly findings: FoundCounts & { readonly errors: number };
  /** The waivers that excused a finding. */
  readonly waivers?: readonly UsedWaiver[];
  /** How many findings were not shown as their rule is off, by code. */
  readonly silenced?: Silenced;
  readonly inputs: {
    /** SHA-256 of the tally's bytes, and of those of the files that its texts are in. */
    readonly tally: string;
    /** Of last year's tally, where there is one. */
    readonly previous?: string;
    /** Of the pictures that its texts name, by the name that stands there. */
    readonly pictures?: Readonly<Record<string, string>>;
    /** Of everything the reports follow from: those two, templates, register, options, program. Absent where none was built or that is not sure. */
    readonly all?: string;
  };
  readonly outputs: readonly MadeFile[];
  /** Of the report that stands there, where its tally has a date of publication. */
  readonly published?: Publication;
  /** The hash of what the report says: `sha256:…`. */
  readonly content?: string;
  /** Who signed it. */
  readonly signoff?: SignedBy;
  /** The unit whose texts were compared with these, by its tally. */
  readonly like?: string;
  /** The numbers by which texts are known again in other units: 32 bits each, in base64; one string a section. */
  readonly texts?: readonly string[];
}

export interface Head {
  readonly schemaVersion: 1;
  readonly program: string;
  readonly shard?: Shard;
  /** What the reports were made to, by the folder of their workspace as seen from where the paths start ("." without one). */
  readonly runs?: Readonly<Record<string, RunRecord>>;
}

/** A manifest as it stands on disk: its entries are kept as bytes and read one by one. */
export interface Manifest {
  readonly head: Head;
  /** Keys in the order of the file. */
  keys(): Iterable<string>;
  get(key: string): ManifestEntry | undefined;
  bytes(key: string): Uint8Array | undefined;
}

export const manifestName = "manifest.json";

export function shardName({ index, count }: Shard): string {
  return `manifest.${index}-of-${count}.json`;
}

/** A unit may have a report and a draft. */
export function keyOf({ tally, draft }: Pick<ManifestEntry, "tally" | "draft">): string {
  return draft ? `${tally}\0draft` : tally;
}

/** A tally as the manifest names it: from where its paths start, with forward slashes. */
export function tallyPath(base: string, file: string): string {
  return relative(base, resolve(file)).split(sep).join("/");
}

/** How every manifest of ours begins. */
const beginning = '{"schemaVersion":1,"program":"';
const opening = '"units":[\n';
const closing = "\n]}\n";

/**
 * The manifest of a folder that a new one will replace; undefined where there is none or where ours is damaged: then all is
 * built anew. Throws a FileError where the file is another program's.
 */
export function readManifest(folder: string, name: string): Manifest | undefined {
  try {
    return openManifest(folder, name);
  } catch (error) {
    const path = join(folder, name);
    if (isOurs(path)) return undefined;
    if (!(error instanceof FileError)) throw error;
    throw new FileError(path, {
      zh: "不是本程序写的清单，不予覆盖；请把它移到别处，或者用 -o 换一个输出文件夹",
      en: "this is not a manifest of this program and is not overwritten; move it away, or choose another folder with -o",
    });
  }
}

/** Whether a file that cannot be understood was once a manifest of ours. In an empty one, nothing is lost. */
function isOurs(path: string): boolean {
  if (!lstatSync(path).isFile()) return false;
  const bytes = readFileSync(path);
  return bytes.length === 0 || bytes.toString("utf8", 0, beginning.length) === beginning;
}

/** The same for those who need it: says why it cannot be used. */
export function openManifest(folder: string, name: string): Manifest | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  try {
    return understand(readFileSync(path));
  } catch {
    throw new FileError(path, {
      zh: "不是本程序写的清单，或已损坏；重新运行 gov-report build 会写一份新的",
      en: "this is not a manifest of this program, or it is damaged; gov-report build writes a new one",
    });
  }
}

function understand(bytes: Buffer): Manifest {
  const start = bytes.indexOf(opening);
  const head: Head = JSON.parse(`${bytes.toString("utf8", 0, start)}"units":[]}`);
  if (start < 0 || head.schemaVersion !== 1) throw new Error("unknown form");
  const lines = new Map<string, Buffer>();
  for (let at = start + opening.length; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    if (bytes[at] !== 0x7b) break;
    const line = bytes.subarray(at, bytes[end - 1] === 0x2c ? end - 1 : end);
    lines.set(keyOf(parse(line)), line);
    at = end + 1;
  }
  if (!bytes.toString("utf8", bytes.length - 4).endsWith("]}\n")) throw new Error("cut short");
  return {
    head,
    keys: () => lines.keys(),
    get: (key) => {
      const line = lines.get(key);
      return line && parse(line);
    },
    bytes: (key) => lines.get(key),
  };
}

function parse(line: Buffer): ManifestEntry {
  const entry: ManifestEntry = JSON.parse(line.toString("utf8"));
  if (typeof entry.tally !== "string" || !Array.isArray(entry.outputs)) throw new Error("not an entry");
  return entry;
}

/** The bytes of a manifest, piece by piece; entries are sorted by key. */
export function* manifestBytes(
  head: Head,
  entries: Pick<ReadonlyMap<string, Uint8Array>, "get"> & { keys(): Iterable<string> },
): Generator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},\n${opening}`);
  const keys = [...entries.keys()].sort();
  for (const [i, key] of keys.entries()) {
    const line = entries.get(key);
    if (line) yield Buffer.concat([line, Buffer.from(i + 1 < keys.length ? ",\n" : "")]);
  }
  yield Buffer.from(closing);
}

export function entryBytes(entry: ManifestEntry): Uint8Array {
  return Buffer.from(JSON.stringify(entry));
}

export function packSamples(samples: readonly (readonly number[])[]): readonly string[] {
  return samples.map((list) => Buffer.from(Uint32Array.from(list).buffer).toString("base64"));
}

export function unpackSamples(packed: readonly string[]): readonly (readonly number[])[] {
  return packed.map((text) => {
    const bytes = Buffer.from(text, "base64");
    return Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));
  });
}

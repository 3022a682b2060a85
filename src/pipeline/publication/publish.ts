/*
 * What is published are the very files that `build --final` has left in the output folder: they are read from there, set
 * beside the manifest, and copied with the tally and a record into a folder of their own, which is never written again. The
 * record names the one before it by its hash, version by version and year by year (records.ts), so that none of them can be
 * rewritten without the next one saying so. One unit's chain is of no concern to another's: no file grows with the number
 * of units, and thousands are published in one run.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { type MadeFile, type PublicationRecord, recordFile, tallyFolder, versionName } from "../../core/publication.ts";
import type { Output } from "../../write/files.ts";
import { lockFolder } from "../../write/lock.ts";
import { openPublished, writeVersion } from "../../write/version.ts";
import { runRecord, templatesHash } from "../batch/cache-key.ts";
import { keyOf, type ManifestEntry, manifestName, openManifest, tallyPath } from "../batch/manifest.ts";
import { pathBelow, programVersion, templateFolders, templatePath } from "../workspace/folders.ts";
import { endsAsForm, tallyHash } from "../workspace/read-tally-file.ts";
import { openRecords, type Records, recordBytes } from "../workspace/records.ts";
import type { RunConfig } from "../workspace/run-config.ts";
import { sha256 } from "../workspace/sha256.ts";
import { textHashes } from "../workspace/text-files.ts";

/** The result of publishing one report. `standing`: it had been published as it is. */
export interface Published {
  readonly file: string;
  readonly status: "published" | "standing" | "refused";
  /** Where the version is, from the folder of all that is published. */
  readonly version?: string;
  readonly why?: Text;
}

export interface PublishRequest {
  /** The day of publication, where it was given; else the tally's, else today. */
  readonly on: string | undefined;
  readonly today: string;
}

/**
 * Publishes reports that have just been built for publication, one after another. Throws a FileError where another run is
 * publishing, or where the folder cannot be that of published reports.
 */
export function* publishBuilt(
  run: RunConfig,
  files: readonly string[],
  request: PublishRequest,
): Generator<Published, void, void> {
  const release = lockPublished(run.published);
  try {
    openPublished(run.published);
    const publisher = new Publisher(run, openRecords(run.published));
    for (const file of files) yield publisher.publish(file, request);
  } finally {
    release();
  }
}

/** The lock stands beside the folder of what is published, in which nothing but versions is ever written. */
export function lockPublished(root: string): () => void {
  return lockFolder(dirname(root), basename(root));
}

/** A report that is ready to become a version. */
interface Ready {
  readonly entry: ManifestEntry & Required<Pick<ManifestEntry, "unit" | "year" | "content" | "edition">>;
  /** The tally first, then the files that it names, all below a folder of their own. */
  readonly tally: readonly [Output, ...Output[]];
  readonly outputs: readonly Output[];
}

/** Makes versions of the reports in an output folder. */
export class Publisher {
  readonly #run: RunConfig;
  readonly #records: Records;
  readonly #manifest: ReturnType<typeof openManifest>;
  readonly #made: PublicationRecord["made"];
  readonly #editions = new Map<string, string>();

  constructor(run: RunConfig, records: Records) {
    this.#run = run;
    this.#records = records;
    this.#manifest = openManifest(run.out, manifestName);
    this.#made = runRecord(run, templatesHash(run.templates));
  }

  publish(file: string, { on: requested, today }: PublishRequest): Published {
    const ready = this.ready(file);
    if ("why" in ready) return { file, status: "refused", why: ready.why };
    const { unit, year, content, published } = ready.entry;
    const last = this.#records.of(unit, year).at(-1);
    if (last) {
      const version = join(...last.way);
      if (last.record.content === content) return { file, status: "standing", version };
      return { file, status: "refused", version, why: words.another };
    }
    if (requested !== undefined && published !== undefined && published.on !== requested) {
      return { file, status: "refused", why: words.days(published.on, requested) };
    }
    return this.write(file, ready, { on: requested ?? published?.on ?? today, version: 1 });
  }

  /** What is to be published of a tally, as it was built; or why it cannot be. */
  ready(file: string): Ready | { readonly why: Text } {
    const { base, out } = this.#run;
    const entry = this.#manifest?.get(keyOf({ tally: tallyPath(base, file) }));
    const bytes = readFileSync(file);
    if (!entry || entry.inputs.tally !== tallyHash(file, bytes)) return { why: words.changed };
    const { unit, year, content, edition } = entry;
    if (unit === undefined || year === undefined || content === undefined || edition === undefined) {
      return { why: words.changed };
    }
    const outputs = entry.outputs.map(({ name }) => ({ name, bytes: readFileSync(join(out, name)) }));
    const other = outputs.find(({ bytes }, i) => sha256(bytes) !== entry.outputs[i]?.sha256);
    if (other) return { why: words.touched(other.name) };
    const texts = endsAsForm(file) ? [] : textHashes(file, bytes);
    const named = new Map([...texts, ...Object.entries(entry.inputs.pictures ?? {})]);
    const beside = [...named].map(([name, hash]) => ({ name, hash, bytes: bytesBeside(file, name) }));
    if (beside.some((one) => sha256(one.bytes) !== one.hash)) return { why: words.changed };
    const tally = [inFolder(basename(file), bytes), ...beside.map((one) => inFolder(one.name, one.bytes))] as const;
    return { entry: { ...entry, unit, year, content, edition }, tally, outputs };
  }

  /** Writes a version with its record. */
  write(
    file: string,
    { entry, tally, outputs }: Ready,
    { on, version, correction }: Pick<PublicationRecord, "on" | "version" | "correction">,
  ): Published {
    const { unit, year } = entry;
    const way = [this.#records.folderOf(unit), String(year), versionName(version)] as const;
    const place = join(...way);
    if (version === 1 && existsSync(join(this.#records.root, place))) {
      return { file, status: "refused", version: place, why: words.taken(place) };
    }
    const all = [...outputs, ...tally];
    const about = { on, version, tally: tally[0].name, ...(correction && { correction }) };
    const record = this.#record(entry, all, about);
    writeVersion(this.#records.root, way, [...all, { name: recordFile, bytes: recordBytes(record) }]);
    this.#records.forget(unit);
    return { file, status: "published", version: place };
  }

  #record(
    entry: Ready["entry"],
    files: readonly Output[],
    { on, version, tally, correction }: Pick<PublicationRecord, "on" | "version" | "tally" | "correction">,
  ): PublicationRecord {
    const { unit, code, year, content, edition, signoff = {}, waivers, silenced } = entry;
    const { warnings, waived, notEvaluated } = entry.findings;
    const before = this.#records.before(unit, year);
    return {
      ...{ schemaVersion: 1, unit, ...(code !== undefined && { code }), year, version, on, content },
      edition: { id: edition, sha256: this.#editionHash(edition) },
      ...{ program: programVersion(), made: this.#made, signoff, findings: { warnings, waived, notEvaluated } },
      ...(waivers && { waivers }),
      ...(silenced && { silenced }),
      ...(correction && { correction }),
      tally,
      files: files.map(madeFile).sort((a, b) => (a.name < b.name ? -1 : 1)),
      ...(before && { before: { record: [...before.way.slice(1), recordFile].join("/"), sha256: before.sha256 } }),
    };
  }

  #editionHash(id: string): string {
    const known = this.#editions.get(id);
    if (known !== undefined) return known;
    const path = templatePath(templateFolders(this.#run.templates), id, "edition.yaml");
    if (path === undefined) throw new Error(`templates/${id}/edition.yaml is missing`);
    const hash = sha256(readFileSync(path));
    this.#editions.set(id, hash);
    return hash;
  }
}

/** The bytes of a file that a tally names; empty where it is gone. */
function bytesBeside(tally: string, name: string): Uint8Array {
  const path = pathBelow(tally, name);
  return path !== undefined && existsSync(path) ? readFileSync(path) : new Uint8Array();
}

function inFolder(name: string, bytes: Uint8Array): Output {
  return { name: `${tallyFolder}/${name}`, bytes };
}

function madeFile({ name, bytes }: Output): MadeFile {
  return { name, size: bytes.length, sha256: sha256(bytes) };
}

const words = {
  another: {
    zh: "已经公布过，内容与这一份不同；要更正，用 gov-report correct",
    en: "is published already and says something else; to correct it, use gov-report correct",
  },
  changed: {
    zh: "生成以后填报又有改动，没有公布；请再运行一次",
    en: "has changed since its report was built, and was not published: run again",
  },
  days: (tally: string, requested: string) => ({
    zh: `填报里写的发布日期是 ${tally}，--date 写的是 ${requested}；请改成一致`,
    en: `is dated ${tally} in the tally and ${requested} by --date: make them agree`,
  }),
  touched: (name: string) => ({
    zh: `输出文件夹里的 ${name} 生成以后被改动过，没有公布；请运行 gov-report build --force 重新生成`,
    en: `${name} in the output folder was changed by hand, and was not published: build it anew with gov-report build --force`,
  }),
  taken: (place: string) => ({
    zh: `${place} 里是另一个单位的报告：两个单位的名称在文件夹名里分不开，请核对名称`,
    en: `${place} is another unit's: the two names cannot be told apart as names of folders, so correct one`,
  }),
};

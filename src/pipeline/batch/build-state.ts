import { createHash, type Hash } from "node:crypto";
import { existsSync, lstatSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { formatOf, isCompanion, isPicture, reportName, showsPicture } from "../../core/formats.ts";
import type { MadeFile } from "../../core/publication.ts";
import { steps, type Tally } from "../../core/tally.ts";
import { writePieces } from "../../write/files.ts";
import type { TextSamples } from "../unit/copies.ts";
import { pictureHash } from "../unit/pictures.ts";
import { needsLook, nothingPublished, type PublishedFacts } from "../unit/published-facts.ts";
import { countsOf, type Publication, type UnitResult, waiversOf } from "../unit/unit-result.ts";
import { programVersion } from "../workspace/folders.ts";
import type { RunConfig, Shard } from "../workspace/run-config.ts";
import { type InputHash, inputHasher, runRecord, templatesHash } from "./cache-key.ts";
import { draftPrefix } from "./chunk-builder.ts";
import * as form from "./manifest.ts";
import { ManifestLines } from "./manifest-lines.ts";
import type { RunPlan } from "./plan.ts";
import { type FindPublication, isOut, publicationFinder } from "./published.ts";

/** Reports whose tally is gone or has become another unit's. */
export interface OrphanedOutput {
  readonly tally: string;
  readonly outputs: readonly string[];
}

/** What is only known when all is done. */
export interface RunEnd {
  readonly orphans: readonly OrphanedOutput[];
  /** Somebody has changed a template while reports were made from it. */
  readonly templatesChanged: boolean;
  /** SHA-256 of the manifest, and by it of every report; none for a part of a batch, and where nothing was written. */
  readonly root: string | undefined;
  /** Unchanged units whose warnings were not shown again. */
  readonly untold: number;
}

/** A run over so many units that have nothing but warnings shows them again, by building them anew: that takes a second. */
const mostShownAgain = 200;

/** Which machine of several builds a tally: the same one for any order and company of the tallies. */
export function isInShard(path: string, shard: Shard | undefined): boolean {
  if (!shard) return true;
  const hash = createHash("sha256").update(path).digest();
  return Number(hash.readBigUInt64BE() % BigInt(shard.count)) + 1 === shard.index;
}

/** What the last run wrote down of each unit, and what this one will. */
export class BuildState {
  readonly manifest: form.Manifest | undefined;
  readonly #config: RunConfig;
  readonly #plan: RunPlan;
  readonly #hash: InputHash;
  /** As the templates were when the run began. */
  readonly #templates: string;
  readonly #files: ReadonlyMap<string, string>;
  /** Names of all reports of this run, without extension: none of them may be taken for an orphan. */
  readonly #claimed: ReadonlySet<string | undefined>;
  readonly #fresh: ReadonlySet<string>;
  readonly #publication: FindPublication;
  readonly #entries = new ManifestLines();
  /** Keys of the units that this run has built or tried to. */
  readonly #seen = new Set<string>();
  readonly #orphans: OrphanedOutput[] = [];
  #worthKeeping: boolean;
  readonly #untold: number;
  /** One unit is asked about several times in a row. */
  #last: { readonly file: string; readonly entry: form.ManifestEntry | undefined } | undefined;

  constructor(config: RunConfig, { manifest, plan }: { manifest: form.Manifest | undefined; plan: RunPlan }) {
    this.manifest = manifest;
    this.#config = config;
    this.#plan = plan;
    this.#templates = templatesHash(config.templates);
    this.#hash = inputHasher(config.report, plan, this.#templates);
    this.#files = new Map(config.files.map((file) => [plan.path(file), file]));
    this.#claimed = new Set(config.files.map((file) => plan.names.of(file)));
    const fresh = config.force ? [] : config.files.filter((file) => this.#holds(file));
    const warned = fresh.filter((file) => this.isOwn(file) && (this.#entry(file)?.findings.warnings ?? 0) > 0);
    const again = new Set(warned.length <= mostShownAgain ? warned : []);
    this.#fresh = new Set(fresh.filter((file) => !again.has(file)));
    this.#untold = warned.length - again.size;
    this.#worthKeeping = manifest !== undefined;
    // A machine that builds one part for the first time finds what was published in the joined manifest.
    const whole = config.shard && form.readManifest(config.out, form.manifestName);
    this.#publication = publicationFinder([manifest, whole]);
  }

  /** Whether the reports of a tally are those that building them again would give, as long as its texts' company is the same. */
  isFresh(file: string): boolean {
    return this.#fresh.has(file);
  }

  /** Of a run in shards, the other shards' tallies are looked at for their texts alone: any may be the one that was copied. */
  isOwn(file: string): boolean {
    return isInShard(this.#plan.path(file), this.#config.shard);
  }

  #holds(file: string): boolean {
    const { inputs, findings, content, outputs = [] } = this.#entry(file) ?? {};
    if (!inputs || inputs.tally !== this.#plan.hash(file) || findings?.errors !== 0) return false;
    if (inputs.all !== this.#hash(file, this.copySuspect(file)) || !samePictures(file, inputs.pictures)) return false;
    if (needsLook(this.facts(file), content)) return false;
    const wanted = outputs.filter(({ name }) => this.#isWanted(name));
    const reports = wanted.filter(({ name }) => !isPicture(name) && !isCompanion(name));
    const { formats, pdf } = this.#config;
    return reports.length === formats.length + (pdf ? 1 : 0) && wanted.every((made) => this.#outputExists(made));
  }

  #isWanted(name: string): boolean {
    const { formats, pdf } = this.#config;
    if (pdf && name.endsWith(".pdf")) return true;
    if (isCompanion(name) && !this.#config.report.companion) return false;
    return formats.some((format) => (isPicture(name) ? showsPicture(`.${format}`) : formatOf(name) === format));
  }

  #outputExists({ name, size }: MadeFile): boolean {
    const stats = lstatSync(join(this.#config.out, name), { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size === size;
  }

  #key(file: string): string {
    return form.keyOf({ tally: this.#plan.path(file), ...(this.#config.report.draft && { draft: true }) });
  }

  #entry(file: string): form.ManifestEntry | undefined {
    if (this.#last?.file !== file) this.#last = { file, entry: this.manifest?.get(this.#key(file)) };
    return this.#last.entry;
  }

  /** The file that a tally's texts were compared with. */
  copySuspect(file: string): string | undefined {
    const { like } = this.#entry(file) ?? {};
    return like === undefined ? undefined : this.#files.get(like);
  }

  texts(file: string): TextSamples | undefined {
    const { edition, year, texts } = this.#entry(file) ?? {};
    return texts && { group: `${edition} ${year}`, samples: form.unpackSamples(texts) };
  }

  /**
   * Reports an earlier run made of a tally under another name, and pictures beside its own; what now stands for another
   * unit's report is not among them.
   */
  previousOutputs(file: string): readonly string[] {
    const names = this.#entry(file)?.outputs.map(({ name }) => name) ?? [];
    const own = this.#plan.names.of(file);
    return names.filter((name) => !this.#claimed.has(baseOf(name)) || (isPicture(name) && baseOf(name) === own));
  }

  /** The report of a tally as it was published from this folder, while there is no record of it; a draft is never. */
  publication(file: string): Publication | undefined {
    if (this.facts(file).own) return undefined;
    const found = this.#lastPublication(file);
    return found && isOut(found, this.#config.today) ? found : undefined;
  }

  /** What its record has of it, and of others that it has to do with; a draft is nobody's concern. */
  facts(file: string): PublishedFacts {
    return this.#config.report.draft ? nothingPublished : this.#plan.published(file);
  }

  #lastPublication(file: string): Publication | undefined {
    return this.#config.report.draft ? undefined : this.#publication(this.#key(file), this.#plan.names.who.get(file));
  }

  /** The PDF that was made of the very file which a unit's is to be made of, where it still stands. */
  standingPdf({ file, made }: UnitResult): MadeFile | undefined {
    if (!made?.pdf || this.#config.force) return undefined;
    const { name, of } = made.pdf;
    return this.#entry(file)?.outputs.find((one) => one.name === name && one.of === of && this.#outputExists(one));
  }

  /** A unit that need not be looked at. */
  skipped(file: string): UnitResult {
    const key = this.#key(file);
    const { findings, outputs = [], unit, year, waivers = [], silenced } = this.#entry(file) ?? {};
    const line = this.manifest?.bytes(key);
    if (line) this.#entries.hold(key, line);
    const { warnings = 0, waived = 0, notEvaluated = 0 } = findings ?? {};
    const names = outputs.map(({ name }) => name).filter((name) => this.#isWanted(name));
    return {
      ...{ file, diagnostics: [], sources: [], superseded: [], status: "unchanged" },
      outputs: [
        ...this.#config.formats.flatMap((format) =>
          names.filter((name) => formatOf(name) === format && !isCompanion(name)),
        ),
        ...names.filter(isCompanion),
        ...names.filter((name) => isPicture(name) || name.endsWith(".pdf")),
      ],
      skipped: { warnings, waived, notEvaluated, waivers, ...(silenced && { silenced }) },
      ...(unit !== undefined && year !== undefined && { who: { unit, year } }),
    };
  }

  /** Records the result of a unit. */
  commit(result: UnitResult, like: string | undefined): void {
    const { file, made, status } = result;
    const before = this.#entry(file);
    const { path, hash, names } = this.#plan;
    const { unit, year, code, within, formerly, area } = names.who.get(file) ?? {};
    const [all, previous] = [this.#hash(file, like), this.#plan.previousHash(file)];
    const built = status !== "failed";
    const published = built ? made?.publication : this.#lastPublication(file);
    const waivers = waiversOf(result.diagnostics);
    const entry: form.ManifestEntry = {
      tally: path(file),
      ...(unit !== undefined && { unit }),
      ...(year !== undefined && { year }),
      ...(code !== undefined && { code }),
      ...(within !== undefined && { within }),
      ...(formerly && { formerly }),
      ...(area && { area }),
      ...(made && made.edition !== "" && { edition: made.edition }),
      ...(this.#config.report.draft && { draft: true }),
      findings: countsOf(result),
      ...(waivers.length > 0 && { waivers }),
      ...(result.silenced && { silenced: result.silenced }),
      inputs: {
        tally: hash(file),
        ...(previous !== undefined && { previous }),
        ...(made?.pictures && { pictures: made.pictures }),
        ...(built && { all }),
      },
      outputs: built
        ? [...(made?.outputs ?? []), ...this.#others(file, before, all, made?.outputs ?? [])].sort(byName)
        : [],
      ...(published && { published }),
      ...(made?.content !== undefined && { content: made.content, ...signedBy(made.signoff) }),
      ...(like !== undefined && { like: path(like) }),
      ...(made?.texts && { texts: form.packSamples(made.texts.samples) }),
    };
    if (built) this.#orphanRenamed(before, entry);
    // What could not be replaced stands as it was.
    const wrote = made?.outputs ?? [];
    const stands = built || wrote.length > 0 ? wrote : (before?.outputs ?? []);
    const kept = built ? [] : stands.filter((old) => this.#outputExists(old));
    this.#seen.add(form.keyOf(entry));
    this.#entries.add(form.keyOf(entry), form.entryBytes(kept.length > 0 ? { ...entry, outputs: kept } : entry));
    if (built || kept.length > 0) this.#worthKeeping = true;
  }

  /** Reports in formats that were not asked for this time and follow from the same. */
  #others(
    file: string,
    before: form.ManifestEntry | undefined,
    all: string,
    made: readonly MadeFile[],
  ): readonly MadeFile[] {
    if (before?.inputs.all !== all || !samePictures(file, before.inputs.pictures)) return [];
    return before.outputs.filter((old) => !made.some(({ name }) => name === old.name) && this.#outputExists(old));
  }

  #orphanRenamed(before: form.ManifestEntry | undefined, { tally, outputs }: form.ManifestEntry): void {
    const bases = new Set(outputs.map(({ name }) => baseOf(name)));
    const old = before?.outputs.filter((one) => {
      const base = baseOf(one.name);
      return !bases.has(base) && !this.#claimed.has(base) && this.#outputExists(one);
    });
    if (old && old.length > 0) this.#orphans.push({ tally, outputs: old.map(({ name }) => name) });
  }

  /** Writes the manifest: what this run did, and of the tallies it was not about or did not reach, what was known. */
  end(): RunEnd {
    const templatesChanged = templatesHash(this.#config.templates) !== this.#templates;
    if (templatesChanged) this.#forgetInputs();
    for (const key of this.manifest?.keys() ?? []) this.#carryOver(key);
    const { out, shard } = this.#config;
    const head = { schemaVersion: 1, program: programVersion(), ...(shard && { shard }), runs: this.#runs() } as const;
    const hash = createHash("sha256");
    const pieces = hashed(form.manifestBytes(head, this.#entries), hash);
    const root = this.#worthKeeping && !shard;
    if (this.#worthKeeping) writePieces(out, manifestFile(shard), pieces, { durable: this.#config.report.final });
    return {
      orphans: this.#orphans,
      templatesChanged,
      root: root ? hash.digest("hex") : undefined,
      untold: this.#untold,
    };
  }

  /** What this run was made to, beside what is known of other workspaces whose reports lie in the folder. */
  #runs(): NonNullable<form.Head["runs"]> {
    const { workspace, base } = this.#config;
    const folder = workspace ? relative(base, workspace.folder).split(sep).join("/") || "." : ".";
    const runs = { ...this.manifest?.head.runs, [folder]: runRecord(this.#config, this.#templates) };
    return Object.fromEntries(Object.entries(runs).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Reports that may follow from two sets of templates are those of neither: the next run builds them again. */
  #forgetInputs(): void {
    for (const key of this.#seen) {
      const bytes = this.#entries.get(key);
      if (!bytes) continue;
      const entry: form.ManifestEntry = JSON.parse(Buffer.from(bytes).toString("utf8"));
      const { all: _, ...inputs } = entry.inputs;
      this.#entries.add(key, form.entryBytes({ ...entry, inputs }));
    }
  }

  #carryOver(key: string): void {
    const line = this.manifest?.bytes(key);
    if (this.#entries.has(key) || !line) return;
    const entry = this.manifest?.get(key);
    if (!entry) return;
    if (this.#files.has(entry.tally) || existsSync(resolve(this.#config.base, entry.tally))) {
      this.#entries.hold(key, line);
      return;
    }
    const standing = entry.outputs.filter((made) => !this.#claimed.has(baseOf(made.name)) && this.#outputExists(made));
    if (standing.length === 0) return;
    this.#entries.hold(key, line);
    this.#orphans.push({ tally: entry.tally, outputs: standing.map(({ name }) => name) });
  }
}

export function manifestFile(shard: Shard | undefined): string {
  return shard ? form.shardName(shard) : form.manifestName;
}

function baseOf(name: string): string {
  return reportName(name.startsWith(draftPrefix) ? name.slice(draftPrefix.length) : name);
}

/** Whether the pictures that a tally names are those its report was made with. */
function samePictures(tally: string, pictures: form.ManifestEntry["inputs"]["pictures"] = {}): boolean {
  return Object.entries(pictures).every(([name, hash]) => pictureHash(tally, name) === hash);
}

function byName(a: MadeFile, b: MadeFile): number {
  return a.name < b.name ? -1 : 1;
}

function signedBy(signoff: Tally["signoff"] = {}): Pick<form.ManifestEntry, "signoff"> {
  const signed = steps.flatMap((step) => {
    const { by, on, of } = signoff[step] ?? {};
    return by === undefined || on === undefined ? [] : [[step, { by, on, ...(of !== undefined && { of }) }] as const];
  });
  return signed.length === 0 ? {} : { signoff: Object.fromEntries(signed) };
}

/** The same pieces, which a hash has seen. */
function* hashed(pieces: Iterable<Uint8Array>, hash: Hash): Generator<Uint8Array> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

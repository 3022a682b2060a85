import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import type { Editions } from "../../core/form/edition.ts";
import { formatOf } from "../../core/formats.ts";
import { recordFile, versionName } from "../../core/publication.ts";
import type { Correction } from "../../core/report.ts";
import { contentHash } from "../../core/seal.ts";
import { buildCorrection } from "../../model/correction.ts";
import { reportTitle } from "../../model/title.ts";
import { safeName } from "../../write/name.ts";
import { openPublished } from "../../write/version.ts";
import { compareSides, readSide } from "../unit/diff.ts";
import { type Copies, type Examined, noCopies } from "../unit/inspect.ts";
import { examine } from "../unit/inspect-file.ts";
import { outdatedCarries, tallyOf } from "../unit/outdated-figures.ts";
import { previousFinder } from "../unit/previous.ts";
import type { Session } from "../unit/session.ts";
import { openRecords, type PublishedVersion, type Records } from "../workspace/records.ts";
import type { RunConfig } from "../workspace/run-config.ts";
import { noticeName, stampNotice } from "./notice.ts";
import { lockPublished, type Published, Publisher } from "./publish.ts";

export interface CorrectRequest {
  readonly reason: string;
  readonly by: string;
  /** The day on which the corrected report is published, YYYY-MM-DD. */
  readonly on: string;
}

/** A correction that can be made: what it says, and the version it corrects. */
export interface PlannedCorrection {
  readonly file: string;
  readonly correction: Correction;
  readonly last: PublishedVersion;
  readonly examined: Examined;
}

/** Sets a tally beside its published report; `why` says why there is nothing to correct. */
export function planCorrection(
  session: Pick<Session, "editions">,
  run: RunConfig,
  file: string,
  { reason, by, on }: CorrectRequest,
): PlannedCorrection | { readonly why: Text } {
  const { editions } = session;
  const previous = previousFinder(run.previous, editions);
  const examined = examine(file, session, { previous, severities: {}, final: false });
  const { subject } = examined;
  if (!subject?.prose) return { why: words.unread };
  const { unit, year } = subject.tally;
  const last = openRecords(run.published).of(unit.name, year).at(-1);
  if (!last) return { why: words.unpublished(unit.name, year) };
  const { record } = last;
  if (contentHash(subject, subject.prose) === record.content) return { why: words.same(record.version) };
  if (on < record.on) return { why: words.earlier(on, record.on) };
  const { compared } = readSide(join(last.folder, record.tally), editions, previous);
  const correction = buildCorrection(compared ? compareSides(compared, subject, editions) : nothingCompared, {
    versions: { before: record.version, after: record.version + 1 },
    published: { before: record.on, after: on },
    ...{ reason, by },
  });
  return { file, correction, last, examined };
}

/** The tally as it was published can no longer be read: that its content has changed is all that is known. */
const nothingCompared = { cells: [], lone: [], texts: [] };

/**
 * Publishes the version that corrects a report, with the notice that says what has changed (更正说明). `build` makes the
 * reports anew, as with `--final`, and says whether it could; they go into a folder of their own, so that the output folder
 * stays as it is.
 */
export async function publishCorrection(
  { editions }: Pick<Session, "editions">,
  run: RunConfig,
  { file, correction, examined, last }: PlannedCorrection,
  { reason, by, on }: CorrectRequest,
  build: (run: RunConfig) => Promise<boolean>,
): Promise<Published & Copies> {
  const release = lockPublished(run.published);
  const out = mkdtempSync(join(tmpdir(), "gov-report-correct-"));
  try {
    openPublished(run.published);
    const records = openRecords(run.published);
    const names = namesOf(examined, last, correction, run.formats);
    const { value: notice, diagnostics } = await stampNotice(run.templates, examined, {
      ...correction,
      links: [names.before, names.after],
    });
    const refused = { file, status: "refused", diagnostics, sources: [] } as const;
    if (!notice) return refused;
    const links = [names.before, names.notice];
    const own = { ...run, out, correction: { ...correction, links }, force: true, shard: undefined };
    if (!(await build(own))) return refused;
    const publisher = new Publisher(own, records);
    const ready = publisher.ready(file);
    if ("why" in ready) return { ...refused, why: ready.why };
    if (!isStillLast(records, last)) return { ...refused, why: words.overtaken };
    const published = publisher.write(
      file,
      { ...ready, outputs: [...ready.outputs, ...notice] },
      { on, version: last.record.version + 1, correction: { reason, by, notice: notice.map(({ name }) => name) } },
    );
    const next = nextYear(records, last.record, editions);
    return { ...published, diagnostics: [...diagnostics, ...next.diagnostics], sources: next.sources };
  } finally {
    rmSync(out, { recursive: true, force: true });
    release();
  }
}

/** What the report of the year after, where that is published too, took over from this one as it was before. */
function nextYear(records: Records, { unit, year }: PublishedVersion["record"], editions: Editions): Copies {
  const next = records.of(unit, year + 1).at(-1);
  const { compared, sources = [] } = next ? readSide(tallyOf(next), editions) : {};
  if (!compared) return noCopies;
  const { prose: _, ...subject } = compared;
  const found = outdatedCarries(subject, records.of(unit, year), editions);
  return { ...found, sources: [...sources, ...found.sources] };
}

/** What the pages of a correction link to, each beside the other. */
function namesOf(
  { subject }: Examined,
  { record }: PublishedVersion,
  { versions }: Correction,
  formats: RunConfig["formats"],
): Readonly<Record<"before" | "after" | "notice", NonNullable<Correction["links"]>[number]>> {
  const { tally, edition } = subject ?? {};
  const title = tally && edition ? reportTitle(tally.unit.name, tally.year, edition.title) : "";
  const own = new Set(record.correction?.notice);
  const files = record.files.flatMap(({ name }) => (own.has(name) || formatOf(name) === undefined ? [] : [name]));
  const page = files.find((name) => formatOf(name) === "html") ?? files[0] ?? recordFile;
  const after = formats.find((format) => format === "html") ?? formats[0] ?? "docx";
  const ofVersion = (version: number): string => `第${version}版`;
  return {
    before: {
      name: `更正前的报告（${ofVersion(versions.before)}）`,
      path: `../${versionName(versions.before)}/${page}`,
    },
    after: { name: `更正后的报告（${ofVersion(versions.after)}）`, path: `${safeName(title)}.${after}` },
    notice: { name: "更正说明", path: `${noticeName(title, versions.after)}.html` },
  };
}

/** Nobody has published another correction in the meantime. */
function isStillLast(records: Records, { record, sha256 }: PublishedVersion): boolean {
  return records.of(record.unit, record.year).at(-1)?.sha256 === sha256;
}

const words = {
  unread: {
    zh: "填报读不出来，请先运行 gov-report validate 改正",
    en: "cannot be read as a report: run gov-report validate and correct it first",
  },
  unpublished: (unit: string, year: number) => ({
    zh: `${unit} ${year} 年的报告还没有公布过，不用更正；公布用 gov-report publish`,
    en: `the report of ${unit} on ${year} has not been published, so there is nothing to correct: publish it with gov-report publish`,
  }),
  same: (version: number) => ({
    zh: `内容与公布的第 ${version} 版相同，没有可更正的；请先改正填报`,
    en: `says the same as version ${version}, which is published: change the tally first`,
  }),
  earlier: (on: string, before: string) => ({
    zh: `更正日期 ${on} 早于上一版的公布日期 ${before}，请核对 --date`,
    en: `the day of the correction, ${on}, is before that of the version it corrects, ${before}: check --date`,
  }),
  overtaken: {
    zh: "这期间又公布了新的一版，请核对后再运行",
    en: "another version was published in the meantime: look at it and run again",
  },
};

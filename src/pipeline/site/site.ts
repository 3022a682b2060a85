import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareText } from "../../core/diagnostic.ts";
import { FileError, UsageError } from "../../core/errors.ts";
import { printNumber } from "../../core/figures.ts";
import { kindNames } from "../../core/form/words.ts";
import { formatName, isPicture, outputFormatOf, outputFormats } from "../../core/formats.ts";
import { tallyFolder } from "../../core/publication.ts";
import type { UnitState } from "../../core/workspace.ts";
import type { SummaryRow } from "../../draw/summary-sheet.ts";
import { type SiteLink, type SitePage, type SiteRow, siteMark, sitePage } from "../../render/html/site-page.ts";
import { type Output, writeTogether } from "../../write/files.ts";
import { type ExportResult, exportFigures } from "../area/export.ts";
import { unitStates } from "../area/status.ts";
import { sumUp } from "../area/summary.ts";
import { mainFiguresOf } from "../area/summary-annexes.ts";
import { keyOf, type Manifest, manifestName, openManifest, tallyPath } from "../batch/manifest.ts";
import { readNames } from "../batch/read-names.ts";
import type { Session } from "../unit/session.ts";
import type { Job } from "../workspace/inputs.ts";
import { openRecords, type PublishedVersion } from "../workspace/records.ts";
import type { RunConfig } from "../workspace/run-config.ts";
import { newest } from "../workspace/units.ts";

export interface SiteRequest {
  /** The folder of the site. */
  readonly folder: string;
  /** Only the units below this one. */
  readonly unit: string | undefined;
  /** Reports that have been built and not published stay out. */
  readonly publishedOnly: boolean;
  /** YYYY-MM-DD */
  readonly today: string;
}

export interface SiteResult extends Pick<ExportResult, "refused" | "missing" | "unread" | "diagnostics" | "sources"> {
  readonly units: number;
  readonly published: number;
  readonly built: number;
  /** Files of reports in the site. */
  readonly files: number;
  /** Units with a report and without a web page of it. */
  readonly withoutPage: readonly string[];
  /** Files of reports in the folder that are no longer on the index. */
  readonly staleReports: readonly string[];
  /** The units cannot be added up, and there are no sums. */
  readonly unsummed: boolean;
}

const dataFolder = "data";
const reportsFolder = "reports";

/** Makes the index of a site and puts under it all that it leads to: reports as they were built or published, and the data. */
export async function makeSite(session: Session, job: Job, run: RunConfig, request: SiteRequest): Promise<SiteResult> {
  const { folder, unit, today } = request;
  refuseForeign(join(folder, "index.html"));
  const names = await readNames(session, job.files);
  const summed = await sumUp(session, [job], unit, names);
  const among = new Set(summed.rows.map(({ file, name }) => (file === "" ? name : file)));
  const everybody = await unitStates(session, job, { today, published: run.published }, names);
  const states = everybody.filter((state) => {
    return unit === undefined || among.has(state.file ?? "") || among.has(state.unit);
  });
  const byFile = new Map(summed.rows.map((row) => [row.file, row]));
  const reports = new SiteReports(run, request);
  const year = job.workspace?.year ?? newest(names.who);
  const edition = year === undefined ? undefined : session.editions.forYear(year);
  const main = summed.summary?.main ?? (edition && mainFiguresOf(edition, summed.rows, new Map()));
  const columns = main?.columns ?? [];
  const rows = states.map((state) => reports.row(state, year, figuresOf(byFile.get(state.file ?? ""), columns)));
  const data = await exportFigures(
    session,
    [{ ...job, files: job.files.filter((file) => unit === undefined || among.has(file)) }],
    {
      ...{ format: "csv", wide: false, keys: "zh", partial: true, name: undefined },
      folder: join(folder, dataFolder),
    },
    names,
  );
  const { published, built, files, withoutPage } = reports;
  const counts = { units: rows.length, published, built };
  const { site = {} } = job.workspace ?? {};
  const page: SitePage = {
    title: site.title ?? `${unit ?? ""}${year === undefined ? "" : `${year}年`}${edition?.title ?? ""}`,
    ...{ intro: site.intro ?? [], footer: site.footer ?? [], style: styleOf(job, site.style) },
    ...{ counts: countsInWords(counts), columns: columns.map(({ name }) => name), rows },
    totals: summed.summary && {
      name: `${summed.counted} 个单位合计`,
      figures: columns.map(({ path }) => printed(summed.summary?.main.totals.get(path))),
    },
    data: dataLinks(data.files),
  };
  writeTogether(folder, [{ name: "index.html", bytes: new TextEncoder().encode(sitePage(page)) }]);
  return {
    ...{
      ...counts,
      files: files.size,
      withoutPage,
      staleReports: reports.staleReports(),
      unsummed: summed.summary === undefined,
    },
    ...{ refused: data.refused, missing: summed.missing, unread: summed.unread },
    ...{ diagnostics: [...summed.diagnostics, ...data.diagnostics], sources: [...summed.sources, ...data.sources] },
  };
}

/** A page that somebody else made is not replaced. */
function refuseForeign(path: string): void {
  if (!existsSync(path) || readFileSync(path, "utf8").includes(siteMark)) return;
  throw new FileError(path, {
    zh: "这里已有别的 index.html，不予覆盖；请用 -o 换一个文件夹",
    en: "another index.html stands here and is not replaced; choose another folder with -o",
  });
}

function figuresOf(row: SummaryRow | undefined, columns: readonly { readonly path: string }[]) {
  const { figures } = row ?? {};
  return figures && columns.map(({ path }) => printed(figures.get(path)));
}

function printed(figure: number | string | undefined): string {
  return typeof figure === "number" ? printNumber(figure) : (figure ?? "");
}

function styleOf({ workspace }: Job, style: string | undefined): string {
  if (!workspace || style === undefined) return "";
  const path = resolve(workspace.folder, style);
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UsageError({
      zh: `网站 · 样式：读不了 ${style}；路径从工作区的文件夹写起`,
      en: `site.style: ${style} cannot be read; the path starts at the workspace`,
    });
  }
}

const words: Readonly<Record<string, string>> = {
  "figures.csv": "各单位的全部数，一格一行（CSV）",
  "dictionary.csv": "数据字典，中英文（CSV）",
  "figures.csv-metadata.json": "各列的说明，供程序读取（CSVW）",
  "datapackage.json": "数据包说明，供程序读取（Data Package）",
};

function dataLinks(names: readonly string[]): SitePage["data"] {
  return names.map((name) => ({ file: `${dataFolder}/${name}`, name, about: words[name] ?? "" }));
}

function countsInWords({
  units,
  published,
  built,
}: {
  readonly units: number;
  readonly published: number;
  readonly built: number;
}): string {
  const others = units - published - built;
  return `共 ${units} 个单位：已公布 ${published}，已生成、尚未公布 ${built}，其他 ${others}。`;
}

/** Copies the reports into the site, unit by unit, and counts them. */
class SiteReports {
  published = 0;
  built = 0;
  readonly files = new Set<string>();
  readonly withoutPage: string[] = [];
  readonly #run: RunConfig;
  readonly #request: SiteRequest;
  readonly #manifest: Manifest | undefined;
  readonly #records: ReturnType<typeof openRecords>;

  constructor(run: RunConfig, request: SiteRequest) {
    this.#run = run;
    this.#request = request;
    this.#manifest = openManifest(run.out, manifestName);
    this.#records = openRecords(run.published);
  }

  row(state: UnitState, year: number | undefined, figures: readonly string[] | undefined): SiteRow {
    const { unit, kind, file } = state;
    const versions = year === undefined ? [] : this.#records.of(unit, year);
    const last = versions.at(-1);
    // Without a record of it, a report is out whose tally says so.
    const outByTally = (state.published ?? "9") <= this.#request.today;
    const wanted = file !== undefined && (outByTally || !this.#request.publishedOnly);
    const names = last ? this.#publish(last) : wanted ? this.#build(file) : [];
    const isOut = last !== undefined || (names.length > 0 && outByTally);
    if (isOut) this.published++;
    else if (names.length > 0) this.built++;
    const page = names.find((name) => outputFormatOf(name) === "html");
    if (names.length > 0 && page === undefined) this.withoutPage.push(unit);
    return {
      ...{ unit: unit || (file ?? ""), kind: kind === undefined ? "" : kindNames[kind], figures },
      ...{ state: stateInWords(state, last, isOut, names.length > 0), done: isOut },
      ...(page !== undefined && { page }),
      files: linksTo(names),
      older: [...(last ? noticeOf(last) : []), ...versions.slice(0, -1).map((version) => this.#older(version))],
    };
  }

  /** What was published before: its page, else its first file. */
  #older(version: PublishedVersion): SiteLink {
    const names = this.#publish(version);
    const first = names.find((name) => outputFormatOf(name) === "html") ?? names[0] ?? "";
    return { file: first, name: `${version.record.on} 公布的原版` };
  }

  /**
   * The reports among the files of a version, where they stand beside the other versions, whose pages link to one another;
   * its tally and its record are not for everybody.
   */
  #publish(version: PublishedVersion): readonly string[] {
    const { folder, record } = version;
    const own = new Set(record.correction?.notice);
    const names = record.files.flatMap(({ name }) => (own.has(name) || isReport(name) ? [name] : []));
    const into = versionFolder(version);
    this.#copy(folder, names, into);
    return names.filter((name) => !isPicture(name) && !own.has(name)).map((name) => `${into}/${name}`);
  }

  #build(file: string): readonly string[] {
    const { out, base } = this.#run;
    const outputs = this.#manifest?.get(keyOf({ tally: tallyPath(base, file) }))?.outputs ?? [];
    const names = outputs.map(({ name }) => name).filter((name) => isReport(name) && existsSync(join(out, name)));
    this.#copy(out, names, reportsFolder);
    return names.filter((name) => !isPicture(name)).map((name) => `${reportsFolder}/${name}`);
  }

  #copy(from: string, names: readonly string[], into: string): void {
    const outputs = names.map((name): Output => ({ name, bytes: readFileSync(join(from, name)) }));
    if (outputs.length > 0) writeTogether(join(this.#request.folder, into), outputs);
    for (const name of names) this.files.add(`${into}/${name}`);
  }

  /** Reports that were on an earlier index and are not on this one. */
  staleReports(): readonly string[] {
    const root = join(this.#request.folder, reportsFolder);
    if (!existsSync(root)) return [];
    return readdirSync(root, { recursive: true, encoding: "utf8" })
      .map((name) => `${reportsFolder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => isReport(name) && !this.files.has(name))
      .sort(compareText);
  }
}

function versionFolder({ way }: PublishedVersion): string {
  return [reportsFolder, ...way].join("/");
}

/** The page that says what was corrected. */
function noticeOf(version: PublishedVersion): readonly SiteLink[] {
  const { notice = [] } = version.record.correction ?? {};
  const name = notice.find((one) => outputFormatOf(one) === "html") ?? notice[0];
  return name === undefined ? [] : [{ file: `${versionFolder(version)}/${name}`, name: "更正说明" }];
}

function isReport(name: string): boolean {
  if (name.startsWith(`${tallyFolder}/`)) return false;
  const format = outputFormatOf(name);
  return format === undefined ? isPicture(name) : format !== "fragment.html";
}

function linksTo(files: readonly string[]): readonly SiteLink[] {
  return outputFormats.flatMap((format) => {
    const file = files.find((one) => outputFormatOf(one) === format);
    return file === undefined || format === "html" ? [] : [{ file, name: formatName(format) }];
  });
}

/** In the words of whoever looks for a report. */
function stateInWords(state: UnitState, last: PublishedVersion | undefined, isOut: boolean, isBuilt: boolean): string {
  if (isOut) {
    if (state.corrected !== undefined) return `已更正 ${state.corrected}`;
    const on = state.published ?? last?.record.on ?? "";
    return `已公布 ${on}${state.daysLate === undefined ? "" : `（迟 ${state.daysLate} 天）`}`;
  }
  const late = (state.daysLeft ?? 0) < 0 ? "，已过时限" : "";
  if (isBuilt) return `已生成，未公布${late}`;
  const open = { missing: "未报", unread: "未能读取", errors: "有错误", valid: "未公布", warnings: "未公布" } as const;
  return `${open[state.state]}${late}`;
}

import type { Diagnostic } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import type { UnitKind } from "../../core/form/table.ts";
import { fromLastYear } from "../../core/from-last-year.ts";
import type { Subject } from "../../core/rule.ts";
import type { Unit } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import type { Output } from "../../write/files.ts";
import { safeName } from "../../write/name.ts";
import { type LastYearReport, lastYearIndex, readLastYear, refuseOtherYear } from "../unit/last-year.ts";
import type { Job } from "./inputs.ts";

export interface EntryFormRequest {
  readonly editions: Editions;
  /** The report's year, where it was asked for; else the year after last year's tally, else `otherwise`. */
  readonly year: number | undefined;
  readonly otherwise: number;
  readonly unit?: string | undefined;
  readonly kind?: UnitKind | undefined;
  /** Last year's tally of the unit. */
  readonly from?: string | undefined;
}

export interface RegisterRequest extends Pick<EntryFormRequest, "year" | "otherwise"> {
  /** Whether a form of this file name is there already and is to be left. */
  readonly stands: (file: string) => boolean;
}

export interface EntryFormResult {
  /** Absent where last year's tally cannot be read; the findings say why. */
  readonly bytes?: Uint8Array;
  readonly unit?: string | undefined;
  readonly year: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** One entry form, filled in with what is known of its unit. Loads `exceljs`. */
export async function entryForm(request: EntryFormRequest): Promise<EntryFormResult> {
  const { editions, from, unit, kind, otherwise } = request;
  const asked = request.year === undefined ? undefined : request.year - 1;
  const { value: last, diagnostics, sources } = from === undefined ? nothing : readLastYear(from, editions, asked);
  const year = request.year ?? (last ? last.tally.year + 1 : otherwise);
  if (from !== undefined && !last) return { year, diagnostics, sources };
  if (from !== undefined && last) refuseOtherYear(from, last, year);
  const known = { ...last?.unit, ...(unit !== undefined && { name: unit }), ...(kind && { kind }) };
  const bytes = await draw(formFor(editions, year), year, known, last);
  return { bytes, unit: known.name, year, diagnostics, sources };
}

/** An entry form for every unit on the registers of the workspaces, last year's figures in those that have any. */
export async function* registerForms(
  editions: Editions,
  jobs: readonly Job[],
  asked: RegisterRequest,
): AsyncIterable<Output> {
  if (jobs.every(({ workspace }) => (workspace?.register ?? []).length === 0)) {
    throw new UsageError({
      zh: "工作区没有名单：在 gov-report.yaml 里写“名单”，或用 --unit 逐个单位生成",
      en: "the workspace has no register: list the units in gov-report.yaml, or name one with --unit",
    });
  }
  for (const { workspace, previous } of jobs) {
    const year = asked.year ?? workspace?.year ?? asked.otherwise;
    const edition = formFor(editions, year);
    const units = workspace?.register ?? [];
    const index = lastYearIndex(
      previous,
      editions,
      units.map(({ name }) => name),
    );
    for (const entry of units) {
      const { name, code } = entry;
      const target = `${safeName(name)}.xlsx`;
      if (asked.stands(target)) continue;
      const file = index.find(year - 1, { unit: name, ...(code !== undefined && { code }) });
      const last = file === undefined ? undefined : readLastYear(file, editions).value;
      yield { name: target, bytes: await draw(edition, year, { ...last?.unit, ...entry }, last) };
    }
  }
}

const nothing: LastYearReport = { diagnostics: [], sources: [] };

async function draw(
  edition: Edition,
  year: number,
  { name, kind, code, within, contact }: Partial<Unit>,
  last: Subject | undefined,
): Promise<Uint8Array> {
  const { drawEntryForm } = await import("../../draw/entry-form.ts");
  return drawEntryForm(edition, {
    year,
    ...(name !== undefined && { unit: { name, kind, code, within, contact } }),
    ...(last && { fromLastYear: fromLastYear(edition, last) }),
  });
}

function formFor(editions: Editions, year: number): Edition {
  const edition = editions.forYear(year);
  if (edition) return edition;
  throw new UsageError({ zh: `没有 ${year} 年的报告格式`, en: `there is no form for ${year}` });
}

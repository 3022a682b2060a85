import { constants, copyFileSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { UnitKind } from "../../core/form/table.ts";
import { usualFormats } from "../../core/formats.ts";
import { fromLastYear } from "../../core/from-last-year.ts";
import type { Source } from "../../core/text/source.ts";
import type { Registered } from "../../core/workspace.ts";
import { type ScaffoldOptions, scaffold } from "../../tally/scaffold.ts";
import { type Output, writeTogether } from "../../write/files.ts";
import { safeName } from "../../write/name.ts";
import { refusePublished } from "../../write/published-guard.ts";
import { type LastYearReport, lastYearIndex, readLastYear, refuseOtherYear } from "../unit/last-year.ts";
import { knownEditions } from "./editions.ts";
import { type EditorSchema, editorSchema, textWithSchema } from "./editor-schema.ts";
import { gitAttributes } from "./git-attributes.ts";
import { findWorkspace, workspaceFile, workspaceOf } from "./inputs.ts";
import { lookAlike } from "./look-alikes.ts";
import { planNames } from "./names.ts";
import { matchRegister, unreadEntries } from "./register.ts";

export interface StartOptions {
  /** The report's year as it was asked for; else that of the workspace, else `otherwise`. */
  readonly year: { readonly given: number | undefined; readonly otherwise: number };
  /** Where neither the register nor last year's report says another. */
  readonly kind: UnitKind | undefined;
  /** The unit's full name, where it is known. */
  readonly unit?: string | undefined;
  /** The language of the keys. */
  readonly lang: "zh" | "en";
  /** 0 in every cell instead of blanks, to be looked at. */
  readonly zeros: boolean;
  /** Last year's report of the unit, whatever it is; for a register, those of its units. */
  readonly from?: readonly string[] | undefined;
  /** The folder of templates in the workspace around, which may add tables. */
  readonly templates?: string | undefined;
}

/** Files to begin with: where they go, the tally to fill in, and all of them relative to the folder. */
export interface Start {
  readonly folder: string;
  readonly tally: string;
  /** What an editor checks the tallies by; absent where none is written. */
  readonly schema?: EditorSchema;
  readonly files: readonly Output[];
  /** What was found in last year's reports. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/**
 * A workspace with one commented tally; a workspace that is there gets one more; the tally alone where the path ends in .yaml.
 * Without files where last year's report cannot be used.
 */
export function planStart(path: string, options: StartOptions): Start {
  const { year: asked, kind, unit, lang, zeros, templates, from = [] } = options;
  const alone = /\.ya?ml$/i.test(path);
  const folder = alone ? dirname(path) : path;
  const started = !alone && existsSync(join(folder, workspaceFile));
  const set = asked.given ?? (started ? workspaceOf(folder)?.year : undefined);
  const editions = knownEditions(templates);
  const [report] = from;
  const { value: last, ...found } = report === undefined ? nothing : readLastYear(report, editions, set && set - 1);
  const year = set ?? (last ? last.tally.year + 1 : asked.otherwise);
  if (report !== undefined && last) refuseOtherYear(report, last, year);
  const edition = editions.forYear(year) ?? refuseYear(year);
  const { name: reported, ...known } = last?.unit ?? {};
  const name = unit ?? reported;
  const about = { ...known, ...(name !== undefined && { unit: name }), ...(kind && { kind }) };
  const tally = alone ? basename(path) : join("units", `${safeName(about.unit ?? "unit")}.yaml`);
  if (report !== undefined && !last) return { folder, tally, files: [], ...found };
  const text = scaffold(edition, { lang, year, zeros, ...about, ...carriedFrom(edition, last) });
  const file = join(folder, tally);
  const schema = editorSchema(file, edition, lang, alone ? undefined : folder);
  const files = [
    ...(alone || started ? [] : [asFile(workspaceFile, workspaceText(year, lang))]),
    asFile(tally, textWithSchema(file, text, schema)),
    ...(alone || started ? [] : gitAttributes(folder, lang)),
  ];
  return { folder, tally, files, schema, ...found };
}

const nothing: LastYearReport = { diagnostics: [], sources: [] };

function carriedFrom(edition: Edition, last: LastYearReport["value"]): Pick<ScaffoldOptions, "fromLastYear"> {
  return last ? { fromLastYear: fromLastYear(edition, last) } : {};
}

/** The tallies that the register of a workspace asks for and nobody has begun. */
export interface MissingTallies extends Omit<Start, "tally"> {
  /** Units of the register whose tally, or a file of that name, lies there: it is left as it is. */
  readonly standing: readonly string[];
  /** Units whose kind the register does not say. */
  readonly guessed: readonly string[];
  /** Of the files given as last year's, those that belong to none of the units that were begun. */
  readonly unused: readonly string[];
}

/** A commented tally for each unit of the register that has none; undefined where the folder is no workspace with a register. */
export function planMissing(folder: string, options: Omit<StartOptions, "unit">): MissingTallies | undefined {
  const [job] = existsSync(join(folder, workspaceFile)) ? findWorkspace(folder, { cwd: process.cwd() }).jobs : [];
  const { register, year: own } = job?.workspace ?? {};
  if (!job || !register) return undefined;
  const year = options.year.given ?? own ?? options.year.otherwise;
  const editions = knownEditions(options.templates);
  const edition = editions.forYear(year) ?? refuseYear(year);
  const { who } = planNames(job.files, editions);
  const { missing } = matchRegister(register, who, year);
  const unreadable = job.files.filter((file) => !who.has(file));
  const lying = unreadEntries(
    missing,
    unreadable,
    (job.unread ?? []).filter((path) => lookAlike(path) === "ending"),
  );
  const pathOf = ({ name }: Registered): string => join("units", `${safeName(name)}.yaml`);
  const wanted = missing.filter((entry) => !lying.has(entry) && !existsSync(join(folder, pathOf(entry))));
  const { lang, zeros, kind: otherwise } = options;
  const schema = editorSchema(join(folder, workspaceFile), edition, lang, folder);
  const given = options.from ?? job.previous;
  const index = lastYearIndex(
    given,
    editions,
    register.map(({ name }) => name),
  );
  const found = { diagnostics: [] as Diagnostic[], sources: [] as Source[] };
  const [used, guessed] = [new Set<string>(), [] as string[]];
  const files = wanted.map((entry) => {
    const { name: unit, code, within } = entry;
    const file = index.find(year - 1, { unit, ...(code !== undefined && { code }) });
    const { value: last, diagnostics, sources } = file === undefined ? nothing : readLastYear(file, editions);
    if (file !== undefined) used.add(file);
    found.diagnostics.push(...diagnostics);
    found.sources.push(...sources);
    const { name: _, ...known } = last?.unit ?? {};
    const kind = entry.kind ?? known.kind;
    if (kind === undefined) guessed.push(unit);
    const own = { ...(code !== undefined && { code }), ...(within !== undefined && { within }) };
    const about = { ...known, unit, kind: kind ?? otherwise ?? standardKind, ...own };
    const text = scaffold(edition, { lang, year, zeros, ...about, ...carriedFrom(edition, last) });
    return asFile(pathOf(entry), textWithSchema(join(folder, pathOf(entry)), text, schema));
  });
  return {
    ...{ folder, ...found, guessed },
    files,
    ...(files.length > 0 && { schema }),
    standing: register.filter((entry) => !wanted.includes(entry)).map(({ name }) => name),
    unused: options.from === undefined ? [] : given.filter((file) => !used.has(file)),
  };
}

/** What a unit is taken for whose kind nobody says: most are. */
export const standardKind: UnitKind = "township";

function refuseYear(year: number): never {
  throw new UsageError({ zh: `没有 ${year} 年的报告格式`, en: `there is no form for ${year}` });
}

/** Writes files of a start or of templates; refuses to replace one that differs unless told to. */
export function placeFiles(folder: string, files: readonly Output[], replace: boolean): void {
  const taken = files.map(({ name }) => name).find((name) => existsSync(join(folder, name)));
  if (taken !== undefined && !replace) {
    throw new UsageError({
      zh: `${taken} 已存在，不予覆盖；确要覆盖请加 --force`,
      en: `${taken} exists and is not replaced; use --force to do so`,
    });
  }
  writeTogether(folder, files);
}

/** Whether another file stands where one goes. */
export function standing(folder: string, { name, bytes }: Output): boolean {
  const path = join(folder, name);
  return existsSync(path) && !readFileSync(path).equals(bytes);
}

/** Copies of what stands where files go that replace it: a clerk's work is never lost to an option. Their names, relative to the folder. */
export function keepBeside(folder: string, files: readonly Output[]): readonly string[] {
  refusePublished(folder);
  return files.flatMap(({ name, bytes }) => {
    if (!standing(folder, { name, bytes })) return [];
    const path = join(folder, name);
    let kept = `${name}.bak`;
    for (let n = 2; existsSync(join(folder, kept)); n++) kept = `${name}.${n}.bak`;
    copyFileSync(path, join(folder, kept), constants.COPYFILE_EXCL);
    return [kept];
  });
}

function asFile(name: string, text: string): Output {
  return { name, bytes: new TextEncoder().encode(text) };
}

function workspaceText(year: number, lang: "zh" | "en"): string {
  const lines =
    lang === "zh"
      ? [
          "# 工作区：各单位的填报在哪里，报告写到哪里。",
          `年度: ${year}`,
          '单位: ["units/**/*.yaml"]',
          '# 上年: ["previous/**/*.yaml"]   # 上一年度的填报，供核对结转和计算同比',
          "输出: out",
          `格式: [${usualFormats.join(", ")}]`,
        ]
      : [
          "# A workspace: where the tallies are and where the reports go.",
          `year: ${year}`,
          'units: ["units/**/*.yaml"]',
          '# previous: ["previous/**/*.yaml"]   # last year\'s tallies, for carry-overs and comparisons',
          "out: out",
          `formats: [${usualFormats.join(", ")}]`,
        ];
  return `${lines.join("\n")}\n`;
}

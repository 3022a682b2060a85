import { constants, copyFileSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { UnitKind } from "../../core/form/table.ts";
import { formats } from "../../core/formats.ts";
import { scaffold } from "../../tally/scaffold.ts";
import { type Output, writeTogether } from "../../write/files.ts";
import { safeName } from "../../write/name.ts";
import { jsonSchema, knownEditions } from "./editions.ts";
import { workspaceFile, workspaceOf } from "./inputs.ts";

export interface StartOptions {
  /** The report's year as it was asked for; else that of the workspace, else `otherwise`. */
  readonly year: { readonly given: number | undefined; readonly otherwise: number };
  readonly kind: UnitKind;
  /** The unit's full name, where it is known. */
  readonly unit?: string | undefined;
  /** The language of the keys. */
  readonly lang: "zh" | "en";
  /** 0 in every cell instead of blanks, to be looked at. */
  readonly zeros: boolean;
  /** The folder of templates in the workspace around, which may add tables. */
  readonly templates?: string | undefined;
}

/** Files to begin with: where they go, the tally to fill in, and all of them relative to the folder. */
export interface Start {
  readonly folder: string;
  readonly tally: string;
  readonly files: readonly Output[];
}

/** A workspace with one commented tally; a workspace that is there gets one more; the tally alone where the path ends in .yaml. */
export function planStart(path: string, { year: asked, kind, unit, lang, zeros, templates }: StartOptions): Start {
  const alone = /\.ya?ml$/i.test(path);
  const folder = alone ? dirname(path) : path;
  const started = !alone && existsSync(join(folder, workspaceFile));
  const year = asked.given ?? (started ? workspaceOf(folder)?.year : undefined) ?? asked.otherwise;
  const edition = knownEditions(templates).forYear(year);
  if (!edition) throw new UsageError({ zh: `没有 ${year} 年的报告格式`, en: `there is no form for ${year}` });
  const tally = alone ? basename(path) : join("units", `${safeName(unit ?? "unit")}.yaml`);
  const schemaName = `${edition.id}.schema.json`;
  const schema = alone ? `./${schemaName}` : `../${schemaName}`;
  const text = scaffold(edition, { lang, year, schema, kind, zeros, ...(unit !== undefined && { unit }) });
  const files = [
    ...(alone || started ? [] : [asFile(workspaceFile, workspaceText(year, lang))]),
    asFile(schemaName, `${JSON.stringify(jsonSchema(edition), null, 2)}\n`),
    asFile(tally, text),
  ];
  return { folder, tally, files };
}

/** Writes files of a start or of templates; refuses to replace one that differs unless told to. */
export function putFiles(folder: string, files: readonly Output[], replace: boolean): void {
  const standing = files.map(({ name }) => name).find((name) => existsSync(join(folder, name)));
  if (standing !== undefined && !replace) {
    throw new UsageError({
      zh: `${standing} 已存在，不予覆盖；确要覆盖请加 --force`,
      en: `${standing} exists and is not replaced; use --force to do so`,
    });
  }
  writeTogether(folder, files);
}

/** Copies of what stands where files go that replace it: a clerk's work is never lost to an option. Their names, relative to the folder. */
export function keepBeside(folder: string, files: readonly Output[]): readonly string[] {
  return files.flatMap(({ name, bytes }) => {
    const path = join(folder, name);
    if (!existsSync(path) || readFileSync(path).equals(bytes)) return [];
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
          `格式: [${formats.join(", ")}]`,
        ]
      : [
          "# A workspace: where the tallies are and where the reports go.",
          `year: ${year}`,
          'units: ["units/**/*.yaml"]',
          '# previous: ["previous/**/*.yaml"]   # last year\'s tallies, for carry-overs and comparisons',
          "out: out",
          `formats: [${formats.join(", ")}]`,
        ];
  return `${lines.join("\n")}\n`;
}

import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../../core/usage.ts";
import { jsonSchema } from "../../edition/json-schema.ts";
import { loadEditions } from "../../edition/load.ts";
import { scaffold } from "../../edition/scaffold.ts";
import { templateFolders } from "../../pipeline/folders.ts";
import { workspaceFile } from "../../pipeline/inputs.ts";
import { WriteError, writeTogether } from "../../write/files.ts";
import { safeName } from "../../write/name.ts";
import type { InitOptions } from "../commands/init.ts";
import type { Io } from "../io.ts";
import { type ExitStatus, exit } from "../status.ts";

/** Writes a workspace with one commented tally in it, or the tally alone. Never replaces a file unasked. */
export async function init(io: Io, path: string, options: InitOptions): Promise<ExitStatus> {
  const target = resolve(io.cwd, path);
  const alone = /\.ya?ml$/i.test(target);
  const folder = alone ? dirname(target) : target;
  const year = options.year ?? new Date().getFullYear() - 1;
  const edition = loadEditions(templateFolders(undefined)).forYear(year);
  if (!edition) throw new UsageError({ zh: `没有 ${year} 年的报告格式`, en: `there is no form for ${year}` });

  const tallyName = alone ? basename(target) : join("units", `${safeName(options.unit ?? "unit")}.yaml`);
  const schemaName = `${edition.id}.schema.json`;
  const schemaWay = alone ? `./${schemaName}` : `../${schemaName}`;
  const lang = options.keys ?? io.lang;
  const tally = scaffold(edition, {
    lang,
    year,
    schema: schemaWay,
    kind: options.kind,
    ...(options.unit !== undefined && { unit: options.unit }),
  });
  const files = [
    ...(alone ? [] : [{ name: workspaceFile, text: workspaceText(year, lang) }]),
    { name: schemaName, text: `${JSON.stringify(jsonSchema(edition), null, 2)}\n` },
    { name: tallyName, text: tally },
  ];
  const standing = files.filter(({ name }) => name !== schemaName).find(({ name }) => existsSync(join(folder, name)));
  if (standing && !options.force) {
    const file = relative(io.cwd, join(folder, standing.name));
    throw new UsageError({
      zh: `${file} 已存在，不予覆盖；确要覆盖请加 --force`,
      en: `${file} exists and is not replaced; use --force to do so`,
    });
  }
  try {
    writeTogether(
      folder,
      files.map(({ name, text }) => ({ name, bytes: Buffer.from(text) })),
    );
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.err(`${error.file}: ${io.say(error.text)}`);
    return exit.file;
  }
  for (const { name } of files) io.out(join(relative(io.cwd, folder), name));
  const next = relative(io.cwd, join(folder, tallyName));
  io.err(
    io.say({
      zh: `请填写 ${next}，再运行 gov-report build ${path}`,
      en: `Fill in ${next}, then run gov-report build ${path}`,
    }),
  );
  return exit.fine;
}

function workspaceText(year: number, lang: "zh" | "en"): string {
  return lang === "zh"
    ? `# 工作区：各单位的填报在哪里，报告写到哪里。\n年度: ${year}\n单位: ["units/**/*.yaml"]\n# 上年: ["previous/**/*.yaml"]   # 上一年度的填报，供核对结转和计算同比\n输出: out\n格式: [docx, xlsx, md]\n`
    : `# A workspace: where the tallies are and where the reports go.\nyear: ${year}\nunits: ["units/**/*.yaml"]\n# previous: ["previous/**/*.yaml"]   # last year's tallies, for carry-overs and comparisons\nout: out\nformats: [docx, xlsx, md]\n`;
}

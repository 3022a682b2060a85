import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { hasErrors } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/edition.ts";
import { formats } from "../../core/report.ts";
import { UsageError } from "../../core/usage.ts";
import { loadEditions } from "../../edition/load.ts";
import { packageRoot, templateFolders } from "../../pipeline/folders.ts";
import { openSession, templateNames } from "../../pipeline/session.ts";
import { type Output, WriteError, writeTogether } from "../../write/files.ts";
import type { TemplateOptions, TemplateVerb } from "../commands/template.ts";
import type { Io } from "../io.ts";
import { show } from "../report.ts";
import { type ExitStatus, exit, worse } from "../status.ts";

export async function template(
  io: Io,
  verb: TemplateVerb,
  dir: string | undefined,
  options: TemplateOptions,
): Promise<ExitStatus> {
  const editions = chosen(options, verb === "check" ? ownFolder(io, dir) : undefined);
  if (verb === "list") return list(io, editions);
  if (verb === "check") return check(io, editions, ownFolder(io, dir));
  let status: ExitStatus = exit.fine;
  for (const edition of editions) {
    const outputs = verb === "draw" ? await drawn(edition) : copied(edition);
    const folder = join(dir === undefined ? defaultFolder(io, verb) : resolve(io.cwd, dir), edition.id);
    status = worse(status, put(io, folder, outputs, options.force === true || verb === "draw"));
  }
  return status;
}

function chosen({ edition: id }: TemplateOptions, own: string | undefined): readonly Edition[] {
  const editions = loadEditions(templateFolders(own));
  if (id === undefined) return editions.all;
  const edition = editions.get(id);
  if (!edition) throw new UsageError({ zh: `没有格式版本 ${id}`, en: `no edition ${id}` });
  return [edition];
}

function list(io: Io, editions: readonly Edition[]): ExitStatus {
  for (const { id, basis, reportYears } of editions) {
    const { from, to } = reportYears;
    const years = io.say({ zh: to ? `${from}—${to} 年` : `${from} 年起`, en: to ? `${from}–${to}` : `${from} on` });
    io.out(`${id}  ${years}  ${basis.title}`);
    for (const name of Object.values(templateNames)) io.out(`    ${join(packageRoot(), "templates", id, name)}`);
  }
  return exit.fine;
}

async function drawn(edition: Edition): Promise<readonly Output[]> {
  const { drawTemplates } = await import("../../pipeline/draw.ts");
  return [...(await drawTemplates(edition))].map(([name, bytes]) => ({ name, bytes }));
}

function copied(edition: Edition): readonly Output[] {
  const folder = join(packageRoot(), "templates", edition.id);
  const texts = edition.sections.filter((section) => section.prose).map((section) => `text/${section.id}.hbs`);
  const names = [...Object.values(templateNames), ...texts].filter((name) => existsSync(join(folder, name)));
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

async function check(io: Io, editions: readonly Edition[], folder: string | undefined): Promise<ExitStatus> {
  let status: ExitStatus = exit.fine;
  const session = openSession({ templates: folder, formats, markdownTables: "pipe" });
  for (const edition of editions) {
    const { diagnostics } = await session.stamps(edition);
    for (const diagnostic of diagnostics) show(io, "out", diagnostic, []);
    if (hasErrors(diagnostics)) status = exit.findings;
    else io.err(io.say({ zh: `${edition.name}：模板可用`, en: `${edition.id}: the templates can be used` }));
  }
  return status;
}

function ownFolder(io: Io, dir: string | undefined): string | undefined {
  return dir === undefined ? undefined : resolve(io.cwd, dir);
}

function defaultFolder(io: Io, verb: TemplateVerb): string {
  return verb === "draw" ? join(packageRoot(), "templates") : join(io.cwd, "templates");
}

function put(io: Io, folder: string, outputs: readonly Output[], force: boolean): ExitStatus {
  const standing = outputs.find(({ name }) => existsSync(join(folder, name)));
  if (standing && !force) {
    const file = relative(io.cwd, join(folder, standing.name));
    throw new UsageError({
      zh: `${file} 已存在，不予覆盖；确要覆盖请加 --force`,
      en: `${file} exists and is not replaced; use --force to do so`,
    });
  }
  try {
    writeTogether(folder, outputs);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.err(`${error.file}: ${io.say(error.text)}`);
    return exit.file;
  }
  for (const { name } of outputs) io.out(relative(io.cwd, join(folder, name)));
  return exit.fine;
}

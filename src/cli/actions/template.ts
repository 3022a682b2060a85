import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { hasErrors } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition } from "../../core/form/edition.ts";
import { formats } from "../../core/report.ts";
import { placesMissing } from "../../pipeline/unit/inspect.ts";
import { openSession } from "../../pipeline/unit/session.ts";
import {
  drawnTemplates,
  editionNamed,
  knownEditions,
  shippedFolder,
  shippedTemplates,
  templateNames,
} from "../../pipeline/workspace/editions.ts";
import { putFiles } from "../../pipeline/workspace/start.ts";
import type { TemplateOptions, TemplateVerb } from "../commands/template.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { show } from "../report.ts";
import { shown } from "../shown.ts";
import { ownTemplates } from "./inputs.ts";

export async function template(
  io: Io,
  verb: TemplateVerb,
  dir: string | undefined,
  options: TemplateOptions,
): Promise<ExitStatus> {
  if (verb === "check") return check(io, dir, options);
  // A clerk changes the form in force; older ones are copied when they are named.
  const all = chosen(options);
  for (const edition of verb === "copy" ? all.slice(-1) : all) {
    if (verb === "list") list(io, edition);
    else await put(io, verb, edition, dir, options);
  }
  return exit.fine;
}

function chosen({ edition }: TemplateOptions, own?: string): readonly Edition[] {
  const editions = knownEditions(own);
  return edition === undefined ? editions.all : [editionNamed(editions, edition)];
}

/** Only the editions that have files in the folder, unless one is asked for. */
function holds(folder: string, id: string, { edition }: TemplateOptions): boolean {
  return edition !== undefined || existsSync(join(folder, id));
}

function list(io: Io, edition: Edition): void {
  const { from, to } = edition.reportYears;
  const years = io.say({ zh: to ? `${from}—${to} 年` : `${from} 年起`, en: to ? `${from}–${to}` : `${from} on` });
  io.out(`${edition.id}  ${years}  ${edition.basis.title}`);
  for (const name of Object.values(templateNames)) io.out(`    ${shown(io, join(shippedFolder(edition), name))}`);
}

/** Drawn templates replace the shipped ones; copies never replace what a clerk has changed, unless told to. */
async function put(
  io: Io,
  verb: "draw" | "copy",
  edition: Edition,
  dir: string | undefined,
  { force = false }: TemplateOptions,
): Promise<void> {
  const drawing = verb === "draw";
  const files = drawing ? await drawnTemplates(edition) : shippedTemplates(edition);
  const standard = drawing ? dirname(shippedFolder(edition)) : join(io.cwd, "templates");
  const folder = join(dir === undefined ? standard : resolve(io.cwd, dir), edition.id);
  putFiles(folder, files, force || drawing);
  for (const { name } of files) io.out(shown(io, join(folder, name)));
}

async function check(io: Io, dir: string | undefined, options: TemplateOptions): Promise<ExitStatus> {
  if (dir === undefined) {
    throw new UsageError({
      zh: "请写出要检查的模板文件夹，如 gov-report template check mine",
      en: "name the folder of templates to check, e.g. gov-report template check mine",
    });
  }
  const templates = ownTemplates(io, dir);
  const session = openSession({ templates, formats, markdownTables: "pipe" });
  let status: ExitStatus = exit.fine;
  for (const edition of chosen(options, templates)) {
    const added = edition.tables.flatMap(({ extra }) => extra?.title ?? []);
    if (added.length === 0 && !holds(templates, edition.id, options)) continue;
    const { value: stamps, diagnostics: found } = await session.stamps(edition);
    const diagnostics = added.length > 0 && stamps ? [...found, ...placesMissing(edition.id, stamps)] : found;
    for (const title of added) io.err(`${edition.name}：${title}`);
    for (const diagnostic of diagnostics) show(io, "out", diagnostic, []);
    if (hasErrors(diagnostics)) status = exit.findings;
    else io.err(io.say({ zh: `${edition.name}：模板可用`, en: `${edition.id}: the templates can be used` }));
  }
  return status;
}

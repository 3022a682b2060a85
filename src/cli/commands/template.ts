import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { hasErrors, type Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { KeyNode } from "../../core/form/keys.ts";
import { formats, templateNames } from "../../core/formats.ts";
import { argument, type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Target } from "../formats.ts";
import { findingsOption } from "../input-options.ts";
import { type Io, shown } from "../io.ts";
import { oneOf } from "../parsers.ts";
import { show } from "../report.ts";

const verbs = ["list", "draw", "copy", "check"] as const;
const listFormats = ["pretty", "json"] as const;

export const templateCommand: CommandEntry = defineCommand({
  name: "template",
  about: {
    zh: "模板：list 列出；draw 重新绘制；copy 复制一份供修改；check 检查修改后的模板",
    en: "templates: list them, draw the default ones anew, copy them for editing, check edited ones",
  },
  arguments: [
    argument("<list|draw|copy|check>", { zh: "", en: "" }, { parse: oneOf(verbs) }),
    argument("[dir]", { zh: "模板文件夹", en: "a folder of templates" }),
  ],
  data: (typed) => (typed.find((word) => verbs.some((verb) => verb === word)) === "list" ? listFormats : []),
  options: {
    format: { ...findingsOption.format, about: withList(findingsOption.format.about) },
    edition: option("<id>", { zh: "只处理一个格式版本", en: "one edition only" }),
    force: flag({ zh: "覆盖已有的文件", en: "replace files that exist" }),
  },
  async run(io, [verb, dir], { format: asked, edition: id, force = false }) {
    if (verb === "check") return check(io, dir, id);
    const { editionNamed, knownEditions } = await import("../../pipeline/workspace/editions.ts");
    // A form of one's own is drawn where its file stands.
    const own =
      verb === "draw" && dir !== undefined && existsSync(resolve(io.cwd, dir)) ? resolve(io.cwd, dir) : undefined;
    const known = knownEditions(own);
    const all = id === undefined ? known.all : [editionNamed(known, id)];
    if (verb === "list") {
      await list(io, all, id === undefined, asked);
      return exit.fine;
    }
    // A clerk changes the form in force; older ones are copied when they are named.
    for (const edition of verb === "copy" ? all.slice(-1) : all)
      await writeTemplates(io, verb, edition, { dir, force });
    if (own === undefined && id === undefined) await notices(io, verb, { dir, force });
    return exit.fine;
  },
});

function withList({ zh, en }: Text): Text {
  return { zh: `${zh}；list 列出的：${listFormats.join("、")}`, en: `${en}; of list: ${listFormats.join(", ")}` };
}

/** The templates of each edition, and those of the notice of a correction, which is of none. */
async function list(
  io: Io,
  editions: readonly Edition[],
  withNotice: boolean,
  asked: readonly Target[] | undefined,
): Promise<void> {
  const { shippedFolder } = await import("../../pipeline/workspace/editions.ts");
  const { shippedNotices, shippedNoticeFolder } = await import("../../pipeline/workspace/folders.ts");
  const { toJson } = await import("../../print/data.ts");
  const { dataTargets, writeData } = await import("../output.ts");
  const filesIn = (folder: string, names: readonly string[]) => names.map((name) => shown(io, join(folder, name)));
  const listed = editions.map((edition) => ({ edition, files: filesIn(shippedFolder(edition), templateNames) }));
  const notices = shippedNotices().map(({ name }) => name);
  const correction = withNotice ? { files: filesIn(shippedNoticeFolder(), notices) } : undefined;
  await writeData(io, dataTargets(asked, { formats: listFormats, usual: "pretty" }), [], (format) => {
    if (format === "json") {
      const known = listed.map(({ edition: { id, name, reportYears, basis }, files }) => ({
        ...{ id, name, reportYears, basis: basis.title, files },
      }));
      return toJson({ schemaVersion: 1, editions: known, correction });
    }
    const heads = listed.map(({ edition: { id, reportYears, basis }, files }) => {
      const { from, to } = reportYears;
      const years = io.localize({
        zh: to ? `${from}—${to} 年` : `${from} 年起`,
        en: to ? `${from}–${to}` : `${from} on`,
      });
      return { head: `${id}  ${years}  ${basis.title}`, files };
    });
    const notice = io.localize({ zh: "correction  更正说明", en: "correction  notice of a correction" });
    return [...heads, ...(correction ? [{ head: notice, ...correction }] : [])]
      .flatMap(({ head, files }) => [head, ...files.map((file) => `    ${file}`)])
      .join("\n");
  });
}

/** Drawn templates replace the shipped ones; copies never replace what a clerk has changed, unless told to. */
async function writeTemplates(
  io: Io,
  verb: "draw" | "copy",
  edition: Edition,
  { dir, force }: { readonly dir: string | undefined; readonly force: boolean },
): Promise<void> {
  const { drawnTemplates, shippedFolder, shippedTemplates } = await import("../../pipeline/workspace/editions.ts");
  const { placeFiles } = await import("../../pipeline/workspace/start.ts");
  const drawing = verb === "draw";
  const files = drawing ? await drawnTemplates(edition) : shippedTemplates(edition);
  const standard = drawing ? dirname(shippedFolder(edition)) : join(io.cwd, "templates");
  const folder = join(dir === undefined ? standard : resolve(io.cwd, dir), edition.id);
  placeFiles(folder, files, force || drawing);
  for (const { name } of files) io.out(shown(io, join(folder, name)));
}

/** The same for the notice of a correction, which is of no edition. */
async function notices(
  io: Io,
  verb: "draw" | "copy",
  { dir, force }: { readonly dir: string | undefined; readonly force: boolean },
): Promise<void> {
  const { drawnNotice } = await import("../../pipeline/workspace/editions.ts");
  const { noticeFolder, shippedNotices, shippedNoticeFolder } = await import("../../pipeline/workspace/folders.ts");
  const { placeFiles } = await import("../../pipeline/workspace/start.ts");
  const drawing = verb === "draw";
  const standard = drawing ? dirname(shippedNoticeFolder()) : join(io.cwd, "templates");
  const folder = join(dir === undefined ? standard : resolve(io.cwd, dir), noticeFolder);
  const files = drawing ? await drawnNotice() : shippedNotices();
  placeFiles(folder, files, force || drawing);
  for (const { name } of files) io.out(shown(io, join(folder, name)));
}

/** Compiles a clerk's templates: of the editions that have files in the folder, or of the one that is asked for. */
async function check(io: Io, dir: string | undefined, id: string | undefined): Promise<ExitStatus> {
  if (dir === undefined) {
    throw new UsageError({
      zh: "请写出要检查的模板文件夹，如 gov-report template check mine",
      en: "name the folder of templates to check, e.g. gov-report template check mine",
    });
  }
  const { checkTexts, placesMissing } = await import("../../pipeline/unit/stamp.ts");
  const { openSession } = await import("../../pipeline/unit/session.ts");
  const { editionNamed, newWithoutWords } = await import("../../pipeline/workspace/editions.ts");
  const { ownTemplates } = await import("../inputs.ts");
  const templates = ownTemplates(io, dir);
  const session = openSession({ templates, formats, companion: true });
  let status: ExitStatus = exit.fine;
  for (const edition of id === undefined ? session.editions.all : [editionNamed(session.editions, id)]) {
    const added = edition.tables.flatMap(({ extra }) => extra?.title ?? []);
    if (added.length === 0 && id === undefined && !existsSync(join(templates, edition.id))) continue;
    const { value: stamps, diagnostics: ofReports } = await session.stamps(edition);
    const { diagnostics: ofCompanions = [] } = (await session.companions?.(edition)) ?? {};
    const known = new Set(ofReports.map(({ message }) => message.zh));
    const found = [
      ...ofReports,
      ...ofCompanions.filter(({ message }) => !known.has(message.zh)),
      ...checkTexts(edition),
    ];
    const diagnostics = added.length > 0 && stamps ? [...found, ...placesMissing(edition.id, stamps)] : found;
    for (const title of added) io.err(`${edition.name}：${title}`);
    for (const diagnostic of diagnostics) show(io, "out", diagnostic, []);
    const silent = newWithoutWords(edition);
    if (silent.length > 0) io.err(withoutWordsText(io, edition, silent));
    if (hasErrors(diagnostics)) status = exit.findings;
    else io.err(io.localize({ zh: `${edition.name}：模板可用`, en: `${edition.id}: the templates can be used` }));
  }
  return status;
}

/** Rows and figures whose numbers in texts are looked for under their labels alone. */
function withoutWordsText(io: Io, { id, name }: Edition, nodes: readonly KeyNode[]): string {
  const listed = nodes.map(({ label, path }) => `${label}（${path}）`).join("、");
  return io.localize({
    zh: `${name}：没有写明正文里怎样称呼，只按名称核对：${listed}；可写在 ${id}/words.yaml 或 activity.yaml 的 words 中`,
    en: `${id}: how texts speak of these is not said, so they are looked for by their names alone: ${listed}; say it in ${id}/words.yaml, or as words in activity.yaml`,
  });
}

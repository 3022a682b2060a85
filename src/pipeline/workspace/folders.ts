import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { companionTemplate, type Format, formatSpecs } from "../../core/formats.ts";
import type { Output } from "../../write/files.ts";

let root: string | undefined;

/** The folder of the program itself, where its templates are. */
export function packageRoot(): string {
  root ??= findRoot();
  return root;
}

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isOurs(folder)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("gov-report's own folder cannot be found");
    folder = parent;
  }
  return folder;
}

function isOurs(folder: string): boolean {
  const file = join(folder, "package.json");
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "gov-report";
}

/** The shipped templates first, then a clerk's own folder, whose files replace them one by one. */
export function templateFolders(own: string | undefined): readonly string[] {
  const shipped = join(packageRoot(), "templates");
  return own === undefined ? [shipped] : [shipped, own];
}

/**
 * Where a template of an edition is found: the last folder that has it. One that prints whatever sections and
 * tables there are is of no one form, so that the newest stands in for one that an edition of one's own lacks.
 */
export function templatePath(folders: readonly string[], id: string, name: string): string | undefined {
  const paths = folders.map((folder) => join(folder, id, name));
  const [shipped] = name.endsWith(".hbs") || name === companionTemplate ? folders : [];
  const others =
    shipped === undefined
      ? []
      : readdirSync(shipped)
          .sort()
          .map((other) => join(shipped, other, name));
  return [...others, ...paths].findLast((path) => existsSync(path));
}

export function programVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")).version;
}

/** The path of a file that a tally names, in its folder or below; undefined where the name or a link leads out of it. */
export function pathBelow(tally: string, name: string): string | undefined {
  const folder = dirname(tally);
  const steps = name.split("/");
  const plain = !/^[/~]|^[A-Za-z]:|\\|[\0]/.test(name) && !steps.includes("..") && !steps.includes("");
  const path = `${folder === "." ? "" : `${folder}/`}${name}`;
  return plain && !leadsOut(folder, path) ? path : undefined;
}

function leadsOut(folder: string, path: string): boolean {
  try {
    return relative(realpathSync(resolve(folder)), realpathSync(resolve(path))).split(sep)[0] === "..";
  } catch {
    return false; // what is not there is told when it is read
  }
}

/** The folder of the templates of a notice of correction (更正说明), which are of no edition. */
export const noticeFolder = "correction";

/** What a notice is published as. */
export const noticeFormats: readonly Format[] = ["docx", "md", "html"];

/** What the template of a notice is called in a format: notice.docx. */
export function noticeTemplate(format: Format): string {
  return formatSpecs[format].template.replace(/^report/, "notice");
}

export function shippedNoticeFolder(): string {
  return join(packageRoot(), "templates", noticeFolder);
}

/** The shipped templates of a notice, to be changed by a clerk. */
export function shippedNotices(): readonly Output[] {
  const folder = shippedNoticeFolder();
  return noticeFormats
    .map(noticeTemplate)
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

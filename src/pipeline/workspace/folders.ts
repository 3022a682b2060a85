import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { companionTemplate } from "../../core/formats.ts";

/** The folder of the program itself, where its templates are. */
export function packageRoot(): string {
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

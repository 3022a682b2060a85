import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, relative, resolve, sep } from "node:path";
import { type GlobOptions, globSync } from "tinyglobby";
import { severityOf } from "../../catalogue/index.ts";
import { compareText, type Diagnostic, type Text, unreadableFile } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import { isPublishedVersion } from "../../write/published-guard.ts";
import { anyFileFor, besideTallies, isTally, type LookAlike, lookAlike, lookAlikeWords } from "./look-alikes.ts";

/**
 * What stands where tallies are looked for and was not read: a file outside, a linked folder, a folder that is closed to us,
 * or what only looks like a tally.
 */
export interface Stray {
  readonly path: string;
  readonly what: "file" | "folder" | "closed" | LookAlike;
}

/**
 * Absolute paths below a folder. Links that lead out of it, and linked folders, are not followed: they become `strays`. A link that
 * leads nowhere is among the files, and reading it says so.
 */
export function glob(
  patterns: readonly string[],
  folder: string,
  ignore: readonly string[],
  strays: Stray[],
): readonly string[] {
  const root = realpathSync(folder);
  const met: Stray[] = [];
  const links = new Set<string>();
  const fs = { readdirSync: readerOf(met, links) } as unknown as NonNullable<GlobOptions["fs"]>;
  const options = { cwd: folder, absolute: true, followSymbolicLinks: false, fs };
  const within = new Set<string>();
  const versions = new Map<string, boolean>();
  // The copy of a tally beside its published report is not another tally of the unit.
  const isVersion = (at: string): boolean => {
    const above = dirname(at);
    const known = versions.get(at) ?? (isPublishedVersion(at) || (at !== folder && at !== above && isVersion(above)));
    versions.set(at, known);
    return known;
  };
  // Only a link leads out of the folder, or a folder that a pattern names: no other file's way is followed up.
  const folders = new Map<string, boolean>();
  const isOutside = (path: string): boolean => {
    if (links.has(normalize(path))) return outside(root, path);
    const at = dirname(path);
    const known = folders.get(at) ?? outside(root, at);
    folders.set(at, known);
    return known;
  };
  const alike = new Map<string, LookAlike>();
  for (const pattern of new Set(patterns.map((each) => anyFileFor(each) ?? each))) {
    const any = !patterns.includes(pattern);
    for (const path of globSync(pattern, { ...options, ignore: [...ignore] })) {
      if (isVersion(dirname(path))) continue;
      if (any && !isTally(path)) {
        const what = lookAlike(path);
        if (what) alike.set(path, what);
      } else if (isOutside(path)) strays.push({ path, what: "file" });
      else within.add(path);
    }
  }
  const files = [...within].sort(compareText);
  for (const [path, what] of besideTallies([...alike], files)) strays.push({ path, what });
  strays.push(...met);
  return files;
}

/** As `readdirSync` with types; a linked file passes for a file, so that patterns apply to it, what is linked and what cannot be entered is noted. */
function readerOf(met: Stray[], links: Set<string>): (folder: string) => readonly Dirent[] {
  return (folder) =>
    entriesOf(folder, met).map((entry) => {
      if (!entry.isSymbolicLink()) return entry;
      const path = join(folder, entry.name);
      links.add(path);
      if (statsOf(path)?.isDirectory()) {
        met.push({ path, what: "folder" });
        return entry;
      }
      return Object.assign(Object.create(entry), { isFile: () => true, isSymbolicLink: () => false });
    });
}

/** What lies in a folder; nothing where it is not there, or is closed to us, which is added to what was met. */
export function entriesOf(folder: string, met: Stray[] = []): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const gone = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!gone) met.push({ path: folder.replace(/(?<=.)[\\/]$/, ""), what: "closed" });
    return [];
  }
}

function outside(root: string, file: string): boolean {
  try {
    return relative(root, realpathSync(file)).split(sep)[0] === "..";
  } catch {
    return false; // a broken link is reported when it is read
  }
}

/** What is there; nothing for a link that leads nowhere or in a circle. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Whether a pattern of a workspace leads out of its folder: then nothing is looked for there. */
export function leadsOut(pattern: string): boolean {
  return isAbsolute(pattern) || /^[a-z]:/i.test(pattern) || pattern.split(/[/\\]/).includes("..");
}

export function outsidePattern(pattern: string, workspace: string): Diagnostic {
  const message = {
    zh: `“${pattern}”指到工作区外面，没有读取`,
    en: `“${pattern}” leads out of the workspace: nothing was read there`,
  };
  return {
    code: unreadableFile,
    severity: severityOf(unreadableFile),
    message,
    help: moveIn,
    file: workspace,
    related: [],
  };
}

/** The finding on what was not read: a tally that somebody handed in is not passed over in silence. */
export function strayFinding({ what }: Stray, file: string): Diagnostic {
  if (what === "ending" || what === "office" || what === "leftOver") {
    const severity = what === "leftOver" ? "info" : severityOf("GR508");
    return { code: "GR508", severity, ...lookAlikeWords[what], file, related: [] };
  }
  const { message, help } = strayWords[what];
  return { code: unreadableFile, severity: severityOf(unreadableFile), message, help, file, related: [] };
}

const moveIn: Text = {
  zh: "请把文件本身放进来；确实要用外面的文件，就在命令后写出它的路径",
  en: "put the files themselves here; to use those outside, name their path on the command line",
};
const strayWords: Readonly<Record<Exclude<Stray["what"], LookAlike>, { readonly message: Text; readonly help: Text }>> =
  {
    file: {
      message: {
        zh: "这是一个链接，指向这个文件夹外面，没有读取",
        en: "this is a link that leads out of the folder, and was not read",
      },
      help: moveIn,
    },
    folder: {
      message: {
        zh: "这个文件夹是一个链接，里面的文件没有读取",
        en: "this folder is a link, and what is in it was not read",
      },
      help: moveIn,
    },
    closed: {
      message: {
        zh: "这个文件夹打不开，里面的文件没有读取",
        en: "this folder cannot be opened, and what is in it was not read",
      },
      help: { zh: "请检查这个文件夹的权限", en: "check who may read this folder" },
    },
  };

/** Files of these endings are read out of a folder; whatever else is in it, is passed over. */
const documents = /\.(?:docx?|docm|xlsx?|xlsm|wps|et|html?|mht|md|markdown|txt|pdf|ofd|odt|ods|rtf)$/i;
const tallies = /\.ya?ml$/i;

/** The reports that paths stand for, in path order: files as they are named, and what is in folders; `alsoTallies`: and tallies. */
export function documentsAt(paths: readonly string[], cwd: string, alsoTallies = false): readonly string[] {
  const found = paths.flatMap((path) => {
    const full = resolve(cwd, path);
    if (!statSync(full, { throwIfNoEntry: false })?.isDirectory()) return [full];
    const inside = readdirSync(full, { recursive: true, encoding: "utf8" })
      .filter((name) => documents.test(name) || (alsoTallies && tallies.test(name)))
      .filter((name) => !/(?:^|[/\\])[.~]/.test(name))
      .map((name) => join(full, name));
    if (inside.length === 0) {
      throw new UsageError({ zh: `${path} 里没有报告文件`, en: `there is no report in ${path}` });
    }
    return inside.toSorted(compareText);
  });
  return [...new Set(found)];
}

import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareText } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";

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

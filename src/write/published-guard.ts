import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { FileError } from "../core/errors.ts";
import { publishedMark, recordFile, versionOf } from "../core/publication.ts";

/**
 * Refuses to write where reports stand as they were published: in a folder with the mark of one, in a version that holds
 * its record, and anywhere below. Throws a FileError that says where that begins.
 */
export function refusePublished(path: string): void {
  const around = publishedAround(path);
  if (around === undefined) return;
  throw new FileError(path, {
    zh: `${around} 里是已经公布的报告，什么都不能写进去。要写别的，请换一个位置；报告确需更正的，用 gov-report correct`,
    en: `${around} holds reports as they were published, and nothing is written there: choose another place; to correct a report, use gov-report correct`,
  });
}

/** The folder of published reports that a path is or lies in, be it by way of a link; undefined for any other path. */
export function publishedAround(path: string): string | undefined {
  for (let folder = realPath(resolve(path)); ; folder = dirname(folder)) {
    if (isPublished(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function isPublished(folder: string): boolean {
  return existsSync(join(folder, publishedMark)) || isPublishedVersion(folder);
}

/** Whether a folder is that of one published version. */
export function isPublishedVersion(folder: string): boolean {
  return versionOf(basename(folder)) !== undefined && existsSync(join(folder, recordFile));
}

/** Where a path leads, also where its end does not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

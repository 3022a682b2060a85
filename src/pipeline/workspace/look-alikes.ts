import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { guessHeader } from "../../tally/shape/peek.ts";
import { readSource } from "./read-source.ts";
import { isFormFile } from "./read-tally-file.ts";

/** A tally under another ending, a document of an office program, what a program has left over. */
export type LookAlike = "ending" | "office" | "leftOver";

/** The pattern of every file in the places of a pattern such as `units/**\/*.yaml`; undefined for one that names its files. */
export function anyFileFor(pattern: string): string | undefined {
  return everyTally.test(pattern) ? pattern.replace(/\.[^.]*$/, "*") : undefined;
}

const everyTally = /\*\.(?:ya?ml|xls[xm]|\{(?:ya?ml|xls[xm])(?:,(?:ya?ml|xls[xm]))*\})$/i;

/** What a folder is looked through for. */
export const tallyPatterns: readonly string[] = ["**/*.yaml", "**/*.yml"];

/** A tally by its name, or an entry form by what is in it. */
export function isTally(path: string): boolean {
  return endsAsTally(path) || (!leftOver.test(basename(path)) && isFormFile(path));
}

/** How a tally's file ends; Windows writes both in capitals, too. */
function endsAsTally(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !leftOver.test(basename(path));
}

const leftOver = /^~\$|~$|\.(?:bak|orig|rej|tmp|swp|old)$/i;

/** What looks like a tally, or like what one is made from, and is none that can be read. */
export function lookAlike(path: string): LookAlike | undefined {
  const name = basename(path);
  // Of this program itself: where a sum comes from, the schema an editor checks by.
  if (/\.json$/i.test(name)) return undefined;
  if (leftOver.test(name)) return "leftOver";
  if (/\.(?:xls[xm]?|doc[xm]?|wps|et|od[st]|csv)$/i.test(name)) return "office";
  if (/\.ya?ml[.\s_（(].+$|\.(?:yal|yalm|ymal|yam|yml?l)$|[。．]ya?ml$/i.test(name)) return "ending";
  return /\.txt$/i.test(name) && saysWhose(path) ? "ending" : undefined;
}

function saysWhose(path: string): boolean {
  const source = readSource(path).value;
  const { unit, year } = source ? guessHeader(source.text) : {};
  return unit !== undefined && year !== undefined;
}

/** Of look-alikes, those beside tallies: elsewhere a document is nobody's concern, and so are reports this program has made. */
export function besideTallies(
  found: readonly (readonly [string, LookAlike])[],
  tallies: readonly string[],
): readonly (readonly [string, LookAlike])[] {
  const folders = new Set(tallies.map((path) => dirname(path)));
  return found.filter(([path, what]) => {
    const folder = dirname(path);
    return what === "ending" || (folders.has(folder) && !existsSync(join(folder, "manifest.json")));
  });
}

export const lookAlikeWords: Readonly<Record<LookAlike, { readonly message: Text; readonly help: Text }>> = {
  ending: {
    message: {
      zh: "这个文件像是填报，但文件名不是以 .yaml 或 .yml 结尾，没有读取",
      en: "this file looks like a tally, but its name does not end in .yaml or .yml, and it was not read",
    },
    help: {
      zh: "是填报的，把文件名改成以 .yaml 结尾（先在资源管理器的“查看”里勾选“文件扩展名”）；不是的，移出这个文件夹",
      en: "if it is a tally, rename it so that it ends in .yaml; if not, move it out of this folder",
    },
  },
  office: {
    message: {
      zh: "填报文件夹里的这份表格或文档没有读取：程序只读 .yaml 填报和填报表",
      en: "this document among the tallies was not read: only .yaml tallies and entry forms are",
    },
    help: {
      zh: "里面的数还没有填报的，是报告就用 gov-report import 读成填报，不是就用 gov-report form 生成填报表再填；已经填报的，移出这个文件夹",
      en: "if its figures have not been handed in, read a report with gov-report import, or copy them into a form of gov-report form; else move it out of this folder",
    },
  },
  leftOver: {
    message: {
      zh: "这是别的程序留下的备份或临时文件，没有读取",
      en: "this is a backup or temporary file of another program, and was not read",
    },
    help: { zh: "不需要的，删去或移出这个文件夹", en: "delete it or move it away if it is not needed" },
  },
};

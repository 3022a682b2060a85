import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Output } from "../../write/files.ts";

/**
 * What git is told about a workspace, so that no clone of it has other line ends and with them other hashes; none outside
 * of a work tree of git, or where the folder has its own.
 */
export function gitAttributes(folder: string, lang: "zh" | "en"): readonly Output[] {
  if (!inWorkTree(folder) || existsSync(join(folder, gitAttributesFile))) return [];
  const about =
    lang === "zh"
      ? "# 换行不随电脑变：清单和公布记录里的摘要在哪里都对得上。"
      : "# Line ends are the same on every computer, so that the hashes of manifests and records hold.";
  const text = `${[about, ...attributes].join("\n")}\n`;
  return [{ name: gitAttributesFile, bytes: new TextEncoder().encode(text) }];
}

export const gitAttributesFile = ".gitattributes";

/** The last line that fits a path counts: what was made stays byte for byte. */
const attributes = [
  "*.yaml text eol=lf",
  "*.yml text eol=lf",
  "*.json text eol=lf",
  ...["csv", "md", "txt"].map((ending) => `*.${ending} -text`),
  ...["docx", "xlsx", "pdf"].map((ending) => `*.${ending} binary`),
  "out/** -text",
  "published/** -text",
];

/** `.git` is a folder, or a file in a further work tree. */
function inWorkTree(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return true;
    if (dirname(at) === at) return false;
  }
}

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A face of an official paper (GB/T 9704), and whether this computer has it. */
export interface OfficialFont {
  readonly name: string;
  readonly use: { readonly zh: string; readonly en: string };
  /** A family, or a font file, that is it. */
  readonly found: string | undefined;
}

const wanted: readonly (Omit<OfficialFont, "found"> & { readonly names: RegExp })[] = [
  { name: "仿宋", use: { zh: "正文", en: "text" }, names: /仿宋|fang ?song|simfang|fzfs/i },
  { name: "小标宋", use: { zh: "标题", en: "title" }, names: /小标宋|xiao ?biao ?song|fzxbs/i },
  { name: "黑体", use: { zh: "一级标题", en: "headings" }, names: /黑体|sim ?hei|st ?hei|heiti|fzht/i },
  { name: "楷体", use: { zh: "二级标题", en: "subheadings" }, names: /楷体|kai ?ti|simkai|fzkt/i },
  { name: "宋体", use: { zh: "表格", en: "tables" }, names: /(?<!仿|标|新)宋体|sim ?sun|st ?song|songti/i },
];

/** The faces of an official paper, as the system knows them. */
export function officialFonts(): readonly OfficialFont[] {
  const families = installedFamilies();
  return wanted.map(({ name, use, names }) => ({ name, use, found: families.find((family) => names.test(family)) }));
}

/** Names of families where fontconfig tells them, else of the files in the system's folders for fonts. */
function installedFamilies(): readonly string[] {
  const { status, stdout } = spawnSync("fc-list", [":", "family"], { encoding: "utf8", timeout: 30_000 });
  if (status === 0) return [...new Set(stdout.split("\n"))].filter((line) => line !== "").sort();
  return fontFolders().flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        /\.(?:tt[cf]|otf)$/i.test(name),
      );
    } catch {
      return [];
    }
  });
}

function fontFolders(): readonly string[] {
  const home = homedir();
  if (process.platform === "win32") {
    const { SystemRoot: root = "C:\\Windows", LOCALAPPDATA: local = join(home, "AppData", "Local") } = process.env;
    return [join(root, "Fonts"), join(local, "Microsoft", "Windows", "Fonts")];
  }
  if (process.platform === "darwin") return ["/System/Library/Fonts", "/Library/Fonts", join(home, "Library/Fonts")];
  return ["/usr/share/fonts", "/usr/local/share/fonts", join(home, ".fonts"), join(home, ".local/share/fonts")];
}

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type FoundEngine, findEngine } from "../pdf/engine.ts";
import { type Job, workspaceFile } from "../workspace/inputs.ts";
import { resolveRun } from "../workspace/run-config.ts";
import { findLeftOvers, type LeftOver } from "./left-overs.ts";

/** What there is on this computer and in a workspace. */
export interface MachineReport {
  readonly node: {
    readonly version: string;
    readonly platform: string;
    readonly arch: string;
    readonly supported: boolean;
  };
  readonly fonts: readonly OfficialFont[];
  /** Programs that make PDF, the one that is taken first at the head. */
  readonly engines: readonly FoundEngine[];
  readonly workspace:
    | {
        readonly file: string;
        readonly tallies: number;
        readonly previous: number;
        readonly out: string;
        readonly writable: boolean;
      }
    | undefined;
  readonly leftOvers: readonly LeftOver[];
}

/** Looks at everything and changes nothing. `now` in milliseconds: what lies there since yesterday is used by nobody. */
export function examineMachine(job: Job | undefined, cwd: string, now: number): MachineReport {
  const workspace = job?.workspace;
  const { out, published } = job
    ? resolveRun(job, {}, cwd)
    : { out: join(cwd, "out"), published: join(cwd, "published") };
  return {
    node: {
      version: process.version,
      platform: process.platform,
      arch: process.arch,
      supported: isSupported(process.versions.node),
    },
    fonts: officialFonts(),
    engines: ["libreoffice", "chromium", "chrome", "edge"].flatMap(engineNamed),
    workspace: workspace && {
      file: join(workspace.folder, workspace.file ?? workspaceFile),
      tallies: job.files.length,
      previous: job.previous.length,
      out,
      writable: isWritable(out),
    },
    leftOvers: findLeftOvers([...new Set([...(workspace ? [workspace.folder] : []), out, published])], now),
  };
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

function engineNamed(name: string): readonly FoundEngine[] {
  try {
    return [findEngine(name)];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

/** Whether a folder, or the nearest one above it that is there, can be written. */
function isWritable(folder: string): boolean {
  if (!existsSync(folder)) return dirname(folder) === folder ? false : isWritable(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A face of an official paper (GB/T 9704), and whether this computer has it. */
interface OfficialFont {
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
function officialFonts(): readonly OfficialFont[] {
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

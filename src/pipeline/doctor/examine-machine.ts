import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type FoundEngine, findEngine } from "../pdf/engine.ts";
import { type Job, workspaceFile } from "../workspace/inputs.ts";
import { resolveRun } from "../workspace/run-config.ts";
import { findLeftOvers, type LeftOver } from "./left-overs.ts";
import { type OfficialFont, officialFonts } from "./official-fonts.ts";

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

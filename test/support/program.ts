import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The program as it is installed. */
export const program: string = fileURLToPath(new URL("../../bin/gov-report.js", import.meta.url));

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built program in a folder. It runs in a process that stays for as long as the test file does, since loading
 * and warming up takes ten times as long as most commands: where the process itself is what is tested, start one.
 */
export function runProgram(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Ran {
  return bash(cwd, `gov-report "$@"`, args, env);
}

export interface LineOptions {
  readonly env: NodeJS.ProcessEnv;
  /** In a process of its own. */
  readonly fresh: boolean;
}

/** Runs a line of bash in which `gov-report` is the built program; stderr is with stdout. */
export function runLine(cwd: string, line: string, { env, fresh }: LineOptions): Omit<Ran, "stderr"> {
  return bash(cwd, `{ ${line}; } 2>&1`, [], env, fresh);
}

function bash(cwd: string, line: string, args: readonly string[], env: NodeJS.ProcessEnv, fresh = false): Ran {
  const script = `gov-report() { ${fresh ? `'${process.execPath}' '${program}' "$@"` : request()}; }\n${line}`;
  const options = { cwd, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script, "bash", ...args], options);
  return { status, stdout, stderr };
}

let started: string | undefined;

/** Hands the words of a function of bash, where it is and its environment to the process that runs the program. */
function request(): string {
  if (started !== undefined) return started;
  const folder = mkdtempSync(join(tmpdir(), "gov-report-program-"));
  const [requests, answers] = ["requests", "answers"].map((name) => join(folder, name)) as [string, string];
  execFileSync("mkfifo", [requests, answers]);
  const server = fileURLToPath(new URL("program-server.mjs", import.meta.url));
  const entry = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
  const child = spawn(process.execPath, [server, entry, requests, answers], { stdio: ["pipe", "ignore", "inherit"] });
  child.unref();
  started = `{ env -0; printf '\\0\\0'; printf '%s\\0' "$PWD" "$@"; } > '${requests}'; eval "$(< '${answers}')"`;
  return started;
}

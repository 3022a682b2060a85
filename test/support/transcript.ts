import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** One command of a transcript with what it printed and how it ended. */
export interface Exchange {
  readonly command: string;
  readonly expected: string;
}

export interface Transcript {
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly exchanges: readonly Exchange[];
}

/**
 * Reads a command-line test: under each `## ` heading, fenced `yaml name.yaml` blocks are files, and `console` blocks
 * are commands after `$ ` with all they print; `[1]` as the last line of a command is its exit status where it is not 0.
 */
export function readTranscripts(markdown: string): readonly Transcript[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const title = part.slice(0, part.indexOf("\n")).trim();
      const blocks = [...part.matchAll(/^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm)];
      const files = blocks.flatMap(([, , name, text = ""]) => (name ? [{ name, text }] : []));
      const exchanges = blocks
        .filter(([, kind]) => kind === "console")
        .flatMap(([, , , text = ""]) => exchangesOf(text));
      return { title, files, exchanges };
    });
}

function exchangesOf(text: string): readonly Exchange[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { command: part.slice(0, end), expected: part.slice(end + 1).trimEnd() };
    });
}

/** Runs a transcript's commands in a folder of its own, which holds `samples/` and the transcript's files. */
export function runTranscript(transcript: Transcript): readonly Exchange[] {
  const folder = temporaryFolder();
  cpSync(join(root, "samples"), join(folder, "samples"), { recursive: true, filter: (path) => !path.endsWith("/out") });
  for (const { name, text } of transcript.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return transcript.exchanges.map(({ command }) => ({ command, expected: run(command, folder) }));
}

function run(command: string, folder: string): string {
  const program = `${JSON.stringify(process.execPath)} ${JSON.stringify(join(root, "bin/gov-report.js"))}`;
  const script = `gov-report() { ${program} "$@"; }; ${command}`;
  const env = { PATH: process.env["PATH"], HOME: folder, LANG: "zh_CN.UTF-8", TZ: "Asia/Shanghai" };
  const { stdout, status } = spawnSync("bash", ["-c", `{ ${script}; } 2>&1`], { cwd: folder, env, encoding: "utf8" });
  return `${stdout.trimEnd()}${status === 0 ? "" : `\n[${status}]`}`.trimStart();
}

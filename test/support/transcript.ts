import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./folder.ts";
import { runLine } from "./program.ts";

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
  return sectionsOf(markdown).map((part) => {
    const title = part.slice(0, part.indexOf("\n")).trim();
    const blocks = [...part.matchAll(/^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm)];
    const files = blocks.flatMap(([, , name, text = ""]) => (name ? [{ name, text }] : []));
    const exchanges = blocks.filter(([, kind]) => kind === "console").flatMap(([, , , text = ""]) => exchangesOf(text));
    return { title, files, exchanges };
  });
}

/** What stands under each `## ` heading, from the heading on; a line of a block that begins so is none. */
function sectionsOf(markdown: string): readonly string[] {
  const sections: string[] = [];
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) fenced = !fenced;
    if (!fenced && line.startsWith("## ")) sections.push(line.slice(3));
    else if (sections.length > 0) sections.push(`${sections.pop()}\n${line}`);
  }
  return sections;
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

/**
 * Runs a transcript's commands in a folder of its own, which holds the `samples/` they name and the transcript's files;
 * each in a process of its own where processes and streams are what it is about.
 */
export function runTranscript(transcript: Transcript, fresh = false): readonly Exchange[] {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "samples"));
  const commands = transcript.exchanges.map(({ command }) => command).join("\n");
  const named = [...commands.matchAll(/\bsamples(?:\/[\w-]+)?/g)].map(([name]) => name);
  for (const name of new Set(named)) {
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith("/out") });
  }
  for (const { name, text } of transcript.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const env = { PATH: process.env["PATH"], HOME: folder, LANG: "zh_CN.UTF-8", TZ: "Asia/Shanghai" };
  return transcript.exchanges.map(({ command }) => {
    const { stdout, status } = runLine(folder, command, { env, fresh });
    const printed = `${stdout.trimEnd()}${status === 0 ? "" : `\n[${status}]`}`.trimStart();
    return { command, expected: printed };
  });
}

import { relative } from "node:path";
import type { Diagnostic, Lang, Text } from "../core/diagnostic.ts";
import type { Source } from "../core/text/source.ts";
import type { RuleSetting } from "../print/exceptions.ts";
import type { Who } from "../print/findings.ts";
import { type Style, styler } from "../print/style.ts";
import { writeOut } from "./streams.ts";

/** Findings that a command names beside what it is about, for the reports that `--format` asks for. */
export interface FindingsLog {
  /** They stand where people would read them: they are not told otherwise. */
  readonly instead: boolean;
  add(diagnostics: readonly Diagnostic[], sources: readonly Source[]): void;
  /** A tally that was read, be it that nothing was found in it. */
  addUnit(file: string, who: Who | undefined): void;
  /** Rules whose severity was set for the run. */
  addRules(rules: readonly RuleSetting[]): void;
}

/** The two streams and how to speak on them: stdout is data, stderr is for people. */
export interface Io {
  readonly lang: Lang;
  readonly cwd: string;
  /** The workspace file that was named, as an absolute path; undefined: the one that lies around. */
  readonly config?: string | undefined;
  readonly findings?: FindingsLog | undefined;
  /** The day on the wall calendar of this place, YYYY-MM-DD. */
  readonly today: string;
  readonly quiet: boolean;
  /** Colours of each stream. */
  readonly style: { readonly out: Style; readonly err: Style };
  out(line: string): void;
  err(line: string): void;
  /** A text in the user's language. */
  localize(text: Text): string;
}

export interface IoOptions {
  readonly lang: Lang;
  readonly quiet?: boolean | undefined;
  /** Undefined: as the terminal and the environment have it. */
  readonly color?: boolean | undefined;
  readonly config?: string | undefined;
}

export function makeIo({ lang, quiet = false, color, config }: IoOptions): Io {
  return {
    lang,
    quiet,
    cwd: process.cwd(),
    config,
    today: localDay(new Date()),
    style: { out: styler(color ?? wantsColour(process.stdout)), err: styler(color ?? wantsColour(process.stderr)) },
    out: (line) => writeOut(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    localize: (text) => text[lang],
  };
}

/** A day on the wall calendar of this place, YYYY-MM-DD. */
export function localDay(now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** NO_COLOR before FORCE_COLOR before the terminal. */
function wantsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: off, FORCE_COLOR: force, TERM: term } = process.env;
  if (off) return false;
  if (force !== undefined) return force !== "0";
  return stream.isTTY === true && term !== "dumb";
}

/** A path as a person would write it: relative where it lies below the current folder. */
export function shown(io: Io, path: string): string {
  const way = relative(io.cwd, path);
  return way.startsWith("..") ? path : way || ".";
}

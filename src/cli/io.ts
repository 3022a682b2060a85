import { relative } from "node:path";
import type { Lang, Text } from "../core/diagnostic.ts";
import { type Style, styler } from "../print/style.ts";
import { writeOut } from "./streams.ts";

/** The two streams and how to speak on them: stdout is data, stderr is for people. */
export interface Io {
  readonly lang: Lang;
  readonly cwd: string;
  /** The day on the wall calendar of this place, YYYY-MM-DD. */
  readonly today: string;
  readonly quiet: boolean;
  /** Colours of each stream. */
  readonly style: { readonly out: Style; readonly err: Style };
  out(line: string): void;
  err(line: string): void;
  /** A text in the user's language. */
  say(text: Text): string;
}

export interface IoOptions {
  readonly lang: Lang;
  readonly quiet?: boolean | undefined;
  /** Undefined: as the terminal and the environment have it. */
  readonly color?: boolean | undefined;
}

export function makeIo({ lang, quiet = false, color }: IoOptions): Io {
  return {
    lang,
    quiet,
    cwd: process.cwd(),
    today: localDay(new Date()),
    style: { out: styler(color ?? wantsColour(process.stdout)), err: styler(color ?? wantsColour(process.stderr)) },
    out: (line) => writeOut(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    say: (text) => text[lang],
  };
}

function localDay(now: Date): string {
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

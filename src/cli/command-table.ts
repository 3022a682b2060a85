import type { Text } from "../core/diagnostic.ts";
import { type CommandEntry, longOf, type OptionSpecs } from "./command.ts";
import { globalOptions } from "./global-options.ts";

/** What may stand in a place of the command line. */
interface Taken {
  readonly about: Text;
  /** As help shows it, without its brackets: `dir`, `path...`; empty where an option takes nothing. */
  readonly value: string;
  /** What can be listed. */
  readonly values: readonly string[];
  /** Else: whether files or folders stand there. */
  readonly paths?: "files" | "folders";
}

export interface TableOption extends Taken {
  /** `--out`. */
  readonly long: string;
  /** `-o`. */
  readonly short?: string;
  /** The value may be left out. */
  readonly optional: boolean;
}

export interface TableArgument extends Taken {
  readonly optional: boolean;
}

export interface TableCommand {
  readonly name: string;
  readonly about: Text;
  readonly arguments: readonly TableArgument[];
  readonly options: readonly TableOption[];
}

/** All commands as completion and the manual page need them; made of what commander is given, too. */
export interface CommandTable {
  readonly commands: readonly TableCommand[];
  /** What every command takes, help among it. */
  readonly options: readonly TableOption[];
  /** What is for the program itself. */
  readonly own: readonly TableOption[];
}

export function commandTable(entries: readonly CommandEntry[]): CommandTable {
  const flag = { value: "", values: [], optional: false };
  return {
    commands: entries.map(({ name, about, arguments: args, options }) => ({
      ...{ name, about, options: optionsOf(options) },
      arguments: args.map((spec) => {
        const value = spec.name.slice(1, -1);
        // template <list|draw|copy|check>
        const values = spec.parse?.values ?? (value.includes("|") ? value.split("|") : []);
        return { ...taken(value, spec.about, values), optional: spec.name.startsWith("[") };
      }),
    })),
    options: [
      ...optionsOf(globalOptions),
      { ...flag, long: "--help", short: "-h", about: { zh: "显示帮助", en: "show the help of a command" } },
    ],
    own: [{ ...flag, long: "--version", short: "-V", about: { zh: "显示版本", en: "show the version" } }],
  };
}

function optionsOf(specs: OptionSpecs): readonly TableOption[] {
  return Object.entries(specs).map(([key, { about, short, value, parse }]) => ({
    ...taken(value.slice(1, -1), about, parse?.values ?? []),
    ...{ long: longOf(key), ...(short !== undefined && { short: `-${short}` }), optional: value.startsWith("[") },
  }));
}

function taken(value: string, about: Text, values: readonly string[]): Taken {
  const paths = pathsOf(value.replace("...", ""));
  return { about, value, values, ...(values.length === 0 && paths && { paths }) };
}

function pathsOf(value: string): Taken["paths"] {
  if (value === "dir") return "folders";
  return ["file", "path", "report", "tally", "a", "b", "program"].includes(value) ? "files" : undefined;
}

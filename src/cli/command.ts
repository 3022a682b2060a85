import { Argument, Command, Option } from "commander";
import type { Text } from "../core/diagnostic.ts";
import type { ExitStatus } from "./exit.ts";
import { isReport, type Target } from "./formats.ts";
import type { Io } from "./io.ts";

/**
 * Reads a value from what was typed; `before` is what an earlier use of the option gave. Throws `InvalidArgumentError`, which
 * is shown as wrong usage. `values` are those it takes, where they can be listed.
 */
interface Parse<V> {
  (value: string, before: V | undefined): V;
  readonly values?: readonly string[];
}

interface Short {
  /** The letter of `-o`. */
  readonly short?: string;
}

/** An argument or an option as commander needs it; `type` is never set and holds the type of the value. */
interface ValueSpec<V> {
  readonly about: Text;
  readonly parse?: { (value: string, before: never): unknown; readonly values?: readonly string[] };
  readonly standard?: unknown;
  readonly type?: [V];
}

/** A positional argument: `<tally>`, `[dir]` or `[path...]`. */
export interface ArgumentSpec<V> extends ValueSpec<V> {
  readonly name: string;
}

/** An option, named by its key in the definition: `fixBlanks` is `--fix-blanks`. */
export interface OptionSpec<V> extends ValueSpec<V>, Short {
  /** As help shows the value: `<dir>`; `[years]` where it may be left out; empty for a flag. */
  readonly value: string;
  readonly required?: true;
  /** The whole name, where others have laid it down: `--clientProcessId`. */
  readonly named?: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

/** What was typed, by the specifications of it. */
export type ValuesOf<S> = { readonly [K in keyof S]: S[K] extends { readonly type?: [infer V] } ? V : never };

/** Any number of arguments, or none. */
export function manyArguments(name: `[${string}...]`, about: Text): ArgumentSpec<readonly string[]> {
  return { name, about };
}

export function argument(name: `<${string}>`, about: Text): ArgumentSpec<string>;
export function argument<V>(name: `<${string}>`, about: Text, reading: { readonly parse: Parse<V> }): ArgumentSpec<V>;
export function argument(name: `[${string}]`, about: Text): ArgumentSpec<string | undefined>;
export function argument(
  name: `[${string}]`,
  about: Text,
  reading: { readonly standard: string },
): ArgumentSpec<string>;
export function argument<V>(
  name: string,
  about: Text,
  reading: Pick<ValueSpec<V>, "parse" | "standard"> = {},
): ArgumentSpec<V> {
  return { name, about, ...reading };
}

export function option(value: string, about: Text, reading?: Short): OptionSpec<string | undefined>;
export function option(value: string, about: Text, reading: Short & { readonly standard: string }): OptionSpec<string>;
export function option<V>(
  value: string,
  about: Text,
  reading: Short & { readonly parse: Parse<V> },
): OptionSpec<V | undefined>;
export function option<V>(
  value: string,
  about: Text,
  reading: Short & { readonly parse: Parse<V>; readonly standard: NoInfer<V> },
): OptionSpec<V>;
export function option<V>(
  value: string,
  about: Text,
  reading: Short & Pick<ValueSpec<V>, "parse" | "standard"> = {},
): OptionSpec<V> {
  return { value, about, ...reading };
}

/** An option that has to be given. */
export function requiredOption(value: string, about: Text): OptionSpec<string>;
export function requiredOption<V>(value: string, about: Text, reading: { readonly parse: Parse<V> }): OptionSpec<V>;
export function requiredOption<V>(
  value: string,
  about: Text,
  reading: Pick<ValueSpec<V>, "parse"> = {},
): OptionSpec<V> {
  return { value, about, required: true, ...reading };
}

/** An option without a value. */
export function flag(about: Text, short: Short = {}): OptionSpec<true | undefined> {
  return { value: "", about, ...short };
}

/** A command for commander, and what to run with what commander has parsed. */
interface BoundCommand {
  readonly command: Command;
  run(io: Io, args: readonly unknown[], options: object): Promise<ExitStatus>;
}

/** Formats of a command's data, where they follow from its arguments by what was typed. */
type DataFormats = readonly string[] | ((typed: readonly unknown[]) => readonly string[]);

/** Those that a command line has; none where the command has no data. */
export function dataFormatsOf(data: DataFormats | undefined, typed: readonly unknown[]): readonly string[] {
  return typeof data === "function" ? data(typed) : (data ?? []);
}

/** A command as help, completion and the manual page list it. */
export interface CommandEntry {
  readonly name: string;
  readonly about: Text;
  readonly arguments: readonly ArgumentSpec<unknown>[];
  readonly options: OptionSpecs;
  /** Of the formats that `--format` takes, those of its data; the others are of findings. */
  readonly data?: DataFormats;
  /** The command with its help in the language of `io`. */
  bind(io: Pick<Io, "localize">): BoundCommand;
}

interface Definition<A extends readonly ArgumentSpec<unknown>[], S extends OptionSpecs> {
  readonly name: string;
  readonly about: Text;
  readonly arguments: readonly [...A];
  readonly options: S;
  readonly data?: DataFormats;
  /** Findings are its data. */
  readonly reports?: true;
  /** Imports the pipeline when it runs: `--help`, `--version` and the other commands do without. */
  run(io: Io, args: ValuesOf<A>, options: ValuesOf<S>): Promise<ExitStatus>;
}

export function defineCommand<A extends readonly ArgumentSpec<unknown>[], S extends OptionSpecs>(
  definition: Definition<A, S>,
): CommandEntry {
  const { name, about, options: specs } = definition;
  return {
    ...{ name, about, options: specs, arguments: definition.arguments },
    ...(definition.data && { data: definition.data }),
    bind: (io) => {
      const command = new Command(name).description(io.localize(about));
      for (const spec of definition.arguments) {
        command.addArgument(withReading(new Argument(spec.name, io.localize(spec.about)), spec));
      }
      addOptions(command, specs, io);
      return {
        command,
        run: async (at, args, options) => {
          // What the parsers of the specifications gave is of their types.
          const run = (io: Io) => definition.run(io, args as ValuesOf<A>, valuesOf(specs, options));
          const reports = definition.reports ? [] : reportsAsked(options, dataFormatsOf(definition.data, args));
          return reports.length === 0 ? run(at) : withReports(at, reports, run);
        },
      };
    },
  };
}

/** The reports of findings that `--format` asks for beside the data of a command. */
function reportsAsked(
  { format = [] }: { readonly format?: readonly Target<string>[] | undefined },
  data: readonly string[],
): readonly Target[] {
  return format.filter(isReport).filter((target) => !data.includes(target.format));
}

async function withReports(
  io: Io,
  reports: readonly Target[],
  run: (io: Io) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const { openFindingsLog } = await import("./findings-log.ts");
  const findings = openFindingsLog(io, reports);
  const status = await run({ ...io, findings });
  findings.end();
  return status;
}

/** Gives a command of commander its options, with their help in the language of `io`; under a heading of their own where one is named. */
export function addOptions(command: Command, specs: OptionSpecs, io: Pick<Io, "localize">, heading?: string): void {
  for (const [key, spec] of Object.entries(specs)) {
    const added = withReading(new Option(flagsOf(key, spec), io.localize(spec.about)), spec);
    if (heading !== undefined) added.helpGroup(heading);
    // Else commander takes it that without `--no-color` colours are wanted.
    if (negated.test(key)) added.default(undefined);
    command.addOption(added.makeOptionMandatory(spec.required === true));
  }
}

/** Of what commander has parsed, by the specifications of it: `--no-waivers` is `waivers: false` there, here the flag `noWaivers`. */
export function valuesOf<S extends OptionSpecs>(specs: S, options: object): ValuesOf<S> {
  const given = new Map<string, unknown>(Object.entries(options));
  const flags = Object.keys(specs).filter((key) => negated.test(key));
  const set = flags.filter((key) => given.get(`${key.charAt(2).toLowerCase()}${key.slice(3)}`) === false);
  return { ...options, ...Object.fromEntries(set.map((key) => [key, true])) } as ValuesOf<S>;
}

const negated = /^no[A-Z]/;

function withReading<T extends Argument | Option>(target: T, { parse, standard }: ValueSpec<unknown>): T {
  if (parse) target.argParser<unknown>((value, before) => parse(value, before as never));
  if (standard !== undefined) target.default(standard);
  return target;
}

/** `-o, --out <dir>` of the key `out`. */
function flagsOf(key: string, { short, value, named = longOf(key) }: OptionSpec<unknown>): string {
  return `${short === undefined ? "" : `-${short}, `}${named}${value === "" ? "" : ` ${value}`}`;
}

/** `--fix-blanks` of the key `fixBlanks`. */
export function longOf(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

import { Argument, Command, Option } from "commander";
import type { Text } from "../core/diagnostic.ts";
import type { ExitStatus } from "./exit.ts";
import type { Io } from "./io.ts";

/**
 * Reads a value from what was typed; `before` is what an earlier use of the option gave. Throws `InvalidArgumentError`, which
 * is shown as wrong usage.
 */
type Parse<V> = (value: string, before: V | undefined) => V;

interface Short {
  /** The letter of `-o`. */
  readonly short?: string;
}

/** An argument or an option as commander needs it; `type` is never set and holds the type of the value. */
interface ValueSpec<V> {
  readonly about: Text;
  readonly parse?: (value: string, before: never) => unknown;
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
export function flag(about: Text): OptionSpec<true | undefined> {
  return { value: "", about };
}

/** A command for commander, and what to run with what commander has parsed. */
interface BoundCommand {
  readonly command: Command;
  run(io: Io, args: readonly unknown[], options: object): Promise<ExitStatus>;
}

/** A command with its help in the language of `io`. */
export type CommandEntry = (io: Pick<Io, "say">) => BoundCommand;

interface Definition<A extends readonly ArgumentSpec<unknown>[], S extends OptionSpecs> {
  readonly name: string;
  readonly about: Text;
  readonly arguments: readonly [...A];
  readonly options: S;
  /** Imports the pipeline when it runs: `--help`, `--version` and the other commands do without. */
  run(io: Io, args: ValuesOf<A>, options: ValuesOf<S>): Promise<ExitStatus>;
}

export function defineCommand<A extends readonly ArgumentSpec<unknown>[], S extends OptionSpecs>(
  definition: Definition<A, S>,
): CommandEntry {
  return (io) => {
    const command = new Command(definition.name).description(io.say(definition.about));
    for (const spec of definition.arguments) {
      const added = withReading(new Argument(spec.name, io.say(spec.about)), spec);
      command.addArgument(added);
    }
    for (const [key, spec] of Object.entries(definition.options)) {
      const added = withReading(new Option(flagsOf(key, spec), io.say(spec.about)), spec);
      command.addOption(added.makeOptionMandatory(spec.required === true));
    }
    return {
      command,
      // What the parsers of the specifications gave is of their types.
      run: (at, args, options) =>
        definition.run(at, args as ValuesOf<A>, withNegated(options, definition) as ValuesOf<S>),
    };
  };
}

/** Commander has `--no-waivers` as `waivers: false`; here it is the flag `noWaivers`. */
function withNegated(options: object, { options: specs }: { readonly options: OptionSpecs }): object {
  const given = new Map<string, unknown>(Object.entries(options));
  const flags = Object.keys(specs).filter((key) => /^no[A-Z]/.test(key));
  const set = flags.filter((key) => given.get(`${key.charAt(2).toLowerCase()}${key.slice(3)}`) === false);
  return { ...options, ...Object.fromEntries(set.map((key) => [key, true])) };
}

function withReading<T extends Argument | Option>(target: T, { parse, standard }: ValueSpec<unknown>): T {
  if (parse) target.argParser<unknown>((value, before) => parse(value, before as never));
  if (standard !== undefined) target.default(standard);
  return target;
}

/** `-o, --out <dir>` of the key `out`. */
function flagsOf(key: string, { short, value }: OptionSpec<unknown>): string {
  const long = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return `${short === undefined ? "" : `-${short}, `}${long}${value === "" ? "" : ` ${value}`}`;
}

import type { Command } from "commander";
import type { ExitStatus } from "./exit.ts";
import type { Io } from "./io.ts";

/** One command: its face on the command line, and what it does. */
export interface CommandEntry {
  readonly command: Command;
  /** `args` are the positional arguments, `options` what commander parsed. */
  run(io: Io, args: readonly unknown[], options: object): Promise<ExitStatus>;
}

import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { ExitStatus } from "../status.ts";
import { buildCommand } from "./build.ts";
import { convertCommand } from "./convert.ts";
import { diffCommand } from "./diff.ts";
import { explainCommand } from "./explain.ts";
import { explainCellCommand } from "./explain-cell.ts";
import { initCommand } from "./init.ts";
import { rollUpCommand } from "./roll-up.ts";
import { schemaCommand } from "./schema.ts";
import { statusCommand } from "./status.ts";
import { summaryCommand } from "./summary.ts";
import { templateCommand } from "./template.ts";
import { trendCommand } from "./trend.ts";
import { validateCommand } from "./validate.ts";
import { mergeManifestsCommand, verifyCommand } from "./verify.ts";

/** One command: its face on the command line, and what it does. */
export interface Entry {
  readonly command: Command;
  /** `args` are the positional arguments, `options` what commander parsed. */
  run(io: Io, args: readonly unknown[], options: object): Promise<ExitStatus>;
}

/** In the order of the help page. What a command needs is loaded only when it runs. */
export const commands: readonly ((io: Io) => Entry)[] = [
  initCommand,
  validateCommand,
  buildCommand,
  rollUpCommand,
  explainCellCommand,
  summaryCommand,
  trendCommand,
  statusCommand,
  verifyCommand,
  mergeManifestsCommand,
  convertCommand,
  diffCommand,
  explainCommand,
  schemaCommand,
  templateCommand,
];

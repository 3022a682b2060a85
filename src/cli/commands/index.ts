import type { CommandEntry } from "../command.ts";
import { buildCommand } from "./build.ts";
import { convertCommand } from "./convert.ts";
import { diffCommand } from "./diff.ts";
import { explainCommand } from "./explain.ts";
import { explainCellCommand } from "./explain-cell.ts";
import { initCommand } from "./init.ts";
import { mergeManifestsCommand } from "./merge-manifests.ts";
import { rollUpCommand } from "./roll-up.ts";
import { schemaCommand } from "./schema.ts";
import { statusCommand } from "./status.ts";
import { summaryCommand } from "./summary.ts";
import { templateCommand } from "./template.ts";
import { trendCommand } from "./trend.ts";
import { validateCommand } from "./validate.ts";
import { verifyCommand } from "./verify.ts";

/** In the order of the help page. What a command needs is loaded only when it runs. */
export const commands: readonly CommandEntry[] = [
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

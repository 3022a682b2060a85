import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import type { Text } from "../core/diagnostic.ts";
import { FileError, InstallationError, UsageError } from "../core/errors.ts";
import { formatSpecs, formats } from "../core/formats.ts";
import { visible } from "../print/width.ts";
import { addOptions, dataFormatsOf, valuesOf } from "./command.ts";
import { commandsFor } from "./commands/index.ts";
import { type ExitStatus, exit } from "./exit.ts";
import { requestedReports, type Target } from "./formats.ts";
import { globalOptions, settle } from "./global-options.ts";
import { speak, usageText } from "./help.ts";
import { type Io, makeIo } from "./io.ts";
import { languageOf, requestedLanguage } from "./language.ts";
import { version } from "./version.ts";

/** Runs the command line and gives the exit status. */
export async function main(argv: readonly string[]): Promise<ExitStatus> {
  const lang = languageOf(requestedLanguage(argv), process.env);
  let io = makeIo({ lang });
  let status: ExitStatus = exit.fine;
  const made = [...new Set(formats.map((format) => formatSpecs[format].name))];
  const program = speak(new Command("gov-report"), lang)
    .description(
      io.localize({
        zh: `读取各单位的填报文件，核对，生成政府信息公开工作年度报告（${made.join("、")}）。`,
        en: `Reads disclosure tallies, checks them, and writes the statutory yearly report (${made.join(", ")}).`,
      }),
    )
    .version(version, "-V, --version", io.localize({ zh: "显示版本", en: "show the version" }))
    .enablePositionalOptions()
    .helpCommand(false);
  addOptions(program, globalOptions, io);
  const entries = await commandsFor(argv);
  for (const entry of entries) {
    const { command, run } = entry.bind(io);
    addOptions(speak(command, lang), globalOptions, io, "Global Options:");
    command.action(async (...args: unknown[]) => {
      const given = { ...program.opts(), ...command.opts() };
      const { quiet, color, noColor, cwd, config } = valuesOf(globalOptions, given);
      io = makeIo({ lang, quiet, color: noColor ? false : color, config: settle({ cwd, config }) });
      status = await run(io, args.slice(0, -2), command.opts());
    });
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    const [entry, ...others] = entries;
    const data = entry && others.length === 0 ? dataFormatsOf(entry.data, argv) : ["json"];
    const reports = requestedReports(argv).filter(({ format }) => !data.includes(format));
    return complain(error, io, reports);
  }
}

/** A wrong command is the user's; everything else that ends up here is a fault of ours, and says so; and so do the reports asked for. */
async function complain(error: unknown, io: Io, reports: readonly Target[]): Promise<ExitStatus> {
  const ended = (message: Text, status: ExitStatus) => reportEnd(io, { message, status }, reports);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.fine;
    if (error.code === "commander.help") return exit.usage;
    return ended(refuse(usageText(error), io), exit.usage);
  }
  if (error instanceof UsageError) return ended(refuse(error.text, io), exit.usage);
  const { showFault, showFileError } = await import("./report.ts");
  if (error instanceof FileError) {
    const { file, text } = error;
    showFileError(io, error);
    // What could not be written is no place to say so, and the others have been.
    if (reports.some((report) => report.file !== undefined && resolve(io.cwd, report.file) === resolve(io.cwd, file)))
      return exit.file;
    return ended({ zh: `${file}：${text.zh}`, en: `${file}: ${text.en}` }, exit.file);
  }
  if (error instanceof InstallationError) {
    io.err(`gov-report: ${visible(io.localize(error.text))}`);
    return ended(error.text, exit.fault);
  }
  showFault(io, error);
  const words = error instanceof Error ? error.message : String(error);
  return ended({ zh: `程序内部出错：${words}`, en: `a fault in gov-report: ${words}` }, exit.fault);
}

async function reportEnd(io: Io, failure: Ending, reports: readonly Target[]): Promise<ExitStatus> {
  if (reports.length > 0) (await import("./reporters.ts")).reportFailure(io, failure, reports);
  return failure.status;
}

function refuse(message: Text, io: Io): Text {
  io.err(`gov-report: ${visible(io.localize(message))}`);
  io.err(io.localize({ zh: "运行 gov-report --help 查看用法。", en: "Run gov-report --help for usage." }));
  return message;
}

interface Ending {
  readonly message: Text;
  readonly status: ExitStatus;
}

import { Command, CommanderError, Option } from "commander";
import { FileError, InstallationError, UsageError } from "../core/errors.ts";
import { formatSpecs, formats } from "../core/formats.ts";
import { visible } from "../print/width.ts";
import { commandsFor } from "./commands/index.ts";
import { type ExitStatus, exit } from "./exit.ts";
import { speak, usageText } from "./help.ts";
import { type Io, makeIo } from "./io.ts";
import { askedLanguage, languageOf } from "./language.ts";
import { version } from "./version.ts";

interface Common {
  readonly lang?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** Runs the command line and gives the exit status. */
export async function main(argv: readonly string[]): Promise<ExitStatus> {
  const lang = languageOf(askedLanguage(argv), process.env);
  const plain = makeIo({ lang });
  let status: ExitStatus = exit.fine;
  const made = [...new Set(formats.map((format) => formatSpecs[format].name))];
  const program = speak(new Command("gov-report"), lang)
    .description(
      plain.say({
        zh: `读取各单位的填报文件，核对，生成政府信息公开工作年度报告（${made.join("、")}）。`,
        en: `Reads disclosure tallies, checks them, and writes the statutory yearly report (${made.join(", ")}).`,
      }),
    )
    .version(version, "-V, --version", plain.say({ zh: "显示版本", en: "show the version" }))
    .helpCommand(false);
  for (const make of await commandsFor(argv)) {
    const { command, run } = make(plain);
    speak(command, lang)
      .addOption(
        new Option(
          "--lang <lang>",
          plain.say({ zh: "信息的语言：zh 或 en", en: "language of messages: zh or en" }),
        ).choices(["zh", "en"]),
      )
      .option("-q, --quiet", plain.say({ zh: "只显示错误", en: "show errors only" }))
      .addOption(new Option("--color", plain.say({ zh: "使用颜色", en: "use colours" })))
      .addOption(new Option("--no-color", plain.say({ zh: "不用颜色", en: "no colours" })).default(undefined))
      .action(async (...args: unknown[]) => {
        const options = command.opts<Common>();
        const io = makeIo({ lang, quiet: options.quiet, color: options.color });
        status = await run(io, args.slice(0, -2), options);
      });
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    return complain(error, plain);
  }
}

/** A wrong command is the user's; everything else that ends up here is a fault of ours, and says so. */
async function complain(error: unknown, io: Io): Promise<ExitStatus> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.fine;
    if (error.code === "commander.help") return exit.usage;
    return refuse(io.say(usageText(error)), io);
  }
  if (error instanceof UsageError) return refuse(io.say(error.text), io);
  const { showFault, showFileError } = await import("./report.ts");
  if (error instanceof FileError) {
    showFileError(io, error);
    return exit.file;
  }
  if (error instanceof InstallationError) io.err(`gov-report: ${visible(io.say(error.text))}`);
  else showFault(io, error);
  return exit.fault;
}

function refuse(message: string, io: Io): ExitStatus {
  io.err(`gov-report: ${visible(message)}`);
  io.err(io.say({ zh: "运行 gov-report --help 查看用法。", en: "Run gov-report --help for usage." }));
  return exit.usage;
}

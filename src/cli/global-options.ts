import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { flag, longOf, type OptionSpec, option, type ValuesOf } from "./command.ts";
import { oneOf } from "./parsers.ts";

/** What every command takes, before its name or after it. */
export const globalOptions: {
  readonly lang: OptionSpec<"zh" | "en" | undefined>;
  readonly cwd: OptionSpec<string | undefined>;
  readonly config: OptionSpec<string | undefined>;
  readonly quiet: OptionSpec<true | undefined>;
  readonly color: OptionSpec<true | undefined>;
  readonly noColor: OptionSpec<true | undefined>;
} = {
  lang: option(
    "<lang>",
    { zh: "信息的语言：zh 或 en", en: "language of messages: zh or en" },
    { parse: oneOf(["zh", "en"]) },
  ),
  cwd: option("<dir>", {
    zh: "先进入这个文件夹再运行，其他路径都从这里算起",
    en: "run in this folder; all other paths are from there",
  }),
  config: option("<file>", {
    zh: "用这个文件作为工作区文件，不再找 gov-report.yaml；其中的路径从它所在的文件夹算起",
    en: "take this file for the workspace, instead of a gov-report.yaml that is found; its paths are from its folder",
  }),
  quiet: flag({ zh: "只显示错误", en: "show errors only" }, { short: "q" }),
  color: flag({ zh: "使用颜色", en: "use colours" }),
  noColor: flag({ zh: "不用颜色", en: "no colours" }),
};

type GlobalFlags = Partial<ValuesOf<typeof globalOptions>>;

/** The command that a command line names; undefined where it names none. */
export function commandNamed(argv: readonly string[]): string | undefined {
  const taking = Object.entries(globalOptions).filter(([, { value }]) => value !== "");
  const valued = new Set(taking.map(([key]) => longOf(key)));
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? "";
    if (!arg.startsWith("-")) return arg;
    if (valued.has(arg)) i++;
  }
  return undefined;
}

/** Goes into the folder that `--cwd` names. The workspace file of `--config`, as an absolute path. */
export function settle({ cwd, config }: GlobalFlags): string | undefined {
  if (cwd !== undefined) {
    if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError({ zh: `--cwd：没有这个文件夹：${cwd}`, en: `--cwd: no such folder: ${cwd}` });
    }
    process.chdir(cwd);
  }
  if (config === undefined) return undefined;
  if (!statSync(config, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError({ zh: `--config：没有这个文件：${config}`, en: `--config: no such file: ${config}` });
  }
  return resolve(config);
}

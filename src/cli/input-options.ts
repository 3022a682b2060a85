import { type ArgumentSpec, manyArguments, type OptionSpec, option } from "./command.ts";

/** The argument of every command that reads tallies. */
export const pathsArgument: ArgumentSpec<readonly string[]> = manyArguments("[path...]", {
  zh: "填报文件、文件夹、工作区或通配符；不写就用当前工作区",
  en: "tallies, folders, workspaces or patterns; default: the workspace around the current folder",
});

/** Options of every command that reads tallies. */
export const inputOptions: Readonly<Record<keyof InputOptions, OptionSpec<string | undefined>>> = {
  previous: option("<path>", {
    zh: "上一年度的填报文件或文件夹",
    en: "last year's tallies: a file, a folder or a pattern",
  }),
  templates: option("<dir>", {
    zh: "自己的模板文件夹（其中有 <版式>/report.docx 等）",
    en: "a folder of your own templates (<edition>/report.docx …)",
  }),
};

export interface InputOptions {
  readonly previous?: string | undefined;
  readonly templates?: string | undefined;
}

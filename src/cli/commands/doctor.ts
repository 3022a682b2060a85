import { resolve } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { hasErrors } from "../../core/diagnostic.ts";
import type { MachineReport } from "../../pipeline/doctor/examine-machine.ts";
import { visible } from "../../print/width.ts";
import { argument, type CommandEntry, defineCommand, flag } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat } from "../input-options.ts";
import { type Io, shown } from "../io.ts";
import { show } from "../report.ts";
import { version } from "../version.ts";

const formats = ["pretty", "json"] as const;

/** What there is on this computer and in this workspace, and what stands in the way. Status 1 where the workspace has errors. */
export const doctorCommand: CommandEntry = defineCommand({
  name: "doctor",
  about: {
    zh: "检查这台电脑和工作区：版本、公文字体、生成 PDF 的程序、工作区的问题、中断后留下的文件",
    en: "looks at this computer and the workspace: versions, fonts, what makes PDF, what is wrong, what broken runs have left",
  },
  arguments: [
    argument("[dir]", { zh: "工作区；不写就用当前的", en: "a workspace; default: the one around the current folder" }),
  ],
  data: formats,
  options: {
    format: dataFormat(formats, { zh: "", en: "" }),
    clear: flag({ zh: "删去中断后留下的文件", en: "remove what broken runs have left" }),
  },
  async run(io, [dir], { format: asked, clear = false }) {
    const { examineMachine } = await import("../../pipeline/doctor/examine-machine.ts");
    const { clearLeftOver } = await import("../../pipeline/doctor/left-overs.ts");
    const { findWorkspace, workspaceOf } = await import("../../pipeline/workspace/inputs.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const inside = workspaceOf(dir === undefined ? io.cwd : resolve(io.cwd, dir), io.config) !== undefined;
    const hasFile = inside || dir !== undefined || io.config !== undefined;
    const inputs = hasFile ? findWorkspace(dir, io) : undefined;
    const machine = examineMachine(inputs?.jobs[0], io.cwd, Date.now());
    for (const diagnostic of inputs?.diagnostics ?? []) show(io, "err", diagnostic, inputs?.sources ?? []);
    const errors = hasErrors(inputs?.diagnostics ?? []);
    if (clear) for (const one of machine.leftOvers) clearLeftOver(one);
    await writeData(io, dataTargets(asked, { formats, usual: "pretty" }), [], (format) =>
      format === "json" ? json(machine, errors) : lines(io, machine, errors, clear).join("\n"),
    );
    return errors ? exit.findings : exit.fine;
  },
});

/** For programs: entries may be added to this version; none is renamed or removed. */
function json({ node, fonts, engines, workspace, leftOvers }: MachineReport, errors: boolean): string {
  return JSON.stringify(
    {
      schemaVersion: 1,
      program: { name: "gov-report", version },
      node,
      fonts: fonts.map(({ name, found }) => ({ name, found: found ?? null })),
      pdf: engines.map(({ kind, path }) => ({ kind, path })),
      workspace: workspace ? { ...workspace, errors } : null,
      leftOvers,
    },
    null,
    2,
  );
}

function lines(io: Io, machine: MachineReport, errors: boolean, cleared: boolean): readonly string[] {
  const { node, fonts, engines, workspace, leftOvers } = machine;
  const localize = (zh: string, en: string): string => io.localize({ zh, en });
  const bad = localize("[需处理]", "[to do]  ");
  const good = localize("[正常]  ", "[fine]   ");
  const lacking = fonts
    .filter(({ found }) => found === undefined)
    .map(({ name, use }) => `${name}（${io.localize(use)}）`);
  const out = [
    `${good} gov-report ${version}`,
    `${node.supported ? good : bad} Node ${node.version} (${node.platform} ${node.arch})${node.supported ? "" : localize("：太旧，要 20.19 以上", ": too old, 20.19 or newer is needed")}`,
    lacking.length === 0
      ? `${good} ${localize("公文字体齐全", "the fonts of an official paper are installed")}`
      : `${bad} ${localize(`缺公文字体：${lacking.join("、")}。Word 文件不受影响；在这里生成的 PDF 会用别的字体代替`, `fonts that are not here: ${lacking.join(", ")}. Word files do not mind; PDF made here has others in their place`)}`,
    engines.length === 0
      ? `${bad} ${localize("没有能生成 PDF 的程序（--to pdf）：装上 LibreOffice，或者 Chromium、Chrome、Edge", "nothing here makes PDF (--to pdf): install LibreOffice, or Chromium, Chrome or Edge")}`
      : `${good} ${localize("生成 PDF：", "PDF by ")}${engines.map(({ path }) => path).join(localize("、", ", "))}`,
    workspaceLine(io, workspace, errors, { good, bad }),
    ...(leftOvers.length === 0 ? [`${good} ${localize("没有中断后留下的文件", "broken runs have left nothing")}`] : []),
    ...leftOvers.map(
      ({ path, what }) => `${cleared ? good : bad} ${io.localize(leftOverWords[what])} ${visible(shown(io, path))}`,
    ),
  ];
  if (leftOvers.length > 0) {
    out.push(
      cleared
        ? localize(`以上 ${leftOvers.length} 个已经删去`, `these ${leftOvers.length} have been removed`)
        : localize("留下的文件可用 gov-report doctor --clear 删去", "gov-report doctor --clear removes what was left"),
    );
  }
  return out;
}

const leftOverWords: Readonly<Record<"temporary" | "lock" | "folder", Text>> = {
  temporary: { zh: "没有写完的文件：", en: "half-written:" },
  lock: { zh: "没有人用的锁：", en: "a lock of nobody:" },
  folder: { zh: "用过的临时文件夹：", en: "a working folder of long ago:" },
};

function workspaceLine(
  io: Io,
  workspace: MachineReport["workspace"],
  errors: boolean,
  { good, bad }: { readonly good: string; readonly bad: string },
): string {
  if (errors) return `${bad} ${io.localize({ zh: "工作区有错误，见上面", en: "the workspace has errors: see above" })}`;
  if (!workspace) return `${good} ${io.localize({ zh: "当前不在工作区里", en: "no workspace here" })}`;
  const { file, tallies, previous, writable } = workspace;
  if (!writable)
    return `${bad} ${io.localize({ zh: `输出文件夹写不进去：${workspace.out}`, en: `the output folder cannot be written: ${workspace.out}` })}`;
  return `${good} ${io.localize({
    zh: `工作区 ${visible(file)}：填报 ${tallies} 份，上年 ${previous} 份`,
    en: `workspace ${visible(file)}: ${tallies} tallies, ${previous} of last year`,
  })}`;
}

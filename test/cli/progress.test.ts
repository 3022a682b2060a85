import { spawnSync } from "node:child_process";
import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { progressText } from "../../src/cli/progress.ts";
import { program } from "../support/program.ts";
import { workspaceOf } from "../support/town-workspace.ts";

describe("the words beside the bar", () => {
  it.each([
    [50, 200, 2, "50/200，每秒 25 份，还需 6 秒", "50/200, 25 a second, 6 s left"],
    [100, 10_000, 1, "100/10000，每秒 100 份，还需 1 分 39 秒", "100/10000, 100 a second, 1 min 39 s left"],
    [300, 300, 3, "300/300，每秒 100 份，还需 0 秒", "300/300, 100 a second, 0 s left"],
  ])("tell the pace of the whole run and the time left: %i of %i after %i s", (done, total, seconds, zh, en) => {
    expect(progressText(done, total, seconds)).toEqual({ zh, en });
  });

  it.each([
    [1, 4],
    [19, 4],
    [30, 0.4],
  ])("estimate nothing before there is a sample: %i units in %f s", (done, seconds) => {
    expect(progressText(done, 4000, seconds)).toEqual({ zh: `${done}/4000`, en: `${done}/4000` });
  });
});

/** Runs a command on a terminal of its own, by util-linux' script; undefined where that is not to be had. */
function onTerminal(folder: string, command: string): string | undefined {
  const { status, stdout, error } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return error || status === null ? undefined : stdout;
}

describe("the bar on a terminal", () => {
  it("shows rate and time left, and no other line runs into it", (context) => {
    const folder = workspaceOf(220);
    // Nothing is found, so that the names of the reports alone come between.
    appendFileSync(join(folder, "gov-report.yaml"), "rules: { GR361: off }\n");
    const shown = onTerminal(folder, `'${process.execPath}' '${program}' build -j 1 --to md --lang zh --no-color`);
    if (shown === undefined) {
      console.log("skipped: script (util-linux) is not installed");
      context.skip();
      return;
    }
    expect(shown).toMatch(/[█░]{40} 1\/220/);
    expect(shown).toMatch(/\d+\/220，每秒 \d+ 份，还需 \d+ 秒/);
    // Back to the first column and the line wiped, before anything else is written.
    const bars = shown.split("\u001b[0K").slice(1);
    expect(bars.length).toBeGreaterThan(5);
    const after = bars.map((text) => text.replaceAll(/\u001b\[\?(?:25|7)[hl]|\u001b[78]/g, ""));
    expect(after.filter((text) => !text.startsWith("\u001b[1G"))).toEqual([]);
    const text = shown
      .replaceAll(/\u001b\[1G[█░]+[^\u001b]*\u001b\[0K/g, "")
      .replaceAll(/\u001b(?:\[[\d?]*[A-Za-z]|[78])/g, "");
    expect(text).not.toMatch(/[█░]/);
    expect(text.match(/^out\/第\d+镇人民政府2025年政府信息公开工作年度报告\.md\r?$/gm)).toHaveLength(220);
    rmSync(join(folder, "out"), { recursive: true });
  });
});

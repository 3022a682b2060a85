import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow } from "../../support/folder.ts";
import { program } from "../../support/program.ts";
import { contents, counted, run, workspaceOf } from "../../support/town-workspace.ts";

/** Presses Ctrl-C as soon as so many files are there. */
function interrupted(folder: string, files: number, ...args: readonly string[]) {
  return new Promise<{ readonly status: number | null; readonly stderr: string }>((done) => {
    const child = spawn(process.execPath, [program, "build", ...args, "--lang", "en"], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.stdout.resume();
    const timer = setInterval(() => {
      try {
        if (filesBelow(join(folder, "out")).length < files) return;
      } catch {
        return; // not there yet
      }
      clearInterval(timer);
      child.kill("SIGINT");
    }, 1);
    child.on("close", (status) => {
      clearInterval(timer);
      done({ status, stderr });
    });
  });
}

describe("Ctrl-C", () => {
  it.each([
    ["one thread", 100, "1"],
    ["several", 300, "2"],
  ])("ends cleanly and says how far it came; the next run goes on from there: %s", async (_name, units, jobs) => {
    const folder = workspaceOf(units);
    const { status, stderr } = await interrupted(folder, 30, "-j", jobs);
    expect(status, stderr).toBe(130);
    expect(stderr).toMatch(new RegExp(`stopped as asked: \\d+ of ${units} are done`));
    const done = Number(/asked: (\d+)/.exec(stderr)?.[1]);
    expect(done).toBeLessThan(units);
    const left = filesBelow(join(folder, "out"));
    expect(left.filter((name) => name.includes(".tmp"))).toEqual([]);
    expect(left).toHaveLength(done * 2 + 1);
    const rest = run(folder, "build", "-j", jobs);
    expect(counted(rest)).toBe(`${units - done} built, ${done} unchanged, 0 not built`);
    run(folder, "build", "-j", jobs, "-o", "fresh");
    expect(contents(join(folder, "out"))).toEqual(contents(join(folder, "fresh")));
  });
});

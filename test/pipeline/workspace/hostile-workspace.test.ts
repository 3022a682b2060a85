import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow } from "../../support/folder.ts";
import { run, workspaceOf } from "../../support/town-workspace.ts";

/** A workspace of two towns whose own file says this, in a folder that has a neighbour. */
function workspaceSaying(text: string): string {
  const folder = workspaceOf(2);
  writeFileSync(join(folder, "gov-report.yaml"), `year: 2025\nformats: [md]\n${text}\n`);
  return folder;
}

const below = (folder: string) => filesBelow(folder).filter((name) => !name.startsWith("units/"));

describe("a workspace file that a stranger wrote", () => {
  it.each(["out: ../elsewhere", `out: ${join(tmpdir(), "gov-report-elsewhere")}`, "out: a/../../elsewhere"])(
    "writes nowhere but below its folder: %s",
    (text) => {
      const folder = workspaceSaying(text);
      const { status, stderr } = run(folder, "build");
      expect(status, stderr).toBeGreaterThan(0);
      expect(stderr).toMatch(/out|below/);
      expect(below(folder)).toEqual(["gov-report.yaml"]);
    },
  );

  it("writes not through a link that leads out of it", () => {
    const folder = workspaceSaying("out: out");
    const away = workspaceOf(0);
    symlinkSync(away, join(folder, "out"));
    const before = filesBelow(away);
    const { status } = run(folder, "build");
    expect(status).toBeGreaterThan(0);
    expect(filesBelow(away)).toEqual(before);
  });

  it.each(["units: [../**/*.yaml]", "units: [/etc/**]", "previous: [../../**]"])(
    "looks for nothing outside, be it all of the disk: %s",
    (text) => {
      const { status, stdout } = run(workspaceSaying(text), "validate");
      expect(status).toBe(3);
      expect(stdout).toContain("leads out of the workspace: nothing was read there");
    },
  );

  it("with globs without end is refused or answered, and never hangs", () => {
    const stars = `units: ["${"**/".repeat(40)}*.yaml", "${"{a,b}".repeat(30)}.yaml", "${"*a".repeat(60)}"]`;
    const { status } = run(workspaceSaying(stars), "validate");
    expect(status).toBeOneOf([0, 1, 2]);
  });

  it("reads a link among the tallies no more than what it leads to", () => {
    const folder = workspaceSaying("");
    symlinkSync("/etc/passwd", join(folder, "units/9999.yaml"));
    symlinkSync(".", join(folder, "units/loop"));
    const { status, stdout } = run(folder, "validate");
    expect(status).toBe(3);
    expect(stdout).toContain("GR100");
    expect(stdout).not.toContain("root:");
  });

  it("does not turn off what a policy has locked, nor narrow what it wants read", () => {
    const folder = workspaceSaying("rules: { GR301: off, GR201: off, GR601: off }\nunits: [units/0000.yaml]");
    const file = join(folder, "units/0001.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/(naturalPerson|自然人): 7/, "$1: 8"));
    writeFileSync(join(folder, "policy.yaml"), "units: [units/*.yaml]\n");
    const { status, stdout } = run(folder, "validate", "--policy", "policy.yaml");
    expect(status).toBe(1);
    expect(stdout).toContain("error[GR623]");
  });

  it("is not followed into names that are none, or keys that are inherited", () => {
    for (const text of ["__proto__: { out: x }", "constructor: 1", "toString: x"]) {
      const folder = workspaceSaying(text);
      expect(run(folder, "validate").status, text).toBe(1);
    }
  });

  it("has as many lines and as deep ones as a person writes", () => {
    const deep = `rules: ${"{ a: ".repeat(2000)}1${" }".repeat(2000)}`;
    expect(run(workspaceSaying(deep), "validate").status).toBe(1);
    const bomb = ["a: &a [x, x, x, x]", ...Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*a, *a, *a]`)].join(
      "\n",
    );
    expect(run(workspaceSaying(bomb), "validate").status).toBe(1);
  });
});

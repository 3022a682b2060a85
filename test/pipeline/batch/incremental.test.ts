import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { contents, counted, run, town, unitFile, workspaceOf } from "../../support/town-workspace.ts";

const build = (folder: string, ...more: readonly string[]) => run(folder, "build", ...more);
const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8"));
const register = (kind: string) =>
  `register: [${[0, 1, 2, 3, 4].map((n) => `{ name: 第${n}镇人民政府, kind: ${kind} }`).join(", ")}]\n`;
const report = (n: number, format = "md") => `第${n}镇人民政府2025年政府信息公开工作年度报告.${format}`;

describe("a second run", () => {
  it("writes nothing that has not changed, and says the same of it once more", () => {
    const folder = workspaceOf(5);
    const first = build(folder);
    expect(counted(first)).toBe("5 built, 0 unchanged, 0 not built");
    const before = contents(join(folder, "out"));
    const second = build(folder);
    expect(counted(second)).toBe("0 built, 5 unchanged, 0 not built");
    expect(second.stdout).toBe(first.stdout);
    expect(first.stderr).toContain("warning[GR361]");
    expect(second.stderr).toBe(first.stderr.replace("5 built, 0", "0 built, 5"));
    expect(contents(join(folder, "out"))).toEqual(before);
  });

  it("of many units counts the warnings, and says how to see them", () => {
    const folder = workspaceOf(202);
    const first = build(folder, "--to", "md");
    const second = build(folder, "--to", "md");
    expect(counted(second)).toBe("0 built, 202 unchanged, 0 not built");
    expect(second.stderr).not.toContain("warning[");
    expect(second.stderr).toContain(
      " of the unchanged have warnings, which are not listed again; gov-report validate shows them",
    );
    expect(/warnings \d+/.exec(second.stderr)?.[0]).toBe(/warnings \d+/.exec(first.stderr)?.[0]);
  });

  it.each<[string, (folder: string) => readonly string[] | undefined, number]>([
    ["a tally", (folder) => void appendFileSync(unitFile(folder, 3), "# later\n"), 1],
    ["an option", () => ["--md-tables", "html"], 5],
    ["a format more", () => ["--to", "docx,xlsx,md"], 5],
    ["a format fewer", () => ["--to", "md"], 0],
    [
      "a rule's severity",
      (folder) => void appendFileSync(join(folder, "gov-report.yaml"), "rules: { GR361: info }\n"),
      5,
    ],
    ["an output deleted", (folder) => void rmSync(join(folder, "out", report(2))), 1],
    ["an output edited", (folder) => void appendFileSync(join(folder, "out", report(2)), "x"), 1],
    [
      "last year's tally",
      (folder) => {
        mkdirSync(join(folder, "before"));
        writeFileSync(join(folder, "before", "0001.yaml"), town(1).replace("year: 2025", "year: 2024"));
        return ["--previous", "before"];
      },
      5,
    ],
    [
      "a template of one's own",
      (folder) => {
        run(folder, "template", "copy", "own");
        return ["--templates", "own"];
      },
      5,
    ],
  ])("builds what follows from %s", (_name, change, rebuilt) => {
    const folder = workspaceOf(5);
    build(folder);
    const options = change(folder) ?? [];
    const second = build(folder, ...options);
    const touched = 5 - Number(/(\d+) unchanged/.exec(counted(second))?.[1]);
    expect(touched).toBeLessThanOrEqual(rebuilt);
    expect(counted(build(folder, ...options))).toMatch(/^0 built/);
    const [built, undisturbed] = [contents(join(folder, "out")), workspaceLike(folder, options)];
    for (let n = 0; n < 5; n++) expect(built.get(report(n)), report(n)).toBe(undisturbed.get(report(n)));
  });

  // Everything that is found by rules, not by what is built: the reports may well be the same bytes.
  it.each<[string, (folder: string) => void, string]>([
    ["a register", (folder) => configure(folder, register("county")), "GR505"],
    ["local deadlines", (folder) => configure(folder, "deadlines: { township: 01-10 }\n"), "GR603"],
    ["a rule's severity", (folder) => configure(folder, "rules: { GR361: error }\n"), "error[GR361]"],
    ["last year's tally", (folder) => last(folder, (text) => text), "GR401"],
  ])("checks again what follows from %s, and says what a first run would say", (_name, change, found) => {
    const folder = workspaceOf(5);
    for (let n = 0; n < 5; n++) appendFileSync(unitFile(folder, n), "published: 2026-01-16\n");
    configure(folder, "previous: [before/*.yaml]\n");
    last(folder, fits);
    const before = build(folder);
    expect(before.stderr).not.toContain(found);
    change(folder);
    const [second, fresh] = [build(folder), build(folder, "-o", "fresh")];
    expect(second.stderr).toContain(found);
    const findings = ({ stderr }: typeof second) => stderr.replace(/^.*not built.*$/m, "").replaceAll("fresh", "out");
    // A report that is set aside is only in the folder that had one.
    expect(findings(second).replace(/^.*旧版-.*\n/gm, "")).toBe(findings(fresh));
    expect(second.status).toBe(fresh.status);
  });

  it("builds a draft of what has errors again, and names them each time", () => {
    const folder = workspaceOf(2);
    writeFileSync(unitFile(folder, 1), town(1).replace("carriedForward: 0", "carriedForward: { naturalPerson: 7 }"));
    const [first, second] = [0, 1].map(() => build(folder, "--draft", "--to", "md"));
    expect(first?.stderr).toContain("error[GR201]");
    expect(second?.stderr.match(/error\[/g)).toEqual(first?.stderr.match(/error\[/g));
  });

  const configure = (folder: string, line: string) => appendFileSync(join(folder, "gov-report.yaml"), line);
  /** What was carried over then is what was brought forward since. */
  const fits = (text: string) =>
    text
      .replace("broughtForward: { naturalPerson: 1 }", "broughtForward: { naturalPerson: 2 }")
      .replace("carriedForward: 0", "carriedForward: { naturalPerson: 1 }");
  const last = (folder: string, change: (text: string) => string) => {
    mkdirSync(join(folder, "before"), { recursive: true });
    for (let n = 0; n < 5; n++) {
      const text = town(n).replace("year: 2025", "year: 2024");
      writeFileSync(join(folder, "before", `000${n}.yaml`), change(text));
    }
  };

  const workspaceLike = (folder: string, options: readonly string[]) => {
    build(folder, ...options, "-o", "fresh");
    return contents(join(folder, "fresh"));
  };
});

describe("what a tally has left behind", () => {
  it("a tally too broken to say whose it is: its older report is set aside, also when its name cannot be read", () => {
    const folder = workspaceOf(3);
    build(folder);
    writeFileSync(unitFile(folder, 1), "unit: [");
    const { status, stderr } = build(folder);
    expect(status).toBe(1);
    expect(stderr).toContain(`旧版-${report(1)}`);
    expect(existsSync(join(folder, "out", report(1)))).toBe(false);
    expect(existsSync(join(folder, "out", `旧版-${report(1)}`))).toBe(true);
    writeFileSync(unitFile(folder, 1), town(1));
    expect(counted(build(folder))).toBe("1 built, 2 unchanged, 0 not built");
  });

  it("a tally that is gone: its reports are named on every run and never deleted", () => {
    const folder = workspaceOf(3);
    build(folder);
    rmSync(unitFile(folder, 2));
    for (let again = 0; again < 2; again++) {
      expect(build(folder, "--quiet").stderr).toContain(report(2));
      expect(existsSync(join(folder, "out", report(2)))).toBe(true);
    }
    rmSync(join(folder, "out", report(2)));
    rmSync(join(folder, "out", report(2, "docx")));
    expect(build(folder, "--quiet").stderr).not.toContain(report(2));
  });

  it("a tally under another file name is not gone", () => {
    const folder = workspaceOf(3);
    build(folder);
    renameSync(unitFile(folder, 2), unitFile(folder, 9));
    expect(build(folder, "--quiet").stderr).not.toContain(report(2));
    expect(manifest(folder).units.map(({ tally }: { tally: string }) => tally)).toEqual(
      [0, 1, 9].map((n) => `units/000${n}.yaml`),
    );
  });
});

describe("manifest.json", () => {
  it("follows its schema, is sorted, and holds no time and no absolute path", () => {
    const folder = workspaceOf(4);
    writeFileSync(unitFile(folder, 1), "unit: [");
    appendFileSync(unitFile(folder, 2), "published: 2026-01-16\n");
    build(folder);
    build(folder, "--draft", "--to", "md");
    const schema = JSON.parse(run(folder, "schema", "manifest").stdout);
    const validate = new Ajv({ strict: true }).compile(schema);
    const found = manifest(folder);
    validate(found);
    expect(validate.errors).toBeNull();
    expect(found.units).toHaveLength(8);
    expect(JSON.stringify(found)).not.toContain(folder);
    expect(validate({ ...found, schemaVersion: 2 })).toBe(false);
  });

  it("that is damaged is as good as none", () => {
    const folder = workspaceOf(3);
    build(folder);
    const path = join(folder, "out/manifest.json");
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    expect(counted(build(folder))).toBe("0 built, 3 unchanged, 0 not built");
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it("keeps what a run over one tally was not about", () => {
    const folder = workspaceOf(3);
    build(folder);
    build(folder, "units/0001.yaml");
    expect(manifest(folder).units).toHaveLength(3);
  });
});

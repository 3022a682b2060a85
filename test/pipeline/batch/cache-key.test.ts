import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Workspace } from "../../../src/core/workspace.ts";
import { inputHasher } from "../../../src/pipeline/batch/cache-key.ts";
import { planRun } from "../../../src/pipeline/batch/plan.ts";
import { type ReportConfig, resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { editions } from "../../support/editions.ts";

const folder = fileURLToPath(new URL("../../../samples/county", import.meta.url));
const file = join(folder, "units", "songbei-zhen.yaml");
const run = resolveRun({ files: [file], previous: [], workspace: undefined }, { base: folder });
const plan = await planRun(run, { editions: editions(), manifest: undefined });
const keyOf = (report: ReportConfig, templates = "templates"): string =>
  inputHasher(report, plan, templates)(file, undefined);

const deadline = { kind: "township", by: "01-20", span: { file: "gov-report.yaml", start: 1, end: 9 } } as const;

const policy = { rules: {}, locked: [], units: [], sealed: false, ownTemplates: false };

/** Another value of every field; one that is added to the type has to be added here. */
const others: { readonly [K in keyof ReportConfig]-?: readonly ReportConfig[K][] } = {
  draft: [true],
  final: [true],
  severities: [{ GR361: "off" }, { GR361: "error" }, { GR330: "off" }],
  policy: [policy, { ...policy, locked: ["GR2"] }, { ...policy, waivers: [{ rules: ["GR4"], expired: true }] }],
  noWaivers: [true],
  sealed: [true],
  deadlines: [[deadline], [{ ...deadline, by: "01-21" }], [{ ...deadline, kind: "county" }]],
  previousGiven: [true],
  annexes: [["activity"]],
  trend: [3, 5],
  markdownTables: ["html"],
  companion: [true],
  linked: [["docx"], ["docx", "xlsx"]],
};

describe("the key of a report", () => {
  it("is another for any other value of what reports are made to", () => {
    expect(Object.keys(others).sort()).toEqual(Object.keys(run.report).sort());
    const changed = Object.entries(others).flatMap(([field, values]) =>
      values.map((value) => keyOf({ ...run.report, [field]: value })),
    );
    expect(new Set([keyOf(run.report), ...changed]).size).toBe(1 + changed.length);
  });

  it("is another for another report's field that does not exist yet", () => {
    const later = { ...run.report, paper: "A3" };
    expect(keyOf(later)).not.toBe(keyOf(run.report));
  });

  it("is another for other templates", () => {
    expect(keyOf(run.report, "others")).not.toBe(keyOf(run.report));
  });

  it("is the same for another order of keys, and wherever the workspace file says it", () => {
    const severities = { GR361: "off", GR330: "error" } as const;
    const turned = { GR330: "error", GR361: "off" } as const;
    const moved = { ...deadline, span: { ...deadline.span, start: 100, end: 120 } };
    const one = keyOf({ ...run.report, severities, deadlines: [deadline] });
    expect(keyOf({ ...run.report, severities: turned, deadlines: [moved] })).toBe(one);
  });
});

describe("a run", () => {
  const workspace: Workspace = {
    ...{
      folder,
      units: [],
      previous: ["before/*.yaml"],
      out: "reports",
      published: "published",
      formats: ["md"],
      annexes: ["activity"],
    },
    ...{ rules: { GR361: "off" }, templates: "mine", trend: 3, deadlines: [deadline] },
  };
  const job = { files: [file], previous: [], workspace };

  it("is as its workspace has it", () => {
    const { report, ...config } = resolveRun(job);
    expect(report).toEqual({
      ...{ draft: false, final: false, severities: { GR361: "off" }, deadlines: [deadline] },
      ...{
        previousGiven: true,
        annexes: ["activity"],
        trend: 3,
        markdownTables: "pipe",
        noWaivers: false,
        sealed: false,
        linked: [],
        companion: false,
      },
    });
    expect(config).toMatchObject({
      formats: ["md"],
      out: `${folder}/reports`,
      published: `${folder}/published`,
      templates: `${folder}/mine`,
      base: folder,
    });
    expect(config).toMatchObject({ partial: false, force: false, jobs: undefined, shard: undefined });
  });

  it("is as was asked for, where something was", () => {
    const asked = { formats: ["xlsx"], out: "there", templates: "other", annexes: [], trend: 5, final: true } as const;
    const { report, ...config } = resolveRun(job, asked, "/cwd");
    expect(report).toMatchObject({ annexes: [], trend: 5, final: true });
    expect(config).toMatchObject({ formats: ["xlsx"], out: "/cwd/there", templates: "other", base: folder });
  });

  it("without a workspace goes into out, and its manifest's paths start beside that", () => {
    const config = resolveRun({ files: [file], previous: ["a.yaml"], workspace: undefined }, {}, "/cwd");
    expect(config).toMatchObject({ formats: ["docx", "xlsx", "md"], out: "/cwd/out", base: "/cwd" });
    expect(config.report).toMatchObject({ previousGiven: true, annexes: [], trend: undefined, severities: {} });
  });
});

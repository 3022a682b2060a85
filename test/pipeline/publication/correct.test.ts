import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { buildAll } from "../../../src/pipeline/batch/build-all.ts";
import { planCorrection, publishCorrection } from "../../../src/pipeline/publication/correct.ts";
import { sessionOf } from "../../../src/pipeline/unit/session.ts";
import { findInputs } from "../../../src/pipeline/workspace/inputs.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { signedTown, signedWorkspace } from "../../support/signed-workspace.ts";
import { contents, run } from "../../support/town-workspace.ts";

const correct = (folder: string, date: string, ...more: readonly string[]) =>
  run(folder, "correct", "units/0.yaml", "--reason", "漏计<b>1</b>件", "--by", "党政办", "--date", date, ...more);

/** A workspace whose first town is published and then corrected so many times. */
function corrected(times: number, formats = "[md]"): string {
  const folder = signedWorkspace(1, formats);
  run(folder, "seal", "-q");
  expect(run(folder, "publish", "-q").status).toBe(0);
  for (let n = 1; n <= times; n++) {
    writeFileSync(join(folder, "units", "0.yaml"), signedTown(0, { licences: 12 + n }));
    run(folder, "seal", "-q");
    expect(correct(folder, `2026-05-0${n}`).status).toBe(0);
  }
  return folder;
}

describe("a correction", () => {
  it("leaves every byte of the versions before it, and its record follows theirs", () => {
    const folder = corrected(1);
    const before = contents(join(folder, "published"));
    writeFileSync(join(folder, "units", "0.yaml"), signedTown(0, { licences: 20 }));
    run(folder, "seal", "-q");
    expect(correct(folder, "2026-06-01").status).toBe(0);
    const after = contents(join(folder, "published"));
    for (const [name, bytes] of before) expect(after.get(name), name).toBe(bytes);
    const record = JSON.parse(readFileSync(join(folder, "published/第0镇人民政府/2025/v3/record.json"), "utf8"));
    expect(record).toMatchObject({
      version: 3,
      on: "2026-06-01",
      correction: { reason: "漏计<b>1</b>件", by: "党政办" },
      before: { record: "2025/v2/record.json" },
    });
    expect(run(folder, "verify", "published").status).toBe(0);
  });

  it("is refused where another one was published since it was planned", async () => {
    const folder = corrected(0);
    writeFileSync(join(folder, "units", "0.yaml"), signedTown(0, { licences: 20 }));
    run(folder, "seal", "-q");
    const file = join(folder, "units", "0.yaml");
    const [job] = findInputs([file], { cwd: process.cwd() }).jobs;
    const config = resolveRun(job!, { final: true, sealed: true, today: "2026-06-01" }, process.cwd());
    const session = sessionOf(config);
    const request = { reason: "漏计", by: "党政办", on: "2026-06-01" };
    const planned = planCorrection(session, config, file, request);
    if ("why" in planned) throw new Error(planned.why.en);
    expect(correct(folder, "2026-06-01").status).toBe(0);
    const before = contents(join(folder, "published"));
    const { status, why } = await publishCorrection(session, config, planned, request, async (own) => {
      for await (const { status: built } of buildAll(own, {}, session)) expect(built).toBe("written");
      return true;
    });
    expect([status, why?.en]).toEqual([
      "refused",
      "another version was published in the meantime: look at it and run again",
    ]);
    expect(contents(join(folder, "published"))).toEqual(before);
  });

  it("has pages that are valid, marked and linked to one another, and text that stays text", async () => {
    const folder = corrected(1, "[html]");
    const version = join(folder, "published", "第0镇人民政府", "2025", "v2");
    const pages = readdirSync(version).filter((name) => name.endsWith(".html"));
    expect(pages).toHaveLength(2);
    const validator = new HtmlValidate({ extends: ["html-validate:recommended", "html-validate:a11y"], root: true });
    for (const name of pages) {
      const html = readFileSync(join(version, name), "utf8");
      const { results } = await validator.validateString(html, {
        rules: { "doctype-style": "off", "long-title": "off" },
      });
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
        [],
      );
      expect(html).toContain("漏计&lt;b&gt;1&lt;/b&gt;件");
      const links = [...html.matchAll(/href="([^"]+\.html)"/g)].map(([, href = ""]) => href);
      expect(links).toHaveLength(2);
      for (const link of links) expect(readFileSync(join(version, link), "utf8")).toContain("第0镇人民政府");
    }
    expect(readFileSync(join(version, "../v1", pages[0] ?? ""), "utf8")).not.toContain("已更正");
  });

  it("uses the templates of a notice that the workspace has", () => {
    const folder = signedWorkspace(1);
    run(folder, "seal", "-q");
    run(folder, "publish", "-q");
    writeFileSync(join(folder, "units", "0.yaml"), signedTown(0, { licences: 13 }));
    run(folder, "seal", "-q");
    run(folder, "template", "copy", "own");
    const notice = join(folder, "own", "correction", "notice.md.hbs");
    writeFileSync(notice, "# 更正\n\n{{#each 更正.cells}}\n{{lable}}\n{{/each}}\n");
    expect(correct(folder, "2026-05-01", "--templates", "own")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("GR702"),
    });
    expect(readdirSync(join(folder, "published", "第0镇人民政府", "2025"))).toEqual(["v1"]);
    writeFileSync(notice, "# 更正\n\n{{#each 更正.cells}}\n{{label}}：{{before}}改为{{after}}\n{{/each}}\n");
    expect(correct(folder, "2026-05-01", "--templates", "own").status).toBe(0);
    const version = join(folder, "published", "第0镇人民政府", "2025", "v2");
    const name = readdirSync(version).find((each) => each.endsWith("更正说明.md")) ?? "";
    expect(readFileSync(join(version, name), "utf8")).toBe("# 更正\n\n行政许可：12改为13\n");
  });
});

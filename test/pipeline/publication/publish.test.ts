import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { PublicationRecord } from "../../../src/core/publication.ts";
import { Publisher } from "../../../src/pipeline/publication/publish.ts";
import { verifyPublished } from "../../../src/pipeline/publication/verify-published.ts";
import { findInputs } from "../../../src/pipeline/workspace/inputs.ts";
import { openRecords, recordBytes } from "../../../src/pipeline/workspace/records.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { filesBelow } from "../../support/folder.ts";
import { signedTown, signedWorkspace } from "../../support/signed-workspace.ts";
import { run } from "../../support/town-workspace.ts";

const recordOf = (folder: string, way: string) =>
  JSON.parse(readFileSync(join(folder, "published", way, "record.json"), "utf8"));

describe("a record of publication", () => {
  it("follows its schema, and names the record before it, also that of the year before", () => {
    const folder = signedWorkspace(2);
    mkdirSync(join(folder, "last"));
    writeFileSync(join(folder, "last", "0.yaml"), signedTown(0, { year: 2024 }));
    expect(run(folder, "seal", "units", "last", "-q").status).toBe(0);
    expect(run(folder, "publish", "last", "-q", "--to", "md").status).toBe(0);
    const { status, stdout } = run(folder, "publish", "-q");
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "published/第0镇人民政府/2025/v1\npublished/第1镇人民政府/2025/v1\n",
    });
    const validate = new Ajv({ strict: true }).compile(JSON.parse(run(folder, "schema", "record").stdout));
    const [last, now, other] = ["第0镇人民政府/2024/v1", "第0镇人民政府/2025/v1", "第1镇人民政府/2025/v1"].map((way) =>
      recordOf(folder, way),
    );
    for (const record of [last, now, other]) {
      validate(record);
      expect(validate.errors).toBeNull();
    }
    expect([now.before.record, other.before]).toEqual(["2024/v1/record.json", undefined]);
    expect(validate({ ...now, schemaVersion: 2 })).toBe(false);
    expect(run(folder, "verify", "published").stderr).toContain("10 as they were published, 0 not");
  });

  it("keeps the texts and pictures that the tally names with it", () => {
    const folder = signedWorkspace(1);
    const tally = join(folder, "units", "0.yaml");
    mkdirSync(join(folder, "units", "文字"));
    writeFileSync(join(folder, "units", "文字", "问题.txt"), "栏目更新不够及时，下一步每周检查。");
    writeFileSync(tally, readFileSync(tally, "utf8").replace(/problems: .*/, "problems: { file: 文字/问题.txt }"));
    run(folder, "seal", "-q");
    expect(run(folder, "publish", "-q").status).toBe(0);
    const version = join(folder, "published", "第0镇人民政府", "2025", "v1");
    expect(filesBelow(join(version, "tally"))).toEqual(["0.yaml", "文字/问题.txt"]);
    expect(run(folder, "diff", tally, join(version, "tally", "0.yaml"), "--exit-code").status).toBe(0);
    writeFileSync(join(folder, "units", "文字", "问题.txt"), "栏目更新及时。");
    expect(run(folder, "validate").stderr + run(folder, "validate").stdout).toContain(
      "not what was published on 2026-01-20 (version 1): the text of",
    );
  });
});

describe("publishing is refused", () => {
  function sealed(): string {
    const folder = signedWorkspace(1);
    expect(run(folder, "seal", "-q").status).toBe(0);
    return folder;
  }

  it("to a report that was changed by hand since it was built, be it as long as before", () => {
    const folder = sealed();
    run(folder, "publish", "-q");
    const file = join(folder, "units", "0.yaml");
    const [job] = findInputs([file], { cwd: process.cwd() }).jobs;
    const config = resolveRun(job!, { final: true, sealed: true }, process.cwd());
    const publisher = () => new Publisher(config, openRecords(config.published));
    expect(publisher().ready(file)).not.toHaveProperty("why");
    const name = "第0镇人民政府2025年政府信息公开工作年度报告.md";
    const path = join(folder, "out", name);
    writeFileSync(path, readFileSync(path, "utf8").replace("12", "13"));
    expect(publisher().ready(file)).toMatchObject({
      why: { en: expect.stringMatching(`^${name} in the output folder was changed by hand, and was not published`) },
    });
  });

  it("for a day that is not the one in the tally", () => {
    const folder = sealed();
    const { status, stderr } = run(folder, "publish", "--date", "2026-01-25");
    expect(status).toBe(1);
    expect(stderr).toContain(
      "units/0.yaml: is dated 2026-01-20 in the tally and 2026-01-25 by --date: make them agree",
    );
    expect(run(folder, "publish", "--date", "2026-01-20", "-q").status).toBe(0);
  });
});

describe("a chain of versions", () => {
  it("is broken by one that does not name the one before it", () => {
    const folder = signedWorkspace(1);
    run(folder, "seal", "-q");
    run(folder, "publish", "-q");
    writeFileSync(join(folder, "units", "0.yaml"), signedTown(0, { licences: 20 }));
    run(folder, "seal", "-q");
    run(folder, "correct", "units/0.yaml", "--reason", "漏计", "--by", "党政办", "--date", "2026-05-01", "-q");
    const published = join(folder, "published");
    expect(verifyPublished(published).differences).toEqual([]);
    const way = "第0镇人民政府/2025/v2";
    const { sha256: _, before, ...record } = recordOf(folder, way);
    expect(before.record).toBe("2025/v1/record.json");
    writeFileSync(join(published, way, "record.json"), recordBytes(record as PublicationRecord));
    expect(verifyPublished(published).differences).toEqual([{ name: `${way}/record.json`, what: "rechained" }]);
  });
});

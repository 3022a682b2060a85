import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { validateAll } from "../src/pipeline/batch/validate-all.ts";
import { openSession } from "../src/pipeline/unit/session.ts";
import { findInputs } from "../src/pipeline/workspace/inputs.ts";
import { readSource } from "../src/pipeline/workspace/read-source.ts";
import { resolveRun } from "../src/pipeline/workspace/run-config.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const session = openSession({ formats: [], markdownTables: "pipe" });

/** What is wrong with each tally of a workspace: file name → codes. Notes on texts that are merely short are left out. */
async function findings(workspace: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { workspace: own, files, previous } of findInputs([`${root}samples/${workspace}`], { cwd: root }).jobs) {
    const paths = files.map((file) => `${root}${file}`);
    const before = previous.map((file) => `${root}${file}`);
    const run = resolveRun({ files: paths, previous: before, workspace: own }, { severities: {} });
    for await (const { file, diagnostics } of validateAll(session, run)) {
      const told = diagnostics.filter(({ severity, state }) => severity !== "info" || state === "notEvaluated");
      found[file.slice(file.lastIndexOf("/") + 1)] = [...new Set(told.map(({ code }) => code))].sort();
    }
  }
  return found;
}

describe("the eight cases", () => {
  it("six are built, and what their sources left open is said", async () => {
    expect(await findings("cases")).toEqual({
      "bozhou-chengguan-ju.yaml": ["GR315"], // a rate whose count is not given
      "dadukou-zhen.yaml": ["GR336"], // another town's name, left from copying
      "dali-zhou.yaml": [], // sums and rates hold
      "dingxi-anding-qu.yaml": ["GR204", "GR603"], // 35,253 of 20,260; published eight months late
      "shangcheng-shenji-ju.yaml": ["GR334"], // to the end of November
      "shifan-nongchang.yaml": [], // all zero
    });
  });

  it("two are refused for what stands in them, and for nothing else", async () => {
    expect(await findings("cases/refused")).toEqual({
      "maanshan-dangan-ju.yaml": ["GR330"], // 20__年
      "xx-xiang.yaml": ["GR331", "GR602"], // XX乡, dated before the year was over
    });
  });

  it("a word repeated where two were meant is found where it stands", async () => {
    expect(await findings("invalid/wording")).toEqual({ "repeated-word.yaml": ["GR341"] }); // 答复率、答复率
  });
});

describe("the invalid samples", () => {
  it.each([
    [
      "text",
      {
        "placeholder.yaml": ["GR330"],
        "stale-year.yaml": ["GR332"],
        "unclosed-block.yaml": ["GR701"],
        "unknown-name.yaml": ["GR702"],
        "wrong-number.yaml": ["GR310"],
      },
    ],
    ["years", { "broken-carry.yaml": ["GR401"], "in-force.yaml": ["GR403"] }],
    ["dates", { "before-year-end.yaml": ["GR602"], "late.yaml": ["GR603"] }],
    [
      "arithmetic",
      {
        "parts-beyond-whole.yaml": ["GR204"],
        "regulations-by-township.yaml": ["GR203"],
        "unbalanced-identity.yaml": ["GR201"],
        "wrong-total.yaml": ["GR202"],
      },
    ],
    ["units", { "changchongping-zhen-1.yaml": ["GR501"], "changchongping-zhen-2.yaml": ["GR501"] }],
  ])("%s: each file has its one fault", async (family, expected) => {
    expect(await findings(`invalid/${family}`)).toEqual(expected);
  });

  it("encoding: a tally in GBK is read, which is a note", async () => {
    expect(await findings("encoding")).toEqual({ "gbk.yaml": [] });
    const [job] = findInputs([`${root}samples/encoding`], { cwd: root }).jobs;
    const source = readSource(`${root}${job?.files[0]}`).value;
    expect(source?.encoding).toBe("GBK");
    expect(source?.text).toContain("古樟乡");
  });

  it("reading: each file has its one fault, told once", async () => {
    const found = await findings("invalid/reading");
    expect(Object.keys(found)).toHaveLength(12);
    expect(found["broken-byte.yaml"]).toEqual(["GR104"]);
    for (const [file, codes] of Object.entries(found)) {
      expect(codes, file).toHaveLength(1);
      expect(codes[0], file).toMatch(/^GR1/);
    }
  });
});

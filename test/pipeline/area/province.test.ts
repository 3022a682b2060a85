import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hasErrors } from "../../../src/core/diagnostic.ts";
import { traceName } from "../../../src/core/trace.ts";
import type { RollUpRequest } from "../../../src/pipeline/area/parts.ts";
import { rollUpFiles } from "../../../src/pipeline/area/roll-up.ts";
import { agrees, explainCell, type Origin } from "../../../src/pipeline/area/trace.ts";
import { buildAll } from "../../../src/pipeline/batch/build-all.ts";
import { validateAll } from "../../../src/pipeline/batch/validate-all.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { findInputs } from "../../../src/pipeline/workspace/inputs.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { tracePieces } from "../../../src/write/trace.ts";
import { filesBelow, temporaryFolder } from "../../support/folder.ts";
import { officeFindings } from "../../support/validator.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, "samples/province");
const session = openSession({ formats: ["docx", "xlsx", "md"], markdownTables: "pipe" });
const { jobs } = findInputs([folder], { cwd: root });
const [job] = jobs;
if (!job) throw new Error("samples/province is missing");

/** Every level above the townships was written by roll-up. */
const sums: readonly (readonly [file: string, unit: RollUpRequest["unit"], keys: "zh" | "en"])[] = [
  ["ningchuan/qingshi", { name: "青石县人民政府", kind: "county" }, "zh"],
  ["ningchuan/liuquan", { name: "柳泉县人民政府", kind: "county" }, "en"],
  ["anlan/yunbei", { name: "云陂县人民政府", kind: "county" }, "zh"],
  ["ningchuan", { name: "宁川市人民政府", kind: "prefecture" }, "zh"],
  ["anlan", { name: "安澜市人民政府", kind: "prefecture" }, "zh"],
  ["lanjiang", { name: "澜江省人民政府", kind: "province" }, "zh"],
];
const pathOf = (file: string) => join(folder, "units", `${file}.yaml`);
const towns = ({ parts, ...origin }: Origin): readonly Omit<Origin, "parts">[] =>
  parts.length === 0 ? [origin] : parts.flatMap(towns);

describe("samples/province", () => {
  it.each(sums)("%s is what its parts add up to, byte for byte, and so is its trace", async (file, unit, keys) => {
    const out = pathOf(file);
    const { summed, missing, diagnostics } = await rollUpFiles(session, jobs, { unit, scope: "area", keys, out });
    expect([missing, diagnostics]).toEqual([[], []]);
    expect(summed?.text).toBe(readFileSync(out, "utf8"));
    expect(summed && [...tracePieces(summed.trace)].join("")).toBe(readFileSync(traceName(out), "utf8"));
  });

  it("a unit that is named twice is counted once", async () => {
    const [file = "", unit = { name: "", kind: "county" }, keys = "zh"] = sums[0] ?? [];
    const request = { unit, scope: "area", keys, out: pathOf(file) } as const;
    const towns = filesBelow(pathOf(file).replace(/\.yaml$/, "")).map((name) => pathOf(`${file}/${name}`.slice(0, -5)));
    const textOf = async (list: Parameters<typeof rollUpFiles>[1]) => {
      const { summed } = await rollUpFiles(session, list, request);
      return summed?.text;
    };
    const once = await textOf(findInputs(towns, { cwd: root }).jobs);
    const twice = findInputs([...towns, ...towns], { cwd: root }).jobs;
    expect(await textOf(twice)).toBe(once);
    expect(await textOf([...twice, ...twice])).toBe(once);
    expect(await textOf([...jobs, ...jobs])).toBe(readFileSync(pathOf(file), "utf8"));
  });

  it("has four levels, all valid, and every area equals its units", async () => {
    const found: string[] = [];
    const config = resolveRun({ ...job, previous: [] }, { severities: {} });
    for await (const { file, diagnostics } of validateAll(session, config)) {
      expect(hasErrors(diagnostics), file).toBe(false);
      found.push(...diagnostics.map(({ code }) => code).filter((code) => code.startsWith("GR5")));
    }
    expect(found).toEqual([]);
    expect(job.files).toHaveLength(16);
  });

  it("the province's figures are traced to the townships that reported them", () => {
    for (const cell of ["requests.received", "行政许可", "activity.processingFee"]) {
      const path = cell === "行政许可" ? "主动公开.行政许可" : cell;
      const { origin } = explainCell(pathOf("lanjiang"), path, session.editions);
      expect(agrees(origin)).toBe(true);
      const leaves = towns(origin);
      expect(leaves.every(({ file }) => /units\/\w+\/\w+\/[\w-]+\.yaml$/.test(file))).toBe(true);
      expect(leaves.reduce((sum, { now = 0 }) => sum + now, 0)).toBe(origin.now);
    }
    expect(towns(explainCell(pathOf("lanjiang"), "requests.received", session.editions).origin)).toHaveLength(10);
  });

  it("the top report builds, and says the same numbers", async () => {
    const out = temporaryFolder();
    const config = resolveRun({ files: [pathOf("lanjiang")], previous: [], workspace: undefined }, { out });
    for await (const { diagnostics, status } of buildAll(config)) {
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(status).toBe("written");
    }
    const reports = filesBelow(out).filter((name) => name !== "manifest.json");
    for (const name of reports) {
      const bytes = readFileSync(join(out, name));
      if (name.endsWith(".md")) {
        const { origin } = explainCell(pathOf("lanjiang"), "requests.received", session.editions);
        const row = bytes
          .toString()
          .split("\n")
          .find((line) => line.startsWith("| 一、本年新收"));
        expect(row?.split("|").at(-2)?.trim()).toBe(String(origin.now));
      } else expect(await officeFindings(bytes, name)).toEqual([]);
    }
    expect(reports).toHaveLength(3);
  });
});

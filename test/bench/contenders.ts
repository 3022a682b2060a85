import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { unzipSync } from "fflate";
import { parseEvents } from "js-yaml";
import { parse } from "yaml";
import type { Format } from "../../src/core/formats.ts";
import type { ReportModel } from "../../src/core/report.ts";
import { deflateLevel } from "../../src/ooxml/codec.ts";
import { buildAll } from "../../src/pipeline/batch/build-all.ts";
import { examine } from "../../src/pipeline/unit/inspect-file.ts";
import { stampOne } from "../../src/pipeline/unit/stamp.ts";
import { resolveRun } from "../../src/pipeline/workspace/run-config.ts";
import type { MakeBytes } from "./baselines/docx-objects.ts";
import { benchEdition, benchSession, benchStamp, madeReports, shippedTemplate } from "./reports.ts";

/** Does so many units and resolves when they are done. `folder` is new each time. */
export type Work = (units: number, folder: string) => Promise<void>;

/** Makes everything ready that a run pays once, packages of its own included. `files` are the tallies on disk. */
export type Contender = (files: readonly string[]) => Promise<Work>;

/** Reports that stamps and objects are made from, in turn: no two alike. */
const models = 100;

export const contenders: Readonly<Record<string, Contender>> = {
  "docx stamped": async () => stamped("docx"),
  "docx objects": async () => {
    const { docxObjects } = await import("./baselines/docx-objects.ts");
    const session = benchSession();
    return inTurn(madeReports(session, models), docxObjects(benchEdition(session)));
  },
  docxtemplater: async () => byTemplate((await import("./baselines/docxtemplater.ts")).docxtemplater),
  "docx-templates": async () => byTemplate((await import("./baselines/docx-templates.ts")).docxTemplates),
  "easy-template-x": async () => byTemplate((await import("./baselines/easy-template-x.ts")).easyTemplate),
  "xlsx stamped": async () => stamped("xlsx"),
  exceljs: async () => {
    const { exceljsWorkbook } = await import("./baselines/exceljs-workbook.ts");
    const session = benchSession();
    const edition = benchEdition(session);
    const build = await exceljsWorkbook(edition, shippedTemplate(edition, "report.xlsx"));
    return inTurn(madeReports(session, models), build);
  },
  "md stamped": async () => stamped("md"),
  "html stamped": async () => stamped("html"),
  "fragment stamped": async () => stamped("fragment.html"),
  "path stamped": pathStamped,
  "path bare": (files) => pathBare(files, parse),
  "path floor": (files) => pathBare(files, (text) => parseEvents(text, {})),
};

async function stamped(format: Format): Promise<Work> {
  const session = benchSession([format]);
  const stamp = await benchStamp(session, format);
  return inTurn(madeReports(session, models), async (report) => stamp.stamp(report));
}

/** A program that fills in our own Word template, written in its way. */
function byTemplate(program: (template: Uint8Array) => MakeBytes): Work {
  const session = benchSession();
  const template = shippedTemplate(benchEdition(session), "report.docx");
  return inTurn(madeReports(session, models), program(template));
}

/** Each report is a new object, as in a run: what is remembered of one already stamped must not help. */
function inTurn(reports: readonly ReportModel[], build: MakeBytes): Work {
  let next = 0;
  return async (units) => {
    for (let i = 0; i < units; i++) {
      const report = reports[next++ % reports.length];
      if (report) await build({ ...report });
    }
  };
}

const quiet = { previous: [], severities: {}, final: false };

/** What `gov-report build` does with the files of one workspace. */
async function pathStamped(files: readonly string[]): Promise<Work> {
  const session = benchSession();
  await session.stamps(benchEdition(session));
  return async (units, folder) => {
    const config = resolveRun({ files: files.slice(0, units), previous: [], workspace: undefined }, { out: folder });
    for await (const { status, file } of buildAll(config, {}, session)) {
      if (status !== "written") throw new Error(`${file}: ${status}`);
    }
  };
}

/** What nobody can do without: read the YAML, deflate the parts that differ from unit to unit, write the files. */
async function pathBare(files: readonly string[], read: (text: string) => unknown): Promise<Work> {
  const session = benchSession();
  const edition = benchEdition(session);
  const shipped = new Map<Format, Readonly<Record<string, Uint8Array>>>(
    (["docx", "xlsx"] as const).map((format) => [format, unzipSync(shippedTemplate(edition, `report.${format}`))]),
  );
  const ready = await Promise.all(files.slice(0, models).map((file) => finished(file, shipped)));
  return async (units, folder) => {
    mkdirSync(folder, { recursive: true });
    files.slice(0, units).forEach((file, i) => {
      read(readFileSync(file, "utf8"));
      const unit = ready[i % ready.length];
      if (!unit) return;
      for (const part of unit.parts) deflateRawSync(part, { level: deflateLevel });
      for (const { format, bytes } of unit.artifacts) writeFileSync(join(folder, `${i}.${format}`), bytes);
    });
  };

  async function finished(file: string, templates: typeof shipped) {
    const examined = examine(file, session, { ...quiet, previous: () => undefined });
    const { value: artifacts } = await stampOne(examined, session, { draft: false });
    if (!artifacts) throw new Error(`${file}: not valid`);
    const parts = artifacts.flatMap(({ format, bytes }) => {
      const template = format === "docx" || format === "xlsx" ? templates.get(format) : undefined;
      if (!template) return [];
      const own = Object.entries(unzipSync(bytes));
      return own
        .filter(([name, part]) => !Buffer.from(part).equals(template[name] ?? new Uint8Array()))
        .map(([, part]) => part);
    });
    return { artifacts, parts };
  }
}

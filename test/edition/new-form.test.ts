import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { templatesFolder } from "../support/editions.ts";
import { filesBelow } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";
import { checkStructure } from "../support/structure.ts";

/** Replaces each of some strings, every one of which must be there. */
function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  }, text);
}

const shipped = (name: string): string => readFileSync(join(templatesFolder, name), "utf8");

/** The part of an edition's file that says what became of the rows before it. */
const moves = `predecessor: "2021"
moves:
  - from: [proactive.penalties]
    to: proactive.penaltyDecisions
    kind: renamed
    says: { zh: 行政处罚改称行政处罚决定, en: 行政处罚 is called 行政处罚决定 }
`;

/** A form of 2026: the one before with a row renamed and a row added, and an activity figure more for every form. */
function newForm(folder: string): void {
  // Whichever forms are shipped: years beyond this one are no matter here.
  const form = shipped("2021/edition.yaml").replace(/reportYears: \{.*\}/, "reportYears: { from: 2021 }");
  cpSync(join(templatesFolder, "2021"), join(folder, "2026"), { recursive: true });
  mkdirSync(join(folder, "2021"));
  writeFileSync(join(folder, "2021/edition.yaml"), changed(form, { "{ from: 2021 }": "{ from: 2021, to: 2025 }" }));
  const next = changed(form, {
    'id: "2021"': 'id: "2026"',
    "name: 2021年格式": "name: 2026年格式",
    "{ from: 2021 }": "{ from: 2026, to: 2026 }",
    "{ id: penalties, name: 行政处罚 }": "{ id: penaltyDecisions, name: 行政处罚决定 }",
    "{ id: coerciveMeasures, name: 行政强制 }":
      "{ id: coerciveMeasures, name: 行政强制 }\n          - { id: levies, name: 行政征收 }",
    "rows: [proactive.penalties], kinds: [township": "rows: [proactive.penaltyDecisions], kinds: [township",
    "rows: [proactive.penalties], kinds: [county": "rows: [proactive.penaltyDecisions], kinds: [county",
    "proactive.licences, proactive.penalties, proactive.coerciveMeasures":
      "proactive.licences, proactive.penaltyDecisions",
  }).replaceAll("[proactive.penalties]", "[proactive.penaltyDecisions]");
  writeFileSync(join(folder, "2026/edition.yaml"), next.slice(0, next.indexOf("predecessor:")) + moves);
  for (const text of ["text/overview.hbs", "text/companion.hbs"]) {
    const words = shipped(`2021/${text}`).replaceAll("proactive.penalties", "proactive.penaltyDecisions");
    writeFileSync(join(folder, "2026", text), words);
  }
  writeFileSync(
    join(folder, "activity.yaml"),
    changed(shipped("activity.yaml"), {
      "  - { id: processingFee":
        "  - { id: consultations, name: 意见征集, measure: items, words: { nouns: 征求意见, verbs: 开展 }, annex: { in: publishedItems } }\n  - { id: processingFee",
    }),
  );
}

const narrative = (penalties = 0, levies = 0, consultations = 0): string => `narrative:
  overview: 作出行政处罚决定${penalties}件，实施行政征收${levies}件，开展意见征集${consultations}条。新收政府信息公开申请0件。
  problems: （一）存在的问题。政策解读形式还不够丰富，图表和视频解读偏少。（二）改进情况。举办专题培训，落实解读材料与文件同步起草。
  other: 本年度未收取信息处理费。无其他需要报告的事项。
`;

const tally = (year: number, penalties: string, rest: string, [p, l, c]: readonly number[]): string => `年度: ${year}
unit: { name: 凤凰镇人民政府, kind: township }
proactive:
  regulations: 0
  normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }
  licences: 12
  ${penalties}: 30
  coerciveMeasures: 0
${rest}  fees: 0.38
requests: 0
disputes: { review: 0, litigation: 0 }
activity: { consultations: 11, processingFee: 0 }
${narrative(p, l, c)}`;

const right = tally(2026, "penaltyDecisions", "  levies: 7\n", [30, 7, 11]);

describe("a form of one's own with a row renamed, a row added, and an activity figure more", {
  timeout: 120_000,
}, () => {
  let folder = "";
  const file = (name: string): string => join(folder, name);
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = runProgram(folder, [...args, "--lang", "en"]);
    return { status, said: stdout + stderr };
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "gov-report-form-"));
    mkdirSync(file("templates"));
    newForm(file("templates"));
    writeFileSync(file("gov-report.yaml"), "templates: templates\nannexes: [activity]\n");
    mkdirSync(file("units"));
    writeFileSync(file("units/2026.yaml"), tally(2026, "penaltyDecisions", "  levies: 7\n", [31, 8, 12]));
    rmSync(file("templates/2026/report.docx"));
    rmSync(file("templates/2026/report.xlsx"));
    expect(run("template", "draw", "templates", "--edition", "2026").said).toContain("report.xlsx");
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("draws its templates, which pass the check", () => {
    const { status, said } = run("template", "check", "templates", "--edition", "2026");
    expect(status, said).toBe(0);
    expect(said).toContain("how texts speak of these is not said");
    // The renamed row goes by the words of the old one, the figure by those beside it.
    expect(said).toContain("行政征收（proactive.levies）");
    expect(said).not.toMatch(/proactive\.penaltyDecisions|activity\.consultations/);
  });

  it("is read and checked, in prose too", () => {
    const { said } = run("validate", "units/2026.yaml");
    expect(said).not.toMatch(/\[GR1/);
    const told = [...said.matchAll(/\[GR31[01]\]: (.*)/g)].map(([, message]) => message);
    expect(told).toEqual([
      "the text says 31件, proactive.penaltyDecisions is 30 件",
      "the text says 8件, proactive.levies is 7 件",
      "the text says 12条, activity.consultations is 11 条",
    ]);
  });

  it("is printed in three formats, with the figure in its annex", () => {
    writeFileSync(file("units/2026.yaml"), right);
    expect(run("build", "units/2026.yaml", "--quiet")).toMatchObject({ status: 0 });
    const made = filesBelow(file("out")).filter((name) => name.includes("2026年"));
    expect(made.map((name) => name.replace(/.*\./, "")).sort()).toEqual(["docx", "md", "xlsx"]);
    for (const name of made) {
      const bytes = readFileSync(file(join("out", name)));
      if (name.endsWith("x")) expect(checkStructure(bytes, name.endsWith(".docx") ? "docx" : "xlsx")).toEqual([]);
    }
    const text = readFileSync(file(join("out", made.find((name) => name.endsWith(".md")) ?? "")), "utf8");
    expect(text).toMatch(/\| 行政处罚决定 \| 30 \|/);
    expect(text).toMatch(/\| 行政征收 \| 7 \|/);
    expect(text).toMatch(/\| 意见征集 \| 11 \|/);
  });

  it("is compared with the form before, carried over, scaffolded and added up", () => {
    writeFileSync(file("units/2026.yaml"), right);
    writeFileSync(file("2025.yaml"), tally(2025, "penalties", "", [30, 0, 11]));
    expect(run("diff", "2025.yaml", "units/2026.yaml").said).toMatch(/levies|行政征收/);
    const scaffold = run("init", "new.yaml", "--year", "2026");
    expect(scaffold.status).toBe(0);
    const fresh = readFileSync(file("new.yaml"), "utf8");
    for (const name of ["行政处罚决定", "行政征收", "consultations:"]) expect(fresh).toContain(name);
    const sum = [
      "roll-up",
      "units",
      "--unit",
      "凤凰县人民政府",
      "--kind",
      "county",
      "--out",
      "sum.yaml",
      "--keys",
      "en",
    ];
    expect(run(...sum)).toEqual({ status: 0, said: expect.stringContaining("sum.yaml") });
    expect(readFileSync(file("sum.yaml"), "utf8")).toMatch(
      /penaltyDecisions: 30[\s\S]*levies: 7[\s\S]*consultations: 11/,
    );
  });
});

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { catalogue } from "../../src/pipeline/catalogue.ts";
import { type Counts, fileReport, type Run, worst } from "../../src/print/findings.ts";
import { githubReport } from "../../src/print/github.ts";
import { jsonReport } from "../../src/print/json.ts";
import { junitReport } from "../../src/print/junit.ts";
import { sarifReport } from "../../src/print/sarif.ts";
import { summaryReport } from "../../src/print/summary.ts";

const none: Counts = { units: 0, failed: 0, error: 0, warning: 0, info: 0, waived: 0, notEvaluated: 0, fault: 0 };
const text = "单位: 甲镇\n新收: 13\n结转: 2\n";
const file = "units/甲 镇.yaml";

function finding(extra: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf("13");
  return {
    ...{ code: "GR201", severity: "error", file, related: [] },
    message: { zh: "收进 13 件，去向 2 件", en: "13 came in, 2 went out" },
    span: { file, start, end: start + 2 },
    ...extra,
  };
}

function runOf(diagnostics: readonly Diagnostic[], source = text, name = file): Run {
  const sources = [{ file: name, text: source }];
  const report = fileReport(name, diagnostics, sources, { unit: "甲镇", year: 2025 });
  return { files: [report], counts: { ...none, units: 1, error: diagnostics.length }, version: "1.2.3" };
}

const empty: Run = { files: [], counts: none, version: "1.2.3" };
const github = (run: Run, extra = {}) => githubReport(run, { lang: "zh", base: "", summarised: true, ...extra });
const sarif = (run: Run, base = "") => JSON.parse(sarifReport(run, { lang: "zh", base, docs: catalogue }));
const schema = JSON.parse(readFileSync(new URL("../../templates/findings.schema.json", import.meta.url), "utf8"));
const fitsSchema = new Ajv({ strict: true, strictRequired: false }).compile(schema);

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Every element of a well-formed document; throws where it is not. */
function elementsOf(xml: string): readonly Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    found.push(element);
    open.push(element);
  });
  parser.on("text", (part) => {
    const element = open.at(-1);
    if (element) element.text += part;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return found;
}

const waived: Partial<Diagnostic> = {
  state: "waived",
  waiver: { reason: "上级口径", by: "法制办", on: "2026-01-10" },
};

describe("json", () => {
  it("gives lines and columns from 1, in UTF-16 units, and fits its schema", () => {
    const start = text.indexOf("2\n");
    const related = [{ span: { file, start, end: start + 1 }, message: { zh: "结转：2", en: "carried: 2" } }];
    const report = JSON.parse(jsonReport(runOf([finding({ related, at: "requests.received" })])));
    expect(fitsSchema(report), JSON.stringify(fitsSchema.errors)).toBe(true);
    expect(report.schemaVersion).toBe(1);
    expect(report.diagnostics[0]).toMatchObject({
      code: "GR201",
      unit: "甲镇",
      year: 2025,
      place: { file, start: { line: 2, column: 5 }, end: { line: 2, column: 7 } },
      related: [{ place: { start: { line: 3, column: 5 } } }],
    });
  });

  it("fits its schema in every state, and with no run at all", () => {
    const all = [
      finding(waived),
      finding({ state: "notEvaluated", severity: "info" }),
      finding({ state: "fault", cause: new Error("x") }),
      finding({ fix: { span: { file, start: 0, end: 1 }, text: "0", safe: true }, help: { zh: "改", en: "fix" } }),
      finding({ span: { file: "elsewhere.yaml", start: 3, end: 4 } }),
    ];
    const report = JSON.parse(jsonReport(runOf(all)));
    expect(fitsSchema(report), JSON.stringify(fitsSchema.errors)).toBe(true);
    expect(report.diagnostics.map(({ state }: { state?: string }) => state)).toEqual([
      ...["waived", "notEvaluated", "fault", undefined, undefined],
    ]);
    expect(JSON.stringify(report)).not.toContain("cause");
    expect(fitsSchema(JSON.parse(jsonReport(empty)))).toBe(true);
    expect(fitsSchema({ ...report, schemaVersion: 2 })).toBe(false);
  });
});

describe("fingerprints", () => {
  const print = (diagnostic: Diagnostic, source = text) => runOf([diagnostic], source).files[0]?.items[0]?.fingerprint;

  it("stay when the fault moves, and when the message is put in other words", () => {
    const moved = `# 备注\n\n${text}`;
    const start = moved.indexOf("13");
    const there = finding({ at: "a", span: { file, start, end: start + 2 }, message: { zh: "13、2 不相等", en: "x" } });
    expect(print(there, moved)).toBe(print(finding({ at: "a" })));
  });

  it("change with the rule, the place and the figures", () => {
    const all = [
      finding({ at: "a" }),
      finding({ at: "b" }),
      finding({ at: "a", code: "GR202" }),
      finding({ at: "a", message: { zh: "收进 14 件，去向 2 件", en: "" } }),
      finding({ at: "a", values: [13, 3] }),
    ];
    expect(new Set(all.map((one) => print(one))).size).toBe(all.length);
  });

  it("tell twins apart", () => {
    const [a, b] = runOf([finding(), finding()]).files[0]?.items ?? [];
    expect(a?.fingerprint).not.toBe(b?.fingerprint);
  });
});

describe("sarif", () => {
  it("names files by relative, percent-encoded URIs, seen from the repository's root", () => {
    const uri = (run: Run, base = "") =>
      sarif(run, base).runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    expect(uri(runOf([finding()]))).toEqual({ uri: "units/%E7%94%B2%20%E9%95%87.yaml", uriBaseId: "SRCROOT" });
    expect(uri(runOf([finding()]), "县").uri).toBe("%E5%8E%BF/units/%E7%94%B2%20%E9%95%87.yaml");
    const absolute = runOf([finding({ file: "/tmp/甲:1.yaml", span: { file: "/tmp/甲:1.yaml", start: 0, end: 1 } })]);
    expect(uri(absolute, "县")).toEqual({ uri: "file:///tmp/%E7%94%B2%3A1.yaml" });
  });

  it("marks what is waived as suppressed, with the reason, and what was not evaluated as open", () => {
    const [run] = sarif(runOf([finding(waived), finding({ state: "notEvaluated", severity: "info" })])).runs;
    expect(run.results[0].suppressions).toEqual([
      { kind: "inSource", status: "accepted", justification: "豁免理由：上级口径（法制办，2026-01-10）" },
    ]);
    expect(run.results[0].level).toBe("error");
    expect([run.results[1].kind, run.results[1].level]).toEqual(["open", "none"]);
    expect(run.invocations[0].executionSuccessful).toBe(true);
  });

  it("says of a fault of ours that the run was not successful", () => {
    const [run] = sarif(runOf([finding({ state: "fault" })])).runs;
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
    expect(run.results[0].level).toBe("error");
  });

  it("describes each rule once, with help, and counts columns in UTF-16 units", () => {
    const [run] = sarif(runOf([finding(), finding({ code: "GR131" }), finding()])).runs;
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["GR131", "GR201"]);
    for (const rule of run.tool.driver.rules) expect(rule.help.text).not.toBe("");
    expect(run.results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([1, 0, 1]);
    expect(run.results[0].partialFingerprints["govReport/v1"]).toMatch(/^[0-9a-f]{16}:1$/);
    expect(run.results[0].locations[0].physicalLocation.region).toEqual({
      ...{ startLine: 2, startColumn: 5, endLine: 2, endColumn: 7 },
    });
  });
});

describe("junit", () => {
  it("an empty run is one valid suite without cases", () => {
    const elements = elementsOf(junitReport(empty, "zh"));
    expect(elements.map(({ name }) => name)).toEqual(["testsuites", "testsuite", "properties", "property", "property"]);
  });

  it("a file without findings is one case that passes", () => {
    const elements = elementsOf(junitReport(runOf([]), "zh"));
    expect(elements.map(({ name }) => name)).toEqual(["testsuites", "testsuite", "testcase"]);
    expect(elements[1]?.attributes).toMatchObject({ name: file, tests: "1", failures: "0" });
  });

  it("errors fail, faults are errors, waived and unevaluated ones are skipped, the rest passes and says so", () => {
    const all = [
      finding(),
      finding({ state: "fault" }),
      finding(waived),
      finding({ state: "notEvaluated", severity: "info" }),
      finding({ severity: "warning" }),
    ];
    const elements = elementsOf(junitReport(runOf(all), "zh"));
    const inner = elements.map(({ name }) => name).filter((name) => !name.startsWith("test"));
    expect(inner).toEqual(["failure", "error", "skipped", "skipped", "system-out"]);
    expect(elements[0]?.attributes).toMatchObject({ tests: "5", failures: "1", errors: "1", skipped: "2" });
    expect(elements.find(({ name }) => name === "skipped")?.attributes["message"]).toContain("上级口径");
  });
});

describe("github", () => {
  it("escapes what would end a property or a message", () => {
    const name = "units/a,b:c%.yaml";
    const lines = github(
      runOf(
        [finding({ file: name, span: { file: name, start: 0, end: 1 }, message: { zh: "100%\n::error::x", en: "" } })],
        text,
        name,
      ),
    );
    expect(lines).toBe(
      "::error file=units/a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=GR201 甲镇::100%25\\u{A}::error::x",
    );
  });

  it("shows the worst ten, errors first, and counts the rest in one notice", () => {
    const warnings = Array.from({ length: 8 }, () => finding({ severity: "warning" }));
    const errors = Array.from({ length: 7 }, () => finding());
    const lines = github(runOf([...warnings, ...errors, finding(waived)])).split("\n");
    expect(lines.map((line) => line.slice(0, 6))).toEqual([
      ...Array.from({ length: 7 }, () => "::erro"),
      ...Array.from({ length: 3 }, () => "::warn"),
      "::noti",
    ]);
    expect(lines.at(-1)).toBe("::notice title=gov-report::另有 6 条，见作业摘要");
  });

  it("gives paths from the repository's root, and no columns over several lines", () => {
    const line = github(runOf([finding({ span: { file, start: 0, end: text.length } })]), { base: "县" });
    expect(line).toContain("file=县/units/甲 镇.yaml,line=1,endLine=4,title=");
  });
});

describe("the job summary", () => {
  it("is a table whose cells nobody can break out of", () => {
    const table = summaryReport(
      runOf([finding({ message: { zh: "a|b<img src=x>\n`c` [d](http://e)", en: "" } })]),
      "zh",
    );
    const [row = ""] = table.split("\n").filter((line) => line.startsWith("| 错误"));
    expect(row).toBe(
      "| 错误 | GR201 | units/甲 镇.yaml:2:5 | a\\|b&lt;img src=x&gt;\\\\u\\{A\\}\\`c\\` \\[d\\](http&#58;//e) |",
    );
  });

  it("stays within its room and counts what it leaves out", () => {
    const run = runOf(Array.from({ length: 30_000 }, () => finding()));
    const table = summaryReport(run, "zh");
    const rows = table.split("\n").filter((line) => line.startsWith("| 错误")).length;
    expect(Buffer.byteLength(table)).toBeLessThanOrEqual(1024 * 1024);
    expect(rows).toBeGreaterThan(5000);
    expect(table).toContain(`另有 ${30_000 - rows} 条放不下`);
    expect(summaryReport(run, "zh", 10)).toBe("");
  });
});

describe("a cap", () => {
  it("keeps the worst, in their order, and leaves short lists as they are", () => {
    const list = [finding({ severity: "warning" }), finding({ at: "a" }), finding(waived), finding({ at: "b" })];
    expect(worst(list, 4)).toBe(list);
    expect(worst(list, 3)).toEqual([list[1], list[3], list[0]]);
  });
});

describe("any text of a stranger's", () => {
  const strange = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("\u001b[2J", "]]>", "\ud800", "\u0000\ufffe", "::error::", "%0A", "\u009b31m", "\u202e", "a\r\nb"),
  );

  it("is parsed back from every report, and never drives a terminal", () => {
    fc.assert(
      fc.property(strange, strange, strange, (message, name, source) => {
        const span = { file: name, start: 0, end: source.length };
        const words = { zh: message, en: message };
        const waiver = { reason: message, by: name, on: "2026-01-10" };
        const all = [
          finding({ message: words, help: words, file: name, span, at: message, related: [{ span, message: words }] }),
          finding({ message: words, file: name, span, state: "waived", waiver }),
        ];
        const report = fileReport(name, all, [{ file: name, text: source }], { unit: message, year: 2025 });
        const run: Run = { files: [report], counts: none, version: "1" };
        const json = jsonReport(run);
        const scan = sarifReport(run, { lang: "zh", base: "", docs: catalogue });
        const xml = junitReport(run, "zh");
        const lines = github(run);
        expect(JSON.parse(json).diagnostics[0].message.zh).toBe(message);
        expect(JSON.parse(scan).runs[0].results[0].message.text.startsWith(message)).toBe(true);
        expect(elementsOf(xml).filter(({ name: tag }) => tag === "testcase")).toHaveLength(2);
        expect(lines.split("\n")).toHaveLength(2);
        for (const line of lines.split("\n")) expect(line).toMatch(/^::(error|notice) /);
        const table = summaryReport(run, "zh");
        for (const out of [json, scan, xml, lines, table])
          expect(out).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
      }),
      { numRuns: 300 },
    );
  });

  it("what XML may hold comes back unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (message) => {
        const allowed = message.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
        const elements = elementsOf(junitReport(runOf([finding({ message: { zh: message, en: "" } })]), "zh"));
        const failure = elements.find(({ name }) => name === "failure");
        expect(failure?.attributes["message"]).toBe(allowed);
        expect(failure?.text).toBe(allowed);
      }),
      { numRuns: 200 },
    );
  });
});

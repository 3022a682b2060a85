import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type Hover,
  HoverRequest,
  type Location,
  type Position,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { runProgram } from "../support/program.ts";
import { type EditorClient, startEditor } from "./client.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));
let folder: string;
let editor: EditorClient;
const at = (file: string): string => join(folder, file);

const own = "units/songbei-zhen.yaml";
const copy = "units/zz-copied.yaml";
let right: string;
let wrong: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gov-report 年报 "));
  cpSync(join(samples, "county"), folder, { recursive: true });
  right = readFileSync(at(own), "utf8");
  wrong = right.replace("received: { naturalPerson: 7,", "received: { naturalPerson: 9,");
  expect(wrong).not.toBe(right);
  // Its texts are another's, which only the run as a whole shows.
  write(copy, right.replace("云溪县松陂镇人民政府", "云溪县石洞乡人民政府").replace("990123101", "990123199"));
  write(own, wrong);
  editor = await startEditor(folder, "zh-cn");
});

afterAll(() => {
  editor.process.kill();
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

interface Found {
  readonly file: string;
  readonly code: string;
  readonly message: { readonly zh: string };
  readonly place?: { readonly start: Place; readonly end: Place };
  readonly related: readonly { readonly message: { readonly zh: string }; readonly place: { readonly start: Place } }[];
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** What `validate` says of a file, as the editor should have it. */
function validated(file: string, stdout: string): readonly string[] {
  const { diagnostics }: { diagnostics: readonly (Found & { severity: string })[] } = JSON.parse(stdout);
  const own = diagnostics.filter((found) => found.file === file);
  return own
    .map(({ code, severity, message, place, related }) => {
      const places = [place?.start, place?.end, ...related.map((one) => one.place.start)];
      const others = related.map((one) => one.message.zh);
      return [
        code,
        severity,
        message.zh,
        ...others,
        ...places.map((each) => `${(each?.line ?? 1) - 1}:${(each?.column ?? 1) - 1}`),
      ].join(" ");
    })
    .toSorted();
}

function inWords(findings: readonly Diagnostic[]): readonly string[] {
  const severities = ["", "error", "warning", "info"];
  const position = ({ line, character }: Position) => `${line}:${character}`;
  return findings
    .map(({ code, severity = 0, message, range, relatedInformation = [] }) => {
      const others = relatedInformation.map((one) => one.message);
      const starts = relatedInformation.map(({ location }) => position(location.range.start));
      return [
        code,
        severities[severity],
        String(message).split("\n")[0],
        ...others,
        position(range.start),
        position(range.end),
        ...starts,
      ].join(" ");
    })
    .toSorted();
}

/** The place of the first `needle`, and so many characters after it. */
function positionOf(text: string, needle: string, after = 0): Position {
  expect(text).toContain(needle);
  return TextDocument.create("", "", 0, text).positionAt(text.indexOf(needle) + after);
}

const has = (code: string) => (findings: readonly Diagnostic[]) => findings.some((finding) => finding.code === code);
const hasNot = (code: string) => (findings: readonly Diagnostic[]) => !has(code)(findings);

function on(file: string, position: Position) {
  return { textDocument: { uri: editor.uri(at(file)) }, position };
}

async function hover(file: string, position: Position): Promise<string> {
  const found: Hover | null = await editor.connection.sendRequest(HoverRequest.type, on(file, position));
  return found === null ? "" : (found.contents as { value: string }).value;
}

async function completions(file: string, position: Position): Promise<readonly CompletionItem[]> {
  return ((await editor.connection.sendRequest(CompletionRequest.type, on(file, position))) ?? []) as CompletionItem[];
}

async function actions(file: string, position: Position, only?: string): Promise<readonly CodeAction[]> {
  const params = {
    textDocument: { uri: editor.uri(at(file)) },
    range: { start: position, end: position },
    context: { diagnostics: [...editor.shown(at(file))], ...(only !== undefined && { only: [only] }) },
  };
  return ((await editor.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
}

async function definitions(file: string, position: Position): Promise<readonly Location[]> {
  return ((await editor.connection.sendRequest(DefinitionRequest.type, on(file, position))) ?? []) as Location[];
}

function applied(text: string, action: CodeAction | undefined, file: string): string {
  const edits = action?.edit?.changes?.[editor.uri(at(file))] ?? [];
  return TextDocument.applyEdits(TextDocument.create("", "", 0, text), edits);
}

describe("the language server", () => {
  it("finds what validate finds, of the run as a whole too, and what is unsaved counts", async () => {
    editor.open(at(own), wrong);
    const found = await editor.until(at(own), has("GR201"));
    const { stdout } = runProgram(folder, ["validate", "--format", "json"]);
    expect(inWords(found)).toEqual(validated(own, stdout));
    editor.open(at(copy), readFileSync(at(copy), "utf8"));
    const copied = await editor.until(at(copy), (list) => has("GR361")(list) && has("GR201")(editor.shown(at(own))));
    expect(inWords(copied)).toEqual(validated(copy, stdout));
    editor.change(at(own), right);
    expect(inWords(await editor.until(at(own), hasNot("GR201")))).toEqual([]);
    // The other's text is compared with what is open, not with what is on the disk.
    editor.change(at(own), right.replace(/narrative:[\s\S]*/, ""));
    await editor.until(at(copy), hasNot("GR361"));
    editor.change(at(own), wrong);
    await editor.until(at(copy), has("GR361"));
  });

  it("says of a figure what the form prints for it, what it was last year, and which equation it stands in", async () => {
    const words = await hover(own, positionOf(wrong, "naturalPerson: 9", 3));
    expect(words).toContain("**依申请公开 · 本年新收 · 自然人** `requests.received.naturalPerson`");
    expect(words).toContain("单位：件");
    expect(words).toMatch(/2025: 9 · 2024: \d+/);
    expect(words).toContain("计入：依申请公开 · 本年新收 · 总计 = 10");
    expect(words).toContain("关系：第一项加第二项之和");
    // The finding stands at the very cell: its rule is told with it.
    expect(words).toContain("**GR201** `unbalanced-identity`");
    expect(await hover(own, positionOf(wrong, "kind: township", 2))).toContain("省级、地级、县级、乡镇");
    expect(await hover(own, positionOf(wrong, "{{activity.interpretations}}".slice(0, 2), 5))).toContain("2025:");
    expect(await hover(own, positionOf(wrong, "scope: own", 2))).toContain("统计范围");
  });

  it("offers keys, values and names of figures in the language of the file", async () => {
    const rows = wrong.replace("  broughtForward:", "  car\n  broughtForward:");
    editor.change(at(own), rows);
    const keys = await completions(own, positionOf(rows, "  car\n", 5));
    expect(keys.map(({ label }) => label)).toEqual([]);
    // What is there already is not offered again; what is missing is.
    const lacking = rows.replace(/ {2}carriedForward: 0\n/, "");
    editor.change(at(own), lacking);
    const [offered] = await completions(own, positionOf(lacking, "  car\n", 5));
    expect(offered).toMatchObject({
      label: "carriedForward",
      detail: "结转下年度",
      textEdit: { newText: "carriedForward:" },
    });
    const kind = await completions(own, positionOf(lacking, "kind: township", 8));
    expect(kind.map(({ label }) => label)).toContain("subdistrict");
    const column = await completions(own, positionOf(lacking, "business: 1", 3));
    expect(column.map(({ label }) => label)).toContain("researchInstitute");
    editor.change(at(own), wrong);
    const named = await completions(own, positionOf(wrong, "{{activity.itemsPublished.total", 11));
    expect(named.map(({ label }) => label)).toContain("hotline");
    const deeper = await completions(own, positionOf(wrong, "{{activity.itemsPublished.total", 28));
    expect(deeper).toContainEqual(expect.objectContaining({ label: "total", detail: "总数 = 486" }));
    const chinese = "units/中文.yaml";
    const text = "年度: 2025\n单位: { 名称: 云溪县审计局, 类型:  }\n依申请公开:\n  \n正文:\n  总体情况: 收到{{}}件\n";
    editor.open(at(chinese), text);
    const labels = async (needle: string, after: number) =>
      (await completions(chinese, positionOf(text, needle, after))).map(({ label }) => label);
    expect(await labels("类型: ", 4)).toContain("街道");
    expect(await labels("公开:\n  ", 6)).toEqual(expect.arrayContaining(["本年新收", "办理结果"]));
    expect(await labels("{{", 2)).toEqual(expect.arrayContaining(["依申请公开", "percent"]));
    const workspace = "gov-report.yaml";
    const settings = `${readFileSync(at(workspace), "utf8")}rules: { GR402:  }\n`;
    editor.open(at(workspace), settings);
    const levels = await completions(workspace, positionOf(settings, "GR402: ", 7));
    expect(levels.map(({ label }) => label)).toEqual(["error", "warning", "info", "off"]);
    editor.close(at(workspace));
    editor.close(at(chinese));
  });

  it("puts right what --fix puts right, one by one and all at once, whatever ends the lines", async () => {
    const file = "units/slips.yaml";
    const slips = right.replace("licences: 214", "licences: 214件 # 😀").replace("penalties: 17", "penalties: １７");
    const text = slips.replaceAll("\n", "\r\n");
    write(file, text);
    editor.open(at(file), `\ufeff${text}`);
    const findings = await editor.until(at(file), has("GR133"));
    const first = findings.find(({ code }) => code === "GR133") as Diagnostic;
    const [action] = await actions(file, first.range.start, "quickfix");
    expect(action?.title).toBe("把“214件”改为“214”");
    expect(applied(text, action, file)).toBe(text.replace("214件", "214"));
    const all = await actions(file, { line: 0, character: 0 }, "source.fixAll");
    editor.close(at(file));
    runProgram(folder, ["validate", file, "--fix"]);
    const fixed = readFileSync(at(file), "utf8");
    expect(fixed).not.toBe(text);
    expect(applied(text, all[0], file)).toBe(fixed);
    rmSync(at(file));
  });

  it("leads from a name in a text to its cell, from a number to what it was compared with, from a finding to the other cells", async () => {
    const lineOf = async (position: Position, text: string) =>
      (await definitions(own, position)).map(
        ({ range }) => text.split("\n")[range.start.line]?.trim().split(/[: ]/)[0],
      );
    editor.change(at(own), wrong);
    expect(await lineOf(positionOf(wrong, "{{requests.broughtForward.total}}", 12), wrong)).toEqual(["broughtForward"]);
    expect(await lineOf(positionOf(wrong, "naturalPerson: 9", 15), wrong)).toContain("granted");
    const plain = right.replace("新收申请{{requests.received.total}}件", "新收申请8件");
    editor.change(at(own), plain);
    expect(await lineOf(positionOf(plain, "新收申请8件", 4), plain)).toEqual(["received"]);
    expect(await hover(own, positionOf(plain, "新收申请8件", 4))).toContain("相符");
    const symbols: DocumentSymbol[] = await editor.connection
      .sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: editor.uri(at(own)) } })
      .then((found) => found as DocumentSymbol[]);
    expect(symbols.map(({ name }) => name)).toEqual([
      "year",
      "unit",
      "scope",
      "proactive",
      "requests",
      "disputes",
      "activity",
      "narrative",
    ]);
    const [received] = symbols.find(({ name }) => name === "requests")?.children ?? [];
    expect(received).toMatchObject({ name: "received", detail: "一、本年新收政府信息公开申请数量" });
    const folds = await editor.connection.sendRequest(FoldingRangeRequest.type, {
      textDocument: { uri: editor.uri(at(own)) },
    });
    expect(folds).toContainEqual({
      startLine: positionOf(plain, "requests:").line,
      endLine: positionOf(plain, "  carriedForward:").line,
    });
  });

  it("begins a waiver, which counts once a person has said why", async () => {
    editor.change(at(own), wrong);
    const [finding] = await editor.until(at(own), has("GR201"));
    const all = await actions(own, finding?.range.start as Position, "quickfix");
    const waive = all.find(({ title }) => title.startsWith("豁免 GR201"));
    const begun = applied(wrong, waive, own);
    expect(begun).toContain("waivers:\n  - rule: GR201\n    at: requests.received.naturalPerson\n    reason:\n");
    editor.change(at(own), begun);
    await editor.until(at(own), (list) => has("GR156")(list) && has("GR201")(list));
    editor.change(at(own), begun.replace("reason:", "reason: 核实过").replace("by:", "by: 县政府办"));
    const accepted = await editor.until(at(own), (list) => has("GR620")(list) && hasNot("GR156")(list));
    expect(accepted.find(({ code }) => code === "GR201")).toMatchObject({ severity: 4, tags: [1] });
    expect(accepted.map(({ code }) => code)).not.toContain("GR190");
  });

  it("follows the files a tally draws in, as they stand in the editor, and takes back what is closed", async () => {
    const text = "units/松陂/一.txt";
    const drawn = right.replace(/overview: \|\n(?: {4}.*\n)+/, "overview: { file: 松陂/一.txt }\n");
    write(text, "（一）主动公开😀。全年新收申请80件。\n");
    editor.change(at(own), drawn);
    const found = await editor.until(at(text), has("GR311"));
    const mark = found.find(({ code }) => code === "GR311");
    expect(mark?.range.start).toEqual({
      line: 0,
      character: "（一）主动公开😀。全年新收申请".length,
    });
    const [file] = await definitions(own, positionOf(drawn, "松陂/一.txt", 2));
    expect(file?.uri).toBe(editor.uri(at(text)));
    editor.open(at(text), "（一）主动公开。全年新收申请8件。\n");
    await editor.until(at(text), hasNot("GR311"));
    editor.close(at(text));
    await editor.until(at(text), has("GR311"));
    editor.close(at(own));
    await editor.until(at(text), (list) => list.length === 0);
    expect(editor.shown(at(own))).toEqual([]);
  });

  it("follows a file that is renamed, and leaves other YAML alone", async () => {
    renameSync(at(copy), at("units/aa-copied.yaml"));
    const text = readFileSync(at("units/aa-copied.yaml"), "utf8");
    editor.close(at(copy));
    editor.open(at("units/aa-copied.yaml"), text);
    editor.open(at(own), right);
    const changes = [copy, "units/aa-copied.yaml"].map((file) => ({ uri: editor.uri(at(file)), type: 2 as const }));
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    // The earlier in the order of paths is the source now.
    await editor.until(at(own), has("GR361"));
    expect(editor.shown(at(copy))).toEqual([]);
    expect(editor.shown(at("units/aa-copied.yaml")).map(({ code }) => code)).not.toContain("GR361");
    const other = "docker-compose.yaml";
    editor.open(at(other), "services:\n  web: { image: nginx }\n");
    await editor.until(at(other), (list) => list.length === 0);
    expect(await hover(other, { line: 1, character: 3 })).toBe("");
  });

  it("survives what it does not understand, and ends with its editor", async () => {
    await expect(editor.connection.sendRequest("workspace/noSuchThing", {})).rejects.toThrow();
    editor.process.stdin?.write("Content-Length: 7\r\n\r\n{oops!}");
    editor.process.stdin?.write('Content-Length: 16\r\n\r\n{"jsonrpc":"2.0"');
    expect(await hover(own, positionOf(right, "scope: own", 2))).toContain("统计范围");
    expect(editor.log.filter((line) => line.includes("程序内部出错"))).toEqual([]);
    const ended = new Promise((resolve) => editor.process.on("exit", resolve));
    await editor.connection.sendRequest("shutdown");
    await editor.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });
});

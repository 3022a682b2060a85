import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService } from "yaml-language-server";
import type { Lang } from "../../../src/core/diagnostic.ts";
import { fixAll, writeFixed } from "../../../src/pipeline/unit/fix.ts";
import { placedTally, restoreSchema, writeSchema } from "../../../src/pipeline/workspace/editor-schema.ts";
import { placeFiles, planStart } from "../../../src/pipeline/workspace/start.ts";
import { edition2021, editions } from "../../support/editions.ts";
import { example } from "../../support/example-tally.ts";

const all = mkdtempSync(join(tmpdir(), "gov-report-test-"));
afterAll(() => rmSync(all, { recursive: true, force: true }));

/** What init writes, on the disk: the tally's path. */
function begun(lang: Lang, path = mkdtempSync(join(all, "w"))): string {
  const start = planStart(path, {
    ...{ year: { given: 2025, otherwise: 2025 }, kind: undefined, unit: "某镇人民政府", lang, zeros: true },
  });
  placeFiles(start.folder, start.files, false);
  if (start.schema) writeSchema(start.schema);
  return join(start.folder, start.tally);
}

/** The server keeps what it has read by name and version. */
let versions = 0;

/** The language server that editors run for YAML, over the tally as it lies there; it reaches files and nothing else. */
function editorOf(file: string, text = readFileSync(file, "utf8")) {
  const service = getLanguageService({
    schemaRequestService: async (uri) => readFileSync(fileURLToPath(uri), "utf8"),
    workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).href },
  });
  service.configure({ validate: true, hover: true, completion: true, hoverSchemaSource: false });
  const document = TextDocument.create(pathToFileURL(file).href, "yaml", ++versions, text);
  const at = (words: string, after = words.length) => document.positionAt(text.indexOf(words) + after);
  return {
    marked: async () => (await service.doValidation(document, false)).map(({ message }) => message),
    hover: async (words: string) => (await service.doHover(document, at(words, 1)))?.contents,
    offered: async (words: string) => (await service.doComplete(document, at(words), false)).items,
  };
}

/** The keys a tally may have by the form, in the order of its schema. */
const keysAt = (path: string, lang: Lang) => {
  const node = path.split(".").reduce((one, part) => one.child.get(part)!, edition2021().keys);
  return node.children.map(({ id, name }) => (lang === "zh" ? name : id));
};

describe.each([
  ["zh", "本年新收", "上年结转", "行政许可", "没有就写 0。", "### 本年新收"],
  ["en", "received", "broughtForward", "licences", "0 where there is none.", "### Received"],
] as const)("an editor with keys in %s", (lang, row, next, cell, none, title) => {
  const file = begun(lang);
  const text = readFileSync(file, "utf8");

  it("marks nothing in what init has written, and finds the schema without any network", async () => {
    expect(text).toContain(`$schema=../${lang === "zh" ? "2021" : "2021.en"}.schema.json\n`);
    expect(await editorOf(file).marked()).toEqual([]);
  });

  it("marks a wrong key, a key of the other language, a wrong value", async () => {
    const wrong = text
      .replace(`${cell}: 0`, `${cell}x: 0`)
      .replace(`${row}: 0`, `${lang === "zh" ? "received" : "本年新收"}: -1`)
      .replace(/township\b|乡镇/, "镇");
    const marked = await editorOf(file, wrong).marked();
    expect(marked.filter((message) => message.includes(`${cell}x`))).toHaveLength(1);
    expect(marked.filter((message) => message.includes(lang === "zh" ? "received" : "本年新收"))).toHaveLength(1);
    expect(marked.some((message) => message.includes(lang === "zh" ? "乡镇" : "township"))).toBe(true);
  });

  it("offers each key once, in the file's own language, with what it is", async () => {
    const rowAbove = text.slice(0, text.indexOf("\n", text.indexOf(`${row}: 0`)) + 3);
    const rows = await editorOf(file, `${rowAbove}${text.slice(text.indexOf("\n", rowAbove.length))}`).offered(
      rowAbove,
    );
    expect(rows.map(({ label }) => label)).toEqual([next]);
    expect(JSON.stringify(rows[0]?.documentation)).toContain("二、上年结转政府信息公开申请数量");
    // This server completes neither in braces nor on the first line of a map.
    const [first, ...others] = keysAt("requests.received", lang);
    const inRow = `${row}:\n    ${first}: 0\n    `;
    const columns = await editorOf(file, text.replace(new RegExp(`${row}: 0.*`), inRow)).offered(inRow);
    expect(columns.map(({ label }) => label)).toEqual(others);
    expect(columns.filter(({ documentation }) => !documentation)).toEqual([]);
    const start = text.slice(0, text.search(/^(zeros|全零):/m));
    const outermost = await editorOf(file, `${start}${text.slice(text.indexOf("\n", start.length))}`).offered(start);
    const labels = outermost.map(({ label }) => label);
    expect(labels).toContain(lang === "zh" ? "全零" : "zeros");
    expect(labels.length).toBe(9);
    expect(labels.filter((label) => /[a-z]/.test(label) === (lang === "zh"))).toEqual([]);
  });

  it("shows on a key what the form calls it, what it counts and how to say none", async () => {
    const shown = JSON.stringify(await editorOf(file).hover(`${row}: 0`));
    expect(shown).toContain(title);
    expect(shown).toContain("本年新收政府信息公开申请数量");
    expect(JSON.stringify(await editorOf(file).hover(`${cell}: 0`))).toContain(none);
  });
});

describe("a tally's schema, wherever the tally goes", () => {
  it("lies in the folder of the workspace around it, else beside it, in the language of its keys", async () => {
    const workspace = dirname(dirname(begun("zh")));
    const place = (file: string, text: string) => {
      const { text: placed, schema } = placedTally(file, text, edition2021());
      writeSchema(schema);
      writeFileSync(file, placed);
      return [placed.split("\n")[0], schema.path];
    };
    expect(place(join(workspace, "units/b.yaml"), example)).toEqual([
      "# yaml-language-server: $schema=../2021.en.schema.json",
      join(workspace, "2021.en.schema.json"),
    ]);
    expect(await editorOf(join(workspace, "units/b.yaml")).marked()).toEqual([]);
    expect(place(join(all, "alone.yaml"), example.replace("year:", "年度:"))).toEqual([
      "# yaml-language-server: $schema=./2021.schema.json",
      join(all, "2021.schema.json"),
    ]);
    const again = placedTally(
      join(all, "a.yaml"),
      "# yaml-language-server: $schema=../../x/2019.schema.json\nyear: 2025\n",
      edition2021(),
    );
    expect(again.text).toBe("# yaml-language-server: $schema=./2021.en.schema.json\nyear: 2025\n");
  });

  it("is put right by --fix, file and all, where an editor was led to another's", async () => {
    const file = join(mkdtempSync(join(all, "f")), "t.yaml");
    writeFileSync(file, `# yaml-language-server: $schema=./2021.schema.json\n${example}`);
    const session = { editions: editions() } as Parameters<typeof fixAll>[0];
    const run = { files: [file], previous: [], severities: {}, final: false };
    const [fixed] = fixAll(session, run, { blanks: false, totals: false });
    writeFixed(fixed!);
    const text = readFileSync(file, "utf8");
    restoreSchema(file, text, editions());
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./2021.en.schema.json");
    expect(existsSync(join(dirname(file), "2021.en.schema.json"))).toBe(true);
    expect(await editorOf(file).marked()).toEqual([]);
    // Another's schema is another's.
    writeFileSync(file, `# yaml-language-server: $schema=./ours.json\n${example}`);
    const [left] = fixAll(session, run, { blanks: false, totals: false });
    expect(left?.edits).toEqual([]);
    restoreSchema(file, left!.text, editions());
    expect(existsSync(join(dirname(file), "ours.json"))).toBe(false);
    expect(basename(file)).toBe("t.yaml");
  });
});

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../src/core/figures.ts";
import { layoutTable } from "../src/core/form/layout.ts";
import type { Stamp } from "../src/core/report.ts";
import { composeProse } from "../src/model/compose.ts";
import { buildReport } from "../src/model/report.ts";
import { openSession } from "../src/pipeline/unit/session.ts";
import { safeName } from "../src/write/name.ts";
import { temporaryFolder } from "./support/folder.ts";
import { about, makeTally, type TallyExtra, type Written } from "./support/make-tally.ts";
import { readDocx } from "./support/read-docx.ts";
import { readMarkdown } from "./support/read-markdown.ts";
import { readXlsx } from "./support/read-xlsx.ts";
import { checkStructure } from "./support/structure.ts";
import { officeFindings } from "./support/validator.ts";

const session = openSession({ formats: ["docx", "xlsx", "md"], markdownTables: "pipe" });

interface Fixture {
  readonly title: string;
  readonly fill: number | ((path: string) => number);
  readonly activity?: Readonly<Record<string, Written>>;
  readonly extra?: TallyExtra;
  readonly draft?: boolean;
  /** Pages of the Word file as LibreOffice sets it. */
  readonly pages: readonly [atLeast: number, atMost: number];
}

const sentence = "全年通过政府网站、公开栏等渠道公开惠农补贴、低保评定、项目建设等信息，方便群众查阅和监督。";
const rare = "𠮷㑇镇人民政府𫚉湖办事处";

const fixtures: readonly Fixture[] = [
  { title: "all zero, nothing optional", fill: 0, pages: [3, 4] },
  {
    title: "every figure as large as the columns are wide",
    fill: (path) => (path.startsWith("proactive") ? 99_999_999 : path.startsWith("requests") ? 12_345 : 2_345),
    extra: { kind: "prefecture", name: "某某自治州人民政府" },
    // Six where the faces named are missing and the substitute has wide digits.
    pages: [3, 6],
  },
  {
    title: "ten thousand characters of text",
    fill: 3,
    extra: {
      texts: {
        overview: Array.from(
          { length: 40 },
          (_, i) => `（${"一二三四五"[i % 5]}）主动公开。${sentence.repeat(5)}`,
        ).join("\n"),
        problems: `（一）存在的主要问题\n${sentence.repeat(6)}\n（二）改进情况\n1.健全机制\n${sentence}`,
        other: "无其他需要报告的事项。",
      },
      published: "2026-01-16",
    },
    pages: [18, 26],
  },
  {
    title: "rare characters, markup and formulas in names and texts",
    fill: 1,
    extra: {
      name: rare,
      texts: {
        overview: `${rare}<w:p/>&amp;]]>“引号”—— =1+1 {=} |竖线| \`代码\` [链接](javascript:alert(1)) _x0041_ \ue000`,
        problems: "=cmd|' /C calc'!A0",
        other: "@SUM(A1)",
      },
    },
    pages: [3, 4],
  },
  {
    title: "a draft with findings and approximate figures",
    fill: 2,
    activity: {
      "activity.itemsPublished.total": about(330_000, "33万余"),
      "activity.hotline.received": 392,
      "activity.hotline.closed": 388,
      "activity.processingFee": 400,
    },
    draft: true,
    pages: [3, 5],
  },
];

const edition = session.editions.all.at(-1);
if (!edition) throw new Error("no edition");
const layouts = edition.tables.map(layoutTable);

async function build({ fill, activity = {}, extra = {}, draft = false }: Fixture) {
  if (!edition) throw new Error("no edition");
  const inputs = edition.cells.filter(({ terms }) => !terms).map(({ path }) => path);
  const cells = Object.fromEntries(inputs.map((path) => [path, typeof fill === "number" ? fill : fill(path)]));
  const tally = makeTally(edition, { ...cells, ...activity }, extra);
  const figures = computeFigures(tally, edition);
  const { value: prose } = composeProse({ tally, edition, figures });
  const { value: stamps } = await session.stamps(edition);
  if (!prose || !stamps) throw new Error("not built");
  const report = buildReport({
    tally,
    edition,
    figures,
    prose,
    draft,
    findings: draft ? ["“规章”填了 2，请核对", "=1+1"] : [],
  });
  const stamp = (format: "docx" | "xlsx" | "md") => (stamps.get(format) as Stamp).stamp(report);
  return { report, figures, docx: stamp("docx"), xlsx: stamp("xlsx"), md: new TextDecoder().decode(stamp("md")) };
}

const office = spawnSync("soffice", ["--version"]).status === 0 && spawnSync("pdfinfo", ["-v"]).status === 0;
if (!office) console.log("skipped: page counts need LibreOffice (soffice) and pdfinfo, which are not installed here");

describe.each(fixtures)("$title", (fixture) => {
  it("is valid, carries every figure, and says the same in all three formats", async () => {
    const { report, figures, docx, xlsx, md } = await build(fixture);
    for (const [format, bytes] of [
      ["docx", docx],
      ["xlsx", xlsx],
    ] as const) {
      expect(checkStructure(bytes, format), format).toEqual([]);
      expect(await officeFindings(bytes, `report.${format}`), format).toEqual([]);
    }
    const expected = new Map(edition.cells.map(({ path }) => [path, String(figures.value(path))]));
    expect(await readDocx(docx, layouts)).toEqual(expected);
    expect(readMarkdown(md, layouts, "pipe")).toEqual(expected);
    const sheets = await readXlsx(xlsx, layouts);
    expect(new Map([...sheets].map(([path, { value }]) => [path, String(value)]))).toEqual(expected);
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(docx) });
    for (const section of report.sections) {
      for (const paragraph of section.paragraphs) expect(text).toContain(paragraph.lead + paragraph.text);
    }
    expect(md.includes("草稿")).toBe(fixture.draft === true);
  });

  it.skipIf(!office)("takes as many pages as it should", async () => {
    const { docx } = await build(fixture);
    const folder = temporaryFolder();
    writeFileSync(join(folder, "report.docx"), docx);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    spawnSync("soffice", [
      profile,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      join(folder, "report.docx"),
    ]);
    const { stdout } = spawnSync("pdfinfo", [join(folder, "report.pdf")], { encoding: "utf8" });
    const pages = Number(/Pages:\s+(\d+)/.exec(stdout)?.[1]);
    expect(pages).toBeGreaterThanOrEqual(fixture.pages[0]);
    expect(pages).toBeLessThanOrEqual(fixture.pages[1]);
  });
});

describe("names with rare characters", () => {
  it("survive to every format and to the file name", async () => {
    const { md, docx, report } = await build(fixtures[3] as Fixture);
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(docx) });
    expect(report.title.startsWith(rare)).toBe(true);
    expect(md).toContain(rare);
    expect(text.replaceAll("\n", "")).toContain(rare);
    expect(safeName(report.title).startsWith(rare)).toBe(true);
  });
});

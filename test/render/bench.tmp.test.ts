import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { performance } from "node:perf_hooks";
import { deflateRawSync } from "node:zlib";
import { it } from "vitest";
import { viewOf } from "../../src/render/view.ts";
import { inline, sheetFile } from "../support/sheet-files.ts";
import { cell, paragraph, row, table, wordFile } from "../support/word-files.ts";
import { edition, report, stampOf } from "../support/word-stamps.ts";
import { unzipped } from "../support/zip-files.ts";

const styled = (t: string) =>
  `<w:tc><w:tcPr><w:tcW w:w="700" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r><w:t>${t}</w:t></w:r></w:p></w:tc>`;
const bench = (name: string, f: () => unknown, n = 2000) => {
  for (let i = 0; i < n; i++) f();
  const rounds: number[] = [];
  for (let r = 0; r < 5; r++) {
    const t = performance.now();
    for (let i = 0; i < n / 4; i++) f();
    rounds.push((performance.now() - t) / (n / 4));
  }
  console.log(name, rounds.sort((a, b) => a - b)[2]!.toFixed(3), "ms");
};
it("bench", () => {
  const rows = edition.tables.flatMap((t) => {
    const cells = edition.cells.filter((c) => c.table === t.id);
    const out: string[] = [];
    for (let i = 0; i < cells.length; i += 7)
      out.push(
        table(
          8,
          `<w:tr>${[styled("（一）部分公开（区分处理的，只计这一情形，不计其他情形）"), ...Array.from({ length: 7 }, (_, k) => styled(cells[i + k] ? `{{${cells[i + k]!.path}}}` : ""))].join("")}</w:tr>`,
        ),
      );
    return out;
  });
  const prose = edition.sections
    .filter((s) => s.prose)
    .flatMap((s) => [
      paragraph(`{{heading.${s.id}}}`),
      paragraph(`{{#each text.${s.id}}}`),
      paragraph("{{#if heading2}}"),
      paragraph("{{text}}"),
      paragraph("{{/if}}{{#if body}}"),
      paragraph("{{lead}}{{text}}"),
      paragraph("{{/if}}"),
      paragraph("{{/each}}"),
    ]);
  const paragraphs = Array.from({ length: 12 }, (_, i) => ({
    level: (i % 4 ? 0 : 2) as 0 | 2,
    lead: i % 4 ? "（一）主动公开。" : "",
    text: "全年主动公开政府信息1186条，其中通过政府网站公开263条，政务微信923条，本机关严格落实政府信息公开条例各项要求。".repeat(
      2,
    ),
  }));
  const sections = edition.sections.map(({ id, heading }) => ({ id, heading, tables: [], paragraphs }));
  const t0 = performance.now();
  const stamp = stampOf(wordFile(prose.join("") + rows.join("")));
  console.log("compile docx", performance.now() - t0);
  const reports = Array.from({ length: 50 }, (_, k) => report({ sections, figure: (p) => (p.length * (k + 3)) % 37 }));
  let i = 0;
  const out = stamp.stamp(reports[0]!);
  const doc = Buffer.from(unzipped(out)["word/document.xml"]!);
  console.log("document.xml", doc.length, "file", out.length);
  if (process.env["PROF"]) {
    const s = new Session();
    s.connect();
    s.post("Profiler.enable");
    s.post("Profiler.start");
    for (let k = 0; k < 4000; k++) stamp.stamp(reports[k % 50]!);
    s.post("Profiler.stop", (_e, { profile }) => {
      const self = new Map<string, number>();
      const dt = profile.timeDeltas!;
      const byId = new Map(profile.nodes.map((n) => [n.id, n]));
      profile.samples!.forEach((id, j) => {
        const n = byId.get(id)!;
        const key = n.callFrame.functionName + " " + n.callFrame.url.split("/").pop() + ":" + n.callFrame.lineNumber;
        self.set(key, (self.get(key) ?? 0) + dt[j]!);
      });
      const total = [...self.values()].reduce((a, b) => a + b, 0);
      for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 22))
        console.log(((v / total) * 100).toFixed(1), k);
    });
    return;
  }
  bench("docx stamp (view cached)", () => stamp.stamp(reports[i++ % 50]!));
  bench("docx stamp incl. view", () => stamp.stamp({ ...reports[i++ % 50]! }));
  bench("view", () => viewOf({ ...reports[i++ % 50]! }));
  bench("deflate floor document", () => deflateRawSync(doc, { level: 6 }));

  const col = (n: number) => String.fromCharCode(65 + n);
  const sheets = edition.tables.map((t) => {
    const cells = edition.cells.filter((c) => c.table === t.id);
    let r = 0;
    let rows = "";
    for (let k = 0; k < cells.length; k += 7) {
      r++;
      rows += `<row r="${r}"><c r="A${r}" s="1" t="inlineStr"><is><t>（一）予以公开</t></is></c>${cells
        .slice(k, k + 7)
        .map((c, j) =>
          j === 6 && t.id === "requests"
            ? `<c r="${col(j + 1)}${r}" s="2"><f>SUM(B${r}:G${r})</f><v>0</v></c>`
            : inline(`${col(j + 1)}${r}`, `{{${c.path}}}`).replace("<c ", '<c s="2" '),
        )
        .join("")}</row>`;
    }
    return { name: t.name, rows };
  });
  const t1 = performance.now();
  const x = stampOf(sheetFile(sheets), "xlsx");
  console.log("compile xlsx", performance.now() - t1);
  const xo = unzipped(x.stamp(reports[0]!));
  if (process.env["PROFX"]) {
    const s = new Session(); s.connect(); s.post("Profiler.enable"); s.post("Profiler.start");
    for (let k = 0; k < 4000; k++) x.stamp(reports[k % 50]!);
    s.post("Profiler.stop", (_e, { profile }) => { 
      const self = new Map<string, number>(); const dt = profile.timeDeltas!; const byId = new Map(profile.nodes.map((n) => [n.id, n]));
      profile.samples!.forEach((id, j) => { const n = byId.get(id)!; const key = n.callFrame.functionName + " " + n.callFrame.url.split("/").pop() + ":" + n.callFrame.lineNumber; self.set(key, (self.get(key) ?? 0) + dt[j]!); });
      const total = [...self.values()].reduce((a, b) => a + b, 0);
      for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 22)) console.log((v / total * 100).toFixed(1), k);
    });
    return;
  }
  bench("xlsx stamp", () => x.stamp(reports[i++ % 50]!));
  const bufs = [1, 2, 3].map((n) => Buffer.from(xo[`xl/worksheets/sheet${n}.xml`]!));
  console.log(bufs.map((b) => b.length));
  bench("deflate floor sheets", () => bufs.map((b) => deflateRawSync(b, { level: 6 })));
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { Format } from "../../src/core/formats.ts";
import type { Tally } from "../../src/core/tally.ts";
import { importDocument } from "../../src/import/import-document.ts";
import { openDocument } from "../../src/import/open-document.ts";
import { reportText } from "../../src/import/report-text.ts";
import { composeProse } from "../../src/model/compose.ts";
import { buildReport, paragraphsOf } from "../../src/model/report.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { openSession } from "../../src/pipeline/unit/session.ts";
import { readTallyAs } from "../../src/tally/read-tally.ts";
import { editions } from "../support/editions.ts";
import { makeTally, type Written } from "../support/make-tally.ts";

/** Markdown of two kinds, and the formats that have one. */
type Way = "docx" | "xlsx" | "pipe" | "merged" | "html" | "fragment.html";
const ways: readonly Way[] = ["docx", "xlsx", "pipe", "merged", "html", "fragment.html"];
const sessions = {
  pipe: openSession({ formats: ["docx", "xlsx", "md", "html", "fragment.html"], markdownTables: "pipe" }),
  merged: openSession({ formats: ["md"], markdownTables: "html" }),
};

function formatOf(way: Way): Format {
  return way === "pipe" || way === "merged" ? "md" : way;
}

/** The report of a tally as a file of one of the formats. */
async function built(tally: Tally, edition: Edition, way: Way): Promise<Uint8Array> {
  const figures = computeFigures(tally, edition);
  const prose = composeProse({ tally, edition, figures }).value ?? new Map();
  const report = buildReport({ tally, edition, figures, prose, draft: true, findings: ["1. 有空白"] });
  const { value: stamps } = await sessions[way === "merged" ? "merged" : "pipe"].stamps(edition);
  const stamp = stamps?.get(formatOf(way));
  if (!stamp) throw new Error("no stamp");
  return stamp.stamp(report);
}

const name = fc.constantFrom("凤凰镇人民政府", "云溪县教育局", "（某）市A-1局", "太湖街道办事处");
const sentence = fc
  .stringMatching(/^[一-龥“”（），。；、%a-zA-Z0-9|*_#<>&\\~.-]{1,30}$/)
  .map((text) => `我局${text}`)
  .filter((text) => !/[{}]/.test(text));

function tallyOf(edition: Edition): fc.Arbitrary<Tally> {
  const inputs = edition.cells.filter(({ terms }) => !terms);
  const prose = edition.sections.filter((section) => section.prose).map(({ id }) => id);
  const figure = (measure: string): fc.Arbitrary<Written> =>
    measure === "wanYuan"
      ? fc.nat(1_000_000).map((n) => n / 100)
      : measure === "change"
        ? fc.integer({ min: -50, max: 50 })
        : measure === "money"
          ? fc.oneof(
              fc.constant(0),
              fc.nat(10_000).map((n) => ({ about: n * 100, text: `${n * 100}元` })),
            )
          : fc.oneof(fc.constant(0), fc.nat(99_999));
  return fc
    .record({
      cells: fc.tuple(...inputs.map(({ measure }) => fc.option(figure(measure), { nil: undefined, freq: 5 }))),
      texts: fc.tuple(...prose.map(() => fc.array(sentence, { minLength: 1, maxLength: 3 }))),
      name,
      blank: fc.boolean(),
      published: fc.boolean(),
    })
    .map(({ cells, texts, name, blank, published }) =>
      makeTally(
        edition,
        Object.fromEntries(inputs.map(({ path }, i) => [path, cells[i] === undefined && !blank ? 0 : cells[i]])),
        {
          name,
          year: edition.reportYears.from,
          ...(published && { published: `${edition.reportYears.from + 1}-01-16` }),
          texts: Object.fromEntries(prose.map((id, i) => [id, (texts[i] ?? []).join("\n")])),
        },
      ),
    );
}

/** A tally with everything that may stand beside its figures. */
function annotated(edition: Edition): fc.Arbitrary<Tally> {
  const span = { file: "t.yaml", start: 0, end: 0 };
  const words = fc.stringMatching(/^[一-龥]{2,8}$/).map((text) => `含${text}`);
  const counts = edition.cells.filter(({ terms, measure }) => !terms && measure === "count").map(({ path }) => path);
  const single = edition.sections.flatMap(({ tables }) => (tables.length === 1 ? tables : []));
  const tables = edition.tables.filter(({ id, extra }) => !extra && single.includes(id)).map(({ id }) => id);
  const block = fc.constantFrom("| 渠道 | 条数 |\n| --- | --- |\n| 网站 | 263 |\n| 微信 | 1 |", "- 甲事项\n- 乙事项");
  const text = fc
    .tuple(
      sentence.map((words) => `${words}。`),
      fc.option(block),
      fc.option(sentence),
    )
    .map((parts) => parts.filter((part) => part !== null).join("\n"));
  const contact = fc.constantFrom(
    { address: "某路1号", telephone: "0512-58000000", postcode: "215600" },
    { office: "某某科", telephone: "0512-58000000" },
    { onlineCopy: "某某网站", address: "某路1号" },
  );
  const prose = edition.sections.filter((section) => section.prose).map(({ id }) => id);
  return fc
    .record({
      tally: tallyOf(edition),
      remarked: fc.subarray(counts, { maxLength: 3 }),
      remark: words,
      notes: fc.tuple(...tables.map(() => fc.array(words, { maxLength: 3 }))),
      contact: fc.option(contact, { nil: undefined }),
      joint: fc.boolean(),
      texts: fc.tuple(...prose.map(() => text)),
    })
    .map(({ tally, remarked, remark, notes, contact, joint, texts }) => {
      const cells = new Map(tally.cells);
      for (const path of remarked) cells.set(path, { value: 7, span, remark: { text: remark, span } });
      const lines = notes.flatMap((list, i) =>
        list.length > 0 ? [[tables[i] ?? "", list.map((each) => ({ text: each, span }))] as const] : [],
      );
      const passages = prose.map((id, i) => [id, { text: texts[i] ?? "", span, places: [] }] as const);
      return {
        ...tally,
        cells,
        ...(lines.length > 0 && { notes: new Map(lines) }),
        prose: new Map(passages),
        published: { on: `${tally.year + 1}-01-16`, span },
        unit: {
          ...tally.unit,
          ...(contact && { contact }),
          ...(joint && { issuers: [tally.unit.name, "某县某某局"] }),
        },
      };
    });
}

const valuesOf = (edition: Edition, tally: Pick<Tally, "cells">) =>
  Object.fromEntries(edition.cells.flatMap(({ path, terms }) => (terms ? [] : [[path, tally.cells.get(path)?.value]])));

describe.each(editions().all.map((edition) => [edition.id, edition] as const))(
  "a report on the form of %s",
  (_, edition) => {
    it.each(ways)(
      "is read back from %s as it was: figures, blanks, texts and the day it is of",
      { timeout: 120_000 },
      async (way) => {
        await fc.assert(
          fc.asyncProperty(tallyOf(edition), async (tally) => {
            const file = `r.${formatOf(way)}`;
            const document = openDocument(file, await built(tally, edition, way), nodeCodec);
            const { report, diagnostics } = importDocument(file, document, editions(), {});
            expect(diagnostics.filter(({ code }) => code !== "GR803").map(({ message }) => message.zh)).toEqual([]);
            if (!report) throw new Error("unread");
            expect([report.unit, report.year, report.edition.id]).toEqual([tally.unit.name, tally.year, edition.id]);
            expect(valuesOf(edition, report)).toEqual(valuesOf(edition, tally));
            if (way !== "xlsx") expect(report.published).toBe(tally.published?.on);
            const words = (text = "") => paragraphsOf(text).map(({ lead, text }) => lead + text);
            if (way !== "xlsx") {
              for (const [id, { text }] of tally.prose) expect(words(report.texts.get(id))).toEqual(words(text));
            }
            // And so does who reads the tally that is written of it.
            const text = reportText({ ...report, kind: "department" }, { keys: "zh", file, diagnostics });
            const again = readTallyAs({ file: "t.yaml", text }, editions(), edition);
            expect(again.value && valuesOf(edition, again.value)).toEqual(valuesOf(edition, tally));
            for (const [id, text] of report.texts) expect(again.value?.prose.get(id)?.text.trimEnd()).toBe(text);
          }),
          // To shrink two hundred figures would build a report for each.
          { numRuns: 3, endOnFailure: true },
        );
      },
    );

    it.each(ways)(
      "is read back from %s with all that stands beside: remarks, notes, contact, signature, tables, lists",
      {
        timeout: 120_000,
      },
      async (way) => {
        await fc.assert(
          fc.asyncProperty(annotated(edition), async (tally) => {
            const file = `r.${formatOf(way)}`;
            const document = openDocument(file, await built(tally, edition, way), nodeCodec);
            const { report } = importDocument(file, document, editions(), {});
            if (!report) throw new Error("unread");
            const remarks = (cells: Tally["cells"]) =>
              Object.fromEntries([...cells].flatMap(([path, { remark }]) => (remark ? [[path, remark.text]] : [])));
            const { value: again } = readTallyAs(
              {
                file: "t.yaml",
                text: reportText({ ...report, kind: "department" }, { keys: "en", file, diagnostics: [] }),
              },
              editions(),
              edition,
            );
            if (!again) throw new Error("not a tally");
            const notes = (all: Tally["notes"]) =>
              [...(all ?? [])].map(([id, lines]) => [id, lines.map(({ text }) => text)]);
            expect(valuesOf(edition, again)).toEqual(valuesOf(edition, tally));
            expect(remarks(again.cells)).toEqual(remarks(tally.cells));
            expect(notes(again.notes)).toEqual(notes(tally.notes));
            expect(again.unit.contact).toEqual(tally.unit.contact);
            expect(again.published?.on).toBe(tally.published?.on);
            if (way === "docx") expect(again.unit.issuers).toEqual(tally.unit.issuers);
            if (way === "xlsx") return;
            for (const [id, { text }] of tally.prose) expect(again.prose.get(id)?.text.trimEnd()).toBe(text);
          }),
          { numRuns: 4, endOnFailure: true },
        );
      },
    );
  },
);

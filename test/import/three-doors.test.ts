import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import { entryNames } from "../../src/core/form/entry-names.ts";
import type { KeyNode } from "../../src/core/form/keys.ts";
import { canonicalContent } from "../../src/core/seal.ts";
import type { Source } from "../../src/core/text/source.ts";
import { readEntryForm } from "../../src/import/entry-form.ts";
import { readXlsx } from "../../src/import/xlsx.ts";
import { composeProse } from "../../src/model/compose.ts";
import { EntryState } from "../../src/page/entry-state.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { editions } from "../support/editions.ts";
import { filledForm, formUnit } from "../support/filled-form.ts";

/** What one person enters, by whichever door. */
interface Entered {
  /** As it is typed; undefined is a blank. */
  readonly figures: ReadonlyMap<string, string | undefined>;
  readonly texts: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly contact: Readonly<Record<string, string>>;
  readonly signoff: Readonly<Record<string, string>>;
  readonly published: string;
}

function entered(edition: Edition): fc.Arbitrary<Entered> {
  const inputs = edition.cells.filter(({ terms }) => !terms);
  const typed = (measure: string) =>
    measure === "money"
      ? fc.constantFrom("0", "29.0506万元")
      : measure === "wanYuan"
        ? fc.constantFrom("0", "0.38")
        : fc.nat(900).map(String);
  const prose = edition.sections.filter((section) => section.prose).map(({ id }) => id);
  const words = fc.stringMatching(/^[一-龥]{4,20}$/).map((text) => `${text}。`);
  return fc
    .record({
      figures: fc.tuple(...inputs.map(({ measure }) => fc.option(typed(measure), { nil: undefined, freq: 8 }))),
      texts: fc.array(words, { minLength: prose.length, maxLength: prose.length }),
      second: words,
      activity: fc.constantFrom("33万余", "近30", "12"),
      noted: fc.boolean(),
    })
    .map(({ figures, texts, second, activity, noted }) => {
      const all = new Map(inputs.map(({ path }, i) => [path, figures[i]]));
      const own = activityCell(edition.keys);
      if (own !== undefined) all.set(own, activity);
      const [table] = edition.tables;
      return {
        figures: all,
        texts: Object.fromEntries(prose.map((id, i) => [id, i === 0 ? `${texts[i]}\n${second}` : (texts[i] ?? "")])),
        notes: noted && table ? { [table.id]: "含上年结转\n不含咨询" } : {},
        contact: noted ? { telephone: "0512-58000000", postcode: "035000" } : {},
        signoff: { "prepared.by": "张三", "prepared.on": `${edition.reportYears.from + 1}-01-08` },
        published: noted ? `${edition.reportYears.from + 1}-01-16` : "",
      };
    });
}

function activityCell(node: KeyNode): string | undefined {
  if (node.activity && node.kind === "cell" && node.measure === "count") return node.path;
  for (const child of node.children) {
    const found = node.path === "" && !child.activity ? undefined : activityCell(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function throughPage(edition: Edition, given: Entered): Source {
  const state = new EntryState(edition, edition.reportYears.from);
  Object.assign(state.unit, { name: formUnit.name, kind: formUnit.kind, code: formUnit.code });
  for (const [path, figure] of given.figures) state.setFigure(path, figure ?? "");
  for (const [id, text] of Object.entries(given.texts)) state.texts.set(id, text);
  for (const [id, note] of Object.entries(given.notes)) state.notes.set(id, note);
  for (const [id, value] of Object.entries(given.contact)) state.contact.set(id, value);
  for (const [id, value] of Object.entries(given.signoff)) state.signoff.set(id, value);
  state.published = given.published;
  return { file: "page.yaml", text: state.written().text };
}

async function throughForm(edition: Edition, given: Entered): Promise<Source> {
  const bytes = await filledForm(edition, (cell) => {
    const numeric = (text: string) => (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);
    for (const [path, figure] of given.figures)
      if (figure !== undefined) cell(entryNames.figure(path)).value = numeric(figure);
    for (const [id, text] of Object.entries(given.texts)) cell(entryNames.text(id)).value = text;
    for (const [id, note] of Object.entries(given.notes)) cell(entryNames.note(id)).value = note;
    for (const [id, value] of Object.entries(given.contact)) cell(entryNames.contact(id)).value = value;
    for (const [id, value] of Object.entries(given.signoff)) cell(entryNames.signoff(id)).value = value;
    if (given.published !== "") cell(entryNames.published).value = given.published;
  });
  const { form } = readEntryForm("form.xlsx", readXlsx(bytes, nodeCodec), editions());
  if (!form) throw new Error("no form");
  return form.source;
}

/** As somebody would type it, all keys in English and in braces. */
function byHand(edition: Edition, given: Entered): Source {
  const notes = Object.entries(given.notes).map(([id, text]) => [id, text.split("\n")] as const);
  const root: Record<string, unknown> = {
    year: edition.reportYears.from,
    unit: { ...formUnit, ...(Object.keys(given.contact).length > 0 && { contact: given.contact }) },
    narrative: given.texts,
    ...(notes.length > 0 && { notes: Object.fromEntries(notes) }),
    signoff: { prepared: { by: given.signoff["prepared.by"], on: given.signoff["prepared.on"] } },
    ...(given.published !== "" && { published: given.published }),
  };
  for (const [path, figure] of given.figures) {
    if (figure === undefined && path.startsWith("activity.")) continue;
    let at = root;
    const steps = path.split(".");
    for (const step of steps.slice(0, -1)) {
      const inner = at[step] ?? {};
      at[step] = inner;
      at = inner as Record<string, unknown>;
    }
    const value = figure === undefined ? null : /^\d+(?:\.\d+)?$/.test(figure) ? Number(figure) : figure;
    at[steps.at(-1) ?? ""] = value;
  }
  // Nobody sets a figure in quotes.
  return { file: "hand.yaml", text: JSON.stringify(root).replace(/"(33万余|近30|29\.0506万元)"/g, "$1") };
}

/** All that is said, whoever wrote it down and however. */
function said(source: Source, edition: Edition): unknown {
  const { value: tally } = readTally(source, editions());
  if (!tally) throw new Error(source.text);
  const figures = computeFigures(tally, edition);
  const prose = composeProse({ tally, edition, figures }).value ?? new Map();
  // The line break that ends a block of YAML is printed by nobody.
  const texts = new Map([...prose].map(([id, passage]) => [id, { ...passage, text: passage.text.trimEnd() }] as const));
  const { signoff, published } = tally;
  return {
    content: JSON.parse(canonicalContent({ tally, edition, figures }, texts)),
    prepared: [signoff.prepared?.by, signoff.prepared?.on],
    published: published?.on,
  };
}

describe.each(editions().all.map((edition) => [edition.id, edition] as const))(
  "the same entries on the form of %s",
  (_, edition) => {
    it("say the same through the page, the Excel form and a tally typed by hand", { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(entered(edition), async (given) => {
          const hand = said(byHand(edition, given), edition);
          expect(said(throughPage(edition, given), edition)).toEqual(hand);
          expect(said(await throughForm(edition, given), edition)).toEqual(hand);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    });
  },
);

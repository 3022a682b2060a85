import { isScalar, type Node, type YAMLMap } from "yaml";
import type { Checked, Span, Text } from "../core/diagnostic.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import type { Cell, Tally } from "../core/tally.ts";
import type { Source } from "../core/text/source.ts";
import { rootKeys } from "../edition/names.ts";
import { schemaName } from "../edition/tally-schema.ts";
import { keysOf, schemaLineIn, wrongSchema } from "./schema-line.ts";
import {
  readIndexNumber,
  readNarrative,
  readPeriod,
  readPublished,
  readScope,
  readSignoff,
  readUnit,
  readWaivers,
  readZeros,
} from "./shape/about.ts";
import { readTableNotes } from "./shape/annotations.ts";
import { missSection, readSection } from "./shape/cells.ts";
import { type MapEntry, readEntries } from "./shape/keys.ts";
import { mayBeOtherForm, movedKey, movedWords, refuseOtherForm } from "./shape/other-form.ts";
import { idsOf } from "./shape/plain.ts";
import { wordsOf } from "./shape/vocabulary.ts";
import { readYear } from "./shape/year.ts";
import { refuseCharacters } from "./syntax/characters.ts";
import { readDocument, spanOf } from "./syntax/document.ts";
import { findLooseText, type TextKeys } from "./syntax/loose-text.ts";
import { type Notes, readMending } from "./syntax/notes.ts";
import { quickDocument } from "./syntax/quick-document.ts";
import { findSlips } from "./syntax/slips.ts";

/**
 * One unit's tally with the place of every figure. All faults of the file are found in one run. There is a tally whenever
 * the year and the outline could be understood; a figure that could not is blank in it.
 */
export function readTally(source: Source, editions: Editions): Checked<Tally> {
  return readMending(source, (notes) => readText(notes, editions));
}

/** The same by the rows of a given form, whatever the year says; blanks are no fault in it that was not there. */
export function readTallyAs(source: Source, editions: Editions, form: Edition): Checked<Tally> {
  return readMending(source, (notes) => readText(notes, editions, form));
}

/** What a slip of typing can look like to the parser: no YAML, tabs, no map. */
const maybeSlip: ReadonlySet<string> = new Set(["GR106", "GR107", "GR115"]);

function readText(notes: Notes, editions: Editions, form?: Edition): Tally | undefined {
  if (!refuseCharacters(notes) || notes.edits.length > 0) return undefined;
  const known = (written: string): boolean =>
    idsOf(rootKeys).has(written) || editions.all.some((edition) => wordsOf(edition).has(written));
  const quick = quickDocument(notes.text);
  const plain = quick && readRoot(notes, quick, editions, known, form);
  if (plain && nothingSaid(notes)) return plain;
  forget(notes);
  const root = readDocument(notes);
  // A text that begins with * is an alias to YAML, and no fault of machinery that a clerk has never heard of.
  if (notes.diagnostics.some(({ code }) => code === "GR112")) findLooseText(notes, textKeys(editions));
  if (notes.edits.length > 0) return undefined;
  if (root) return readRoot(notes, root, editions, known, form);
  // Where the YAML is broken, the slips of typing are a better account of it than the parser's.
  if (notes.diagnostics.some(({ code }) => maybeSlip.has(code))) {
    findSlips(notes, 0, notes.text.length, known, textKeys(editions));
    if (notes.edits.length > 0) notes.diagnostics.length = 0;
  }
  return undefined;
}

/** Whatever is to be said of a tally is said of it as the one parser reads it that knows the place of everything. */
function nothingSaid({ diagnostics, edits, slips, dropped }: Notes): boolean {
  return diagnostics.length === 0 && edits.length === 0 && slips.length === 0 && dropped === 0;
}

function forget(notes: Notes): void {
  for (const list of [notes.diagnostics, notes.edits, notes.slips]) list.length = 0;
  notes.dropped = 0;
}

function textKeys({ all }: Editions): TextKeys {
  const outermost = idsOf(rootKeys);
  const sections = all.flatMap((edition) => edition.sections.filter(({ prose }) => prose));
  return {
    outermost: (written) => outermost.has(written) || all.some(({ keys }) => keys.child.has(written)),
    narrative: (written) => outermost.get(written) === rootKeys.narrative.id,
    section: (written) => sections.some(({ id, name }) => id === written || name === written),
  };
}

function readRoot(
  notes: Notes,
  root: YAMLMap,
  editions: Editions,
  anywhere: (written: string) => boolean,
  form: Edition | undefined,
): Tally | undefined {
  const ids = idsOf(rootKeys);
  const found = readYear(notes, yearIn(root), editions);
  const year = found && form ? { ...found, edition: form } : found;
  const edition = year?.edition;
  const sections = edition ? [edition] : editions.all;
  const section = (written: string): KeyNode | undefined => {
    for (const { keys } of sections) {
      const found = keys.child.get(written);
      if (found) return found;
    }
    return undefined;
  };
  const guessed = new Set<string | KeyNode>();
  const entries = readEntries<string | KeyNode>(notes, root, {
    find: (written) => ids.get(written) ?? section(written),
    names: () => [...ids.keys(), ...sections.flatMap(({ keys }) => [...keys.child.keys()])],
    where: () => ({ zh: "", en: "" }),
    elsewhere: (written) => elsewhere(edition, written),
    moved: (written) => edition && movedIn(editions, edition, "", written),
    guessed: (key) => guessed.add(key),
    anywhere,
  });
  const at = { entries: new Map(entries.map((entry) => [entry.key, entry])), guessed };
  const tally = readParts(notes, root, at, year, anywhere, editions);
  const other = year && !form && mayBeOtherForm(notes) && refuseOtherForm(notes, root, year, editions);
  return other ? undefined : tally;
}

function movedIn(editions: Editions, edition: Edition, under: string, written: string): Text | undefined {
  const moved = movedKey(editions, edition, under, written);
  return moved && movedWords(moved);
}

interface Parts {
  readonly entries: ReadonlyMap<string | KeyNode, MapEntry<string | KeyNode>>;
  /** Misspelt, and therefore not missing. */
  readonly guessed: ReadonlySet<string | KeyNode>;
}

function readParts(
  notes: Notes,
  root: YAMLMap,
  at: Parts,
  year: ReturnType<typeof readYear>,
  anywhere: (written: string) => boolean,
  editions: Editions,
): Tally | undefined {
  const unitEntry = at.entries.get(rootKeys.unit.id);
  const unit = unitEntry ? readUnit(notes, unitEntry, anywhere) : missUnit(notes, root, at);
  const scope = readScope(notes, at.entries.get(rootKeys.scope.id));
  const period = readPeriod(notes, at.entries.get(rootKeys.period.id));
  readZeros(notes, at.entries.get(rootKeys.zeros.id));
  const signoff = readSignoff(notes, at.entries.get(rootKeys.signoff.id), anywhere);
  const published = readPublished(notes, at.entries.get(rootKeys.published.id));
  const indexNumber = readIndexNumber(notes, at.entries.get(rootKeys.indexNumber.id));
  const waivers = readWaivers(notes, at.entries.get(rootKeys.waivers.id), year?.edition, anywhere);
  if (!year) return undefined;
  const { edition } = year;
  findWrongSchema(notes, edition, editions);
  const { cells, labels } = readFigures(notes, edition, at, anywhere, editions);
  const tableNotes = readTableNotes(notes, at.entries.get(rootKeys.notes.id), edition, anywhere);
  return {
    file: notes.file,
    unit: unit.unit,
    unitSpan: unit.span,
    year: year.year,
    yearSpan: year.span,
    edition: edition.id,
    scope,
    signoff,
    ...(period ? { period } : {}),
    ...(published ? { published } : {}),
    ...(indexNumber === undefined ? {} : { indexNumber }),
    cells,
    labels,
    prose: readNarrative(notes, at.entries.get(rootKeys.narrative.id), edition, anywhere),
    ...(tableNotes ? { notes: tableNotes } : {}),
    waivers,
  };
}

/** An editor that knows the file by another form or language than its own misleads whoever fills it in. */
function findWrongSchema(notes: Notes, edition: Edition, editions: Editions): void {
  const line = schemaLineIn(notes.text, editions);
  if (!line) return;
  const wanted = schemaName(edition.id, keysOf(notes.text));
  if (wanted === schemaName(line.edition.id, line.lang)) return;
  const { message, help } = wrongSchema(wanted);
  const span = notes.span(line.start, line.end);
  notes.add("GR118", span, message, { help, fix: { span, text: wanted, safe: true } });
}

function readFigures(
  notes: Notes,
  edition: Edition,
  at: Parts,
  anywhere: (written: string) => boolean,
  editions: Editions,
): { cells: Map<string, Cell>; labels: Map<string, string> } {
  const cells = new Map<string, Cell>();
  const labels = new Map<string, string>();
  const reader = {
    notes,
    edition,
    cells,
    labels,
    anywhere,
    elsewhere: (written: string) => elsewhere(edition, written),
    moved: (under: string, written: string) => movedIn(editions, edition, under, written),
  };
  for (const section of edition.keys.children) {
    const entry = at.entries.get(section);
    if (entry) readSection(reader, section, entry.keySpan, entry.value);
    // A slip in a key makes its section seem to be missing; the mended text will tell.
    else missSection(reader, section, notes.edits.length > 0 || at.guessed.has(section));
  }
  return { cells, labels };
}

function elsewhere(edition: Edition | undefined, written: string): Text | undefined {
  const places = (edition && wordsOf(edition).get(written)) ?? [];
  const [first] = places;
  if (!first || places.length > 4) return undefined;
  return {
    zh: `“${written}”写在 ${places.map(({ zh }) => zh).join(" 或 ")} 下面`,
    en: `“${written}” belongs under ${places.map(({ en }) => en).join(" or ")}`,
  };
}

function missUnit(notes: Notes, root: YAMLMap, { guessed }: Parts): { unit: Tally["unit"]; span: Span } {
  if (notes.edits.length === 0 && !guessed.has(rootKeys.unit.id)) {
    notes.add(
      "GR156",
      undefined,
      { zh: "没有写填报单位", en: "the unit is missing" },
      {
        help: {
          zh: "补上 单位: { 名称: 凤凰镇人民政府, 类型: 乡镇 }",
          en: "add unit: { name: 凤凰镇人民政府, kind: township }",
        },
      },
    );
  }
  return { unit: { name: "", kind: "other" }, span: spanOf(notes, root) };
}

/** The year tells which keys the rest of the file may have; so it is looked for before anything else is read. */
function yearIn(root: YAMLMap): { key: Node; value: Node | null } | undefined {
  const { id, name } = rootKeys.year;
  for (const { key, value } of root.items) {
    if (isScalar(key) && (key.value === id || key.value === name))
      return { key, value: (value ?? null) as Node | null };
  }
  return undefined;
}

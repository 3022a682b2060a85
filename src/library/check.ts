import { severityOf } from "../catalogue/index.ts";
import type { Severities } from "../check/run.ts";
import { type Diagnostic, hasErrors } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { Tally } from "../core/tally.ts";
import type { Source } from "../core/text/source.ts";
import type { Registered } from "../core/workspace.ts";
import type { Examined, ExamineOptions } from "../pipeline/unit/inspect.ts";
import type { Session } from "../pipeline/unit/session.ts";
import { matchRegister } from "../pipeline/workspace/register.ts";
import { fileReport, type Item } from "../print/findings.ts";
import { readHeader } from "../tally/read-header.ts";
import { readRegisterTable } from "../tally/register-table.ts";
import { examineInMemory } from "./in-memory.ts";
import { forms, type Input, listOf, sourceOf } from "./input.ts";

/** What a tally is checked with; all of it may be left out. */
export interface CheckOptions {
  /** Last year's tallies, of any units: the unit's own is found by its name or code, and those it was made of (原单位) by theirs. */
  readonly previous?: Input | readonly Input[];
  /** The register of units (名单) as a CSV table: whether the unit stands on it, and as it says. */
  readonly register?: Input;
  /** Texts in the place of those of the tally, by section: `{ overview: "…" }` or `{ 总体情况: "…" }`. */
  readonly texts?: Readonly<Record<string, string>>;
  /** The pictures that its texts name, by the names they are written with. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
  /** Checks what has to be there before it is published, too, as `--final`. */
  readonly final?: boolean;
  /** The level of single checks, by code: `{ GR402: "error", GR320: "off" }`. */
  readonly severities?: Severities;
}

/** What was found in a tally. */
export interface CheckResult {
  /** Whether a report may be made of it: no finding is an error that nobody has waived. */
  readonly ok: boolean;
  /** As `validate --format json` has them, by place. A tally that cannot be read has a finding that says why. */
  readonly findings: readonly Item[];
  /** Whose it is, of which year (four digits), and by which edition it was read; absent where the tally could not be understood. */
  readonly unit?: string;
  readonly year?: number;
  readonly edition?: string;
  /**
   * Its figures by path, totals worked out: `{ "requests.received.naturalPerson": 13 }`. Each in the measure that the form gives the
   * row: 件 for most, 万元 or 元 for amounts. A blank is absent, not 0.
   */
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * Checks a tally: its writing, arithmetic, texts, and how it goes on from last year's. Whatever is wrong with what is given is a
 * finding; nothing is thrown. The date of today plays no part.
 */
export function check(tally: Input, options: CheckOptions = {}): CheckResult {
  const examined = examine(tally, options);
  const { subject, diagnostics } = examined;
  const { figures } = subject ?? {};
  const paths = subject ? [...subject.edition.cellAt.keys(), ...subject.tally.cells.keys()] : [];
  const known = paths.flatMap((path): readonly (readonly [string, number])[] => {
    const value = figures?.value(path);
    return value === undefined ? [] : [[path, value]];
  });
  return { ok: !hasErrors(diagnostics), ...located(examined), figures: Object.fromEntries(known) };
}

/** The findings of an examined tally with lines and columns, and whose it is. */
export function located({
  file,
  diagnostics,
  sources,
  subject,
}: Pick<Examined, "file" | "diagnostics" | "sources" | "subject">): Pick<
  CheckResult,
  "findings" | "unit" | "year" | "edition"
> {
  const who = subject && { unit: subject.tally.unit.name, year: subject.tally.year };
  const { items } = fileReport(file, diagnostics, sources, who);
  return { findings: items, ...who, ...(subject && { edition: subject.edition.id }) };
}

/** The same as the program itself knows it. */
export function examine(input: Input, options: CheckOptions = {}, otherwise = "tally.yaml"): Examined {
  const session = forms();
  const { file, ...decoded } = sourceOf(input, otherwise);
  const register = options.register === undefined ? undefined : registerOf(options.register);
  const texts = Object.entries(options.texts ?? {}).map(([name, text]): Source => ({ file: name, text }));
  const { pictures, previous, final = false, severities = {} } = options;
  const examined = examineInMemory(decoded, file, session, {
    ...{ final, severities, previousGiven: previous !== undefined },
    previous: listOf(previous).flatMap((one, n) => sourceOf(one, `previous-${n + 1}.yaml`).value ?? []),
    ...(pictures && { pictures: new Map(Object.entries(pictures)) }),
    ...(register?.entries && decoded.value && { units: onRegister(register.entries, decoded.value, session) }),
    ...(texts.length > 0 && { amended: (tally, edition) => withTexts(tally, edition, texts) }),
  });
  return {
    ...examined,
    diagnostics: [...examined.diagnostics, ...(register?.diagnostics ?? []), ...unknownTexts(examined, options)],
    sources: [...examined.sources, ...texts, ...(register?.sources ?? [])],
  };
}

/** What the register says of the one unit; who else is missing from it is not asked. */
function onRegister(
  entries: readonly Registered[],
  source: Source,
  { editions }: Pick<Session, "editions">,
): NonNullable<ExamineOptions["units"]> {
  const who = readHeader(source, editions);
  const { of } = matchRegister(entries, new Map([[source.file, who]]), who.year);
  return { registration: of, parts: () => undefined, sources: [] };
}

interface ReadRegister {
  readonly entries: readonly Registered[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

function registerOf(input: Input): ReadRegister {
  const { value: source, diagnostics } = sourceOf(input, "units.csv");
  if (!source) return { entries: undefined, diagnostics, sources: [] };
  const { value: entries, diagnostics: found } = readRegisterTable(source);
  return { entries, diagnostics: [...diagnostics, ...found], sources: [source] };
}

/** A text for a section that the form does not have would be lost unseen. */
function unknownTexts({ file, subject }: Examined, { texts = {} }: CheckOptions): readonly Diagnostic[] {
  if (!subject) return [];
  return Object.keys(texts)
    .filter((name) => sectionNamed(subject.edition, name) === undefined)
    .map((name) => ({
      ...{ code: "GR121", severity: severityOf("GR121"), file, related: [] },
      message: { zh: `这份格式的正文没有“${name}”这一部分`, en: `the form has no text for ${name}` },
    }));
}

function sectionNamed({ sections }: Edition, written: string): string | undefined {
  return sections.find(({ id, name, prose }) => prose && (id === written || name === written))?.id;
}

/** A tally with texts of its own in place of those of its file; each is a source by its name. */
function withTexts(tally: Tally, edition: Edition, texts: readonly Source[]): Tally {
  if (texts.length === 0) return tally;
  const prose = new Map(tally.prose);
  for (const { file, text } of texts) {
    const id = sectionNamed(edition, file);
    if (id !== undefined) prose.set(id, { text, span: { file, start: 0, end: text.length }, places: [[0, 0]] });
  }
  return { ...tally, prose };
}

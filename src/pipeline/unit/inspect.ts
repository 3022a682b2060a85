import { rules } from "../../check/index.ts";
import { runRules, setSeverities, silencedBy } from "../../check/run.ts";
import { applyWaivers, withPlaces } from "../../check/waivers.ts";
import { byPlace, type Checked, type Diagnostic } from "../../core/diagnostic.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { PictureFile, Pictures } from "../../core/picture.ts";
import type { Prose } from "../../core/prose.ts";
import type { CheckInput, Subject } from "../../core/rule.ts";
import type { Tally } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import { picturesIn } from "../../core/text/text-blocks.ts";
import { blankCode } from "../../import/entry-form.ts";
import { composeProse } from "../../model/compose.ts";
import { readTally } from "../../tally/read-tally.ts";
import type { ReportConfig } from "../workspace/run-config.ts";
import type { UnitPlan } from "../workspace/units.ts";
import type { FindPrevious } from "./other-years.ts";
import type { Session } from "./session.ts";

/** What was found of texts that are another unit's. */
export interface Copies {
  readonly diagnostics: readonly Diagnostic[];
  /** The other unit's file, for the lines under a message. */
  readonly sources: readonly Source[];
}

export const noCopies: Copies = { diagnostics: [], sources: [] };

export type FindCopies = (tally: Tally, edition: Edition) => Copies;

export interface ExamineOptions
  extends Pick<ReportConfig, "severities" | "final">,
    Partial<Pick<ReportConfig, "previousGiven" | "deadlines" | "policy" | "noWaivers" | "sealed">> {
  readonly previous: FindPrevious;
  /** What is known of publications, where there are records of any. */
  readonly publications?: PublicationChecks;
  /** Reads a picture that a tally's text names; without it there are none. */
  readonly readPicture?: (tally: string, name: string) => PictureFile | undefined;
  /** Compares a tally's texts with those of the units before it. */
  readonly copies?: FindCopies;
  /** What somebody is writing just now, in the place of what the file says. */
  readonly amended?: (tally: Tally, edition: Edition) => Tally;
  /** What is known of the units of the run together. */
  readonly units?: Pick<UnitPlan, "registration" | "parts" | "sources">;
}

/** Sets a tally beside what was published. */
export interface PublicationChecks {
  /** Whether its report is out, with a record: whatever is signed now is its correction. */
  isOut(file: string): boolean;
  /** Figures in it that are taken from reports as they were before they were corrected. */
  outdated(input: CheckInput): Copies;
  /** That it no longer says what its published report does; nobody can waive that. */
  changed(examined: Pick<Examined, "subject" | "diagnostics">): Diagnostic | undefined;
}

/** One tally, read and checked. */
export interface Examined {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The files that diagnostics point into. */
  readonly sources: readonly Source[];
  /** How many findings are not shown as their rule is off, by code. */
  readonly silenced?: Readonly<Record<string, number>>;
  /** Present where the tally could be understood, faults or not. */
  readonly subject?: Subject & { readonly prose: Prose | undefined; readonly previous?: Subject };
}

/** Checks one tally whose text is in hand: its shape, its arithmetic, its texts. */
export function examineSource(source: Source, session: Pick<Session, "editions">, options: ExamineOptions): Examined {
  return examineDecoded({ value: source, diagnostics: [] }, source.file, session, options);
}

/** The same for the text of a file, or what is said of a file that has none. */
export function examineDecoded(
  decoded: Checked<Source>,
  file: string,
  session: Pick<Session, "editions">,
  options: ExamineOptions,
): Examined {
  const inspection = inspectDecoded(decoded, file, session, options);
  const { input } = inspection;
  return finish(inspection, options, (input && options.copies?.(input.tally, input.edition)) ?? noCopies);
}

/** A tally read and checked by itself; what it shares with others is still to come. */
export interface Inspection {
  readonly file: string;
  readonly found: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** Present where the tally could be understood. */
  readonly input?: CheckInput;
}

export function inspectDecoded(
  { value: source, diagnostics: unread }: Checked<Source>,
  file: string,
  session: Pick<Session, "editions">,
  options: ExamineOptions,
): Inspection {
  if (!source) return { file, found: unread, sources: [] };
  const { value: read, diagnostics } = readTally(source, session.editions);
  const reading = [...unread, ...(source.form ? diagnostics.filter(({ code }) => code !== blankCode) : diagnostics)];
  const edition = read && session.editions.get(read.edition);
  const tally = read && edition ? (options.amended?.(read, edition) ?? read) : undefined;
  const own = [source, ...[...(source.texts?.values() ?? [])].flatMap(({ value }) => value ?? [])];
  if (!tally || !edition) return { file, found: reading, sources: own };

  const figures = computeFigures(tally, edition);
  const { previous, shared, missing } = options.previous(tally) ?? {};
  const prose = composeProse({ tally, edition, figures, ...(previous && { previous: previous.figures }) });
  const pictures = prose.value && picturesOf(prose.value, (name) => options.readPicture?.(file, name) ?? noPicture);
  const input = {
    ...{ tally, edition, figures, final: options.final },
    ...(pictures && { pictures }),
    ...(options.sealed && { sealed: true }),
    ...(options.publications?.isOut(file) && { isOut: true }),
    ...(prose.value && { prose: prose.value }),
    ...(previous && { previous }),
    ...(shared && { shared }),
    ...(missing && { missing }),
    ...(options.previousGiven && { previousGiven: true }),
    ...(options.deadlines && { deadlines: options.deadlines }),
    ...amongUnits(file, options.units),
  };
  const found = [...reading, ...prose.diagnostics, ...runRules(rules, input)];
  return { file, found, sources: [...own, ...((previous ?? shared)?.sources ?? [])], input };
}

/** The pictures that a unit's own texts name, each read once; undefined where there are none. */
function picturesOf(prose: Prose, read: (name: string) => PictureFile): Pictures | undefined {
  const names = [...prose.values()].flatMap(({ text, own }) =>
    own ? picturesIn(text).map(({ block }) => block.file) : [],
  );
  if (names.length === 0) return undefined;
  return new Map([...new Set(names)].map((name, i) => [name, i < mostPictures ? read(name) : tooMany]));
}

/** A report has three or four. */
const mostPictures = 20;

const tooMany: PictureFile = {
  fault: {
    message: {
      zh: `是第 ${mostPictures} 张以后的，一份报告最多 ${mostPictures} 张`,
      en: `comes after the ${mostPictures} that a report may have`,
    },
    help: { zh: "删去几张，或把几张合成一张", en: "leave some out, or join several to one" },
  },
};

const noPicture: PictureFile = {
  fault: {
    message: { zh: "没有一起打开", en: "was not opened with the tally" },
    help: {
      zh: "把图片和填报一起打开，或者删去这一行",
      en: "open the picture together with the tally, or delete the line",
    },
  },
};

/** All that is to be said of a tally, in order, once it is known whose texts it repeats. */
export function finish({ file, found, sources, input }: Inspection, options: ExamineOptions, copies: Copies): Examined {
  if (!input) return { file, diagnostics: found, sources };
  const { tally, edition, figures, pictures, parts, prose, previous } = input;
  const outdated = options.publications?.outdated(input) ?? noCopies;
  const all = applyWaivers([...found, ...copies.diagnostics, ...outdated.diagnostics], input, options);
  const kept = setSeverities(all, options);
  const silenced = silencedBy(all, kept);
  const diagnostics = withPlaces(kept, input).toSorted(byPlace);
  const subject = {
    ...{ tally, edition, figures, prose },
    ...(previous && { previous }),
    ...(pictures && { pictures }),
    ...(parts && { unitRows: parts.rows }),
  };
  const changed = options.publications?.changed({ subject, diagnostics });
  return {
    file,
    diagnostics: changed ? [...diagnostics, changed] : diagnostics,
    ...(silenced && { silenced }),
    sources: [...sources, ...copies.sources, ...outdated.sources, ...(options.units?.sources ?? [])],
    subject,
  };
}

function amongUnits(file: string, units: ExamineOptions["units"]): Pick<CheckInput, "registration" | "parts"> {
  const [registration, parts] = [units?.registration(file), units?.parts(file)];
  return { ...(registration && { registration }), ...(parts && { parts }) };
}

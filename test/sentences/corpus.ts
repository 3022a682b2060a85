import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { changeMismatch } from "../../src/check/prose/change-mismatch.ts";
import { doubtfulNumber, numberMismatch } from "../../src/check/prose/number-mismatch.ts";
import { partsBeyondWholeInText } from "../../src/check/prose/parts-beyond-whole-in-text.ts";
import { rateMismatch } from "../../src/check/prose/rate-mismatch.ts";
import { runRules } from "../../src/check/run.ts";
import { contradictedWords } from "../../src/check/wording/contradicted-words.ts";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { computeFigures } from "../../src/core/figures.ts";
import type { UnitKind } from "../../src/core/form/table.ts";
import type { Prose } from "../../src/core/prose.ts";
import type { CheckInput, Rule, Subject } from "../../src/core/rule.ts";
import type { Scope } from "../../src/core/tally.ts";
import { editions } from "../support/editions.ts";
import { about, makeTally, type Written } from "../support/make-tally.ts";

export const numberRules: readonly Rule[] = [
  numberMismatch,
  doubtfulNumber,
  rateMismatch,
  partsBeyondWholeInText,
  changeMismatch,
  contradictedWords,
];

type Figures = Readonly<Record<string, unknown>>;

interface Report {
  readonly unit: { readonly name: string; readonly kind: UnitKind; readonly scope: Scope };
  readonly figures: Figures;
  readonly previous?: Figures;
  /** 2025 where none is named. The year settles the edition. */
  readonly year?: number;
}

/** What is wrong: a statutory figure, a zero or a result said in words, a figure of the activities. */
export type FigureClass = "statutory" | "words" | "activity";

/** One labelled sentence: the figures marked 〖…〗 are wrong, all others are right. */
export interface Sentence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly wrong: readonly { readonly start: number; readonly end: number }[];
  /** Of the wrong figure, in a passage that says it. */
  readonly figureClass?: FigureClass;
  readonly report: string;
  readonly changes: Readonly<Record<string, number>>;
  /** Every third sentence of a file, and files written for it: looked at only when the grammar is finished. */
  readonly held: boolean;
}

const folder = fileURLToPath(new URL(".", import.meta.url));
const reports = parse(readFileSync(`${folder}figures.yaml`, "utf8")) as Readonly<Record<string, Report>>;

export function readCorpus(): readonly Sentence[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .flatMap((name) => readSentences(name, readFileSync(folder + name, "utf8")));
}

function readSentences(file: string, source: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let report = "";
  let changes: Record<string, number> = {};
  source.split("\n").forEach((line, i) => {
    if (line.startsWith("@")) {
      const [name = "", ...set] = line.slice(1).trim().split(/\s+/);
      report = name;
      changes = Object.assign({}, ...set.map(cellsOf));
    } else if (line.startsWith("~ ")) {
      for (const each of variants(line.slice(2).replaceAll("⏎", "\n"))) {
        const { edits, ...sentence } = each;
        // A passage and all that was made wrong of it are held back together.
        const held = hashOf(line) % 3 === 2;
        sentences.push({ file, line: i + 1, report, changes: Object.assign({}, changes, ...edits), held, ...sentence });
      }
    } else if (line.startsWith("= ") || line.startsWith("! ")) {
      const { text, wrong } = unmark(line.slice(2).replaceAll("⏎", "\n"));
      if (wrong.length > 0 !== line.startsWith("!"))
        throw new Error(`${file}:${i + 1}: the mark does not fit the label`);
      sentences.push({
        file,
        line: i + 1,
        text,
        wrong,
        report,
        changes,
        held: file.startsWith("held-") || (file.startsWith("kind-") ? hashOf(text) : sentences.length) % 3 === 2,
      });
    } else if (line !== "" && !line.startsWith("#")) throw new Error(`${file}:${i + 1}: not a sentence`);
  });
  return sentences;
}

type Variant = Pick<Sentence, "text" | "wrong" | "figureClass"> & {
  readonly edits: readonly Readonly<Record<string, number>>[];
};

const classes: Readonly<Record<string, FigureClass>> = { "a:": "activity", "z:": "words" };

/**
 * A passage with choices 〖right→wrong〗: the right one, and one for each choice with that alone wrong. 〖right→@rec=2〗 changes
 * the tally and leaves the words; `a:` and `z:` say what class of figure it is.
 */
function variants(marked: string): readonly Variant[] {
  const pieces = marked.split(/〖([^〗]*)〗/);
  const choices = pieces.map((piece, i) => {
    if (i % 2 === 0) return { right: piece, wrong: "", figureClass: undefined };
    const figureClass = classes[piece.slice(0, 2)];
    const [right = "", wrong = ""] = (figureClass ? piece.slice(2) : piece).split("→");
    return { right, wrong, figureClass: figureClass ?? ("statutory" as const) };
  });
  const made = (chosen: number): Variant => {
    let text = "";
    const wrong: { start: number; end: number }[] = [];
    const edits: Readonly<Record<string, number>>[] = [];
    choices.forEach((choice, i) => {
      const start = text.length;
      const edited = choice.wrong.startsWith("@");
      text += i === chosen && !edited ? choice.wrong : choice.right;
      if (i !== chosen) return;
      wrong.push({ start, end: text.length });
      if (edited) edits.push(...choice.wrong.slice(1).split(",").map(cellsOf));
    });
    const figureClass = choices[chosen]?.figureClass;
    return { text, wrong, edits, ...(figureClass && { figureClass }) };
  };
  return [made(-1), ...choices.flatMap((_, i) => (i % 2 === 1 ? [made(i)] : []))];
}

/** Short names of cells in the heads of passages. Several figures of one are separated by a slash: rev=4/0/0/1. */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  rec: ["requests.received"],
  bf: ["requests.broughtForward"],
  cf: ["requests.carriedForward"],
  g: ["requests.outcomes.granted"],
  p: ["requests.outcomes.partlyGranted"],
  d: ["requests.outcomes.denied.otherLaw"],
  d3: ["requests.outcomes.denied.thirdPartyRights"],
  d5: ["requests.outcomes.denied.internalAffairs"],
  d6: ["requests.outcomes.denied.processInformation"],
  d7: ["requests.outcomes.denied.enforcementFile"],
  d8: ["requests.outcomes.denied.administrativeQuery"],
  u: ["requests.outcomes.unableToProvide.notHeld"],
  mk: ["requests.outcomes.unableToProvide.mustBeCreated"],
  su: ["requests.outcomes.unableToProvide.stillUnclear"],
  n: ["requests.outcomes.notProcessed.complaint"],
  rp: ["requests.outcomes.notProcessed.repeated"],
  ns: ["requests.outcomes.otherwiseClosed.notSupplemented"],
  o: ["requests.outcomes.otherwiseClosed.other"],
  rev: ["upheld", "corrected", "other", "pending"].map((id) => `disputes.review.${id}`),
  dir: ["upheld", "corrected", "other", "pending"].map((id) => `disputes.litigation.direct.${id}`),
  aft: ["upheld", "corrected", "other", "pending"].map((id) => `disputes.litigation.afterReview.${id}`),
  reg: ["issued", "repealed", "inForce"].map((id) => `proactive.regulations.${id}`),
  nd: ["issued", "repealed", "inForce"].map((id) => `proactive.normativeDocuments.${id}`),
  lic: ["proactive.licences"],
  pen: ["proactive.penalties"],
  coe: ["proactive.coerciveMeasures"],
  fee: ["proactive.fees"],
  items: ["activity.itemsPublished.total"],
  web: ["activity.itemsPublished.channels.website"],
  wx: ["activity.itemsPublished.channels.wechat"],
  wb: ["activity.itemsPublished.channels.weibo"],
  gz: ["activity.itemsPublished.channels.gazette"],
  pc: ["activity.itemsPublished.channels.pressConference"],
  nb: ["activity.itemsPublished.channels.noticeBoard"],
  oth: ["activity.itemsPublished.channels.other"],
  interp: ["activity.interpretations"],
  resp: ["activity.responses.raised", "activity.responses.answered"],
  hot: ["received", "closed", "onTime", "satisfied"].map((id) => `activity.hotline.${id}`),
  msg: ["activity.messages.received", "activity.messages.closed"],
  svc: ["activity.services.accepted", "activity.services.closed"],
  tr: ["activity.training.sessions", "activity.training.attendances"],
  staff: ["activity.staff.fullTime", "activity.staff.partTime"],
};

const columns: Readonly<Record<string, string>> = {
  b: "business",
  r: "researchInstitute",
  s: "publicWelfare",
  l: "legalService",
  o: "otherOrganization",
};

/** rec=3 is of natural persons, rec.b=3 of businesses; any other key is a path, and `year` the report's year. */
function cellsOf(each: string): Readonly<Record<string, number>> {
  const [key = "", value = ""] = each.split("=");
  const [short = "", column] = key.split(".");
  const paths = shortNames[short];
  if (!paths) return { [key]: Number(value) };
  const end = !paths[0]?.startsWith("requests.") ? "" : `.${columns[column ?? ""] ?? "naturalPerson"}`;
  return Object.fromEntries(value.split("/").map((figure, i) => [`${paths[i]}${end}`, Number(figure)]));
}

/** Splits what was written when the split was known by nobody. */
function hashOf(text: string): number {
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

function unmark(marked: string): Pick<Sentence, "text" | "wrong"> {
  const wrong: { start: number; end: number }[] = [];
  let text = "";
  let start = 0;
  for (const char of marked) {
    if (char === "〖") start = text.length;
    else if (char === "〗") wrong.push({ start, end: text.length });
    else text += char;
  }
  return { text, wrong };
}

/** A sentence as the whole overview of the report it stands against. */
export function inputFor(name: string, text: string, changes: Readonly<Record<string, number>> = {}): CheckInput {
  const report = reports[name];
  if (!report) throw new Error(`no such report: ${name}`);
  const { name: unit, kind, scope } = report.unit;
  const { year = report.year ?? 2025, ...edits } = changes;
  const subject = (figures: Figures, year: number): Subject => {
    const edition = editions().forYear(year);
    if (!edition) throw new Error(`no edition for ${year}`);
    const tally = makeTally(edition, written(figures), { name: unit, kind, scope, year, texts: { overview: text } });
    return { tally, edition, figures: computeFigures(tally, edition) };
  };
  const prose: Prose = new Map([
    ["overview", { text, own: true, pieces: [{ start: 0, end: text.length, source: [0, text.length] as const }] }],
  ]);
  const previous = report.previous && subject(report.previous, year - 1);
  return { ...subject({ ...report.figures, ...edits }, year), prose, ...(previous && { previous }) };
}

/** "33万余" as a tally would have it. */
function written(figures: Figures): { [key: string]: Written } {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]): [string, Written] => {
      if (typeof value === "number") return [key, value];
      if (typeof value === "string") {
        const scale = value.includes("万") ? 10_000 : 1;
        return [key, about(Math.round(Number.parseFloat(value) * scale), value)];
      }
      return [key, written(value as Figures)];
    }),
  );
}

export interface Verdict {
  readonly sentence: Sentence;
  readonly findings: readonly Diagnostic[];
  /** Wrong figures that a finding points at. */
  readonly found: number;
  /** Findings that point at no wrong figure. */
  readonly alarms: readonly Diagnostic[];
}

/** The text of a test stands in the file from offset 1000 on. */
const offset = 1000;

export function inputOf({ report, text, changes }: Sentence): CheckInput {
  return inputFor(report, text, changes);
}

export function judge(sentence: Sentence, input: CheckInput = inputOf(sentence)): Verdict {
  const findings = runRules(numberRules, input);
  const meets = (finding: Diagnostic, wrong: { start: number; end: number }): boolean =>
    finding.span !== undefined && finding.span.start - offset < wrong.end && finding.span.end - offset > wrong.start;
  // A figure made wrong in a passage may make another look wrong beside it: the passage as it was must be silent.
  const made = sentence.figureClass !== undefined;
  return {
    sentence,
    findings,
    found: sentence.wrong.filter((wrong) => findings.some((finding) => meets(finding, wrong))).length,
    alarms: made ? [] : findings.filter((finding) => !sentence.wrong.some((wrong) => meets(finding, wrong))),
  };
}

export interface Score {
  readonly sentences: number;
  readonly right: number;
  readonly wrongFigures: number;
  readonly found: number;
  readonly alarms: number;
  /** Of the findings, how many point at a wrong figure. */
  readonly precision: number;
  /** Of the wrong figures, how many are found. */
  readonly recall: number;
}

export function score(verdicts: readonly Verdict[]): Score {
  const wrongFigures = verdicts.reduce((sum, { sentence }) => sum + sentence.wrong.length, 0);
  const found = verdicts.reduce((sum, verdict) => sum + verdict.found, 0);
  const alarms = verdicts.reduce((sum, verdict) => sum + verdict.alarms.length, 0);
  const findings = verdicts.reduce((sum, verdict) => sum + verdict.findings.length, 0);
  return {
    sentences: verdicts.length,
    right: verdicts.filter(({ sentence }) => sentence.wrong.length === 0).length,
    wrongFigures,
    found,
    alarms,
    precision: findings === 0 ? 1 : (findings - alarms) / findings,
    recall: wrongFigures === 0 ? 1 : found / wrongFigures,
  };
}

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { changeMismatch } from "../../src/check/prose/change-mismatch.ts";
import { doubtfulNumber, numberMismatch } from "../../src/check/prose/number-mismatch.ts";
import { partsBeyondWholeInText } from "../../src/check/prose/parts-beyond-whole-in-text.ts";
import { rateMismatch } from "../../src/check/prose/rate-mismatch.ts";
import { runRules } from "../../src/check/run.ts";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import { computeFigures } from "../../src/core/figures.ts";
import type { UnitKind } from "../../src/core/form/table.ts";
import type { Prose } from "../../src/core/prose.ts";
import type { CheckInput, Rule, Subject } from "../../src/core/rule.ts";
import type { Scope } from "../../src/core/tally.ts";
import { edition2021 } from "../support/editions.ts";
import { about, makeTally, type Written } from "../support/make-tally.ts";

export const numberRules: readonly Rule[] = [
  numberMismatch,
  doubtfulNumber,
  rateMismatch,
  partsBeyondWholeInText,
  changeMismatch,
];

type Figures = Readonly<Record<string, unknown>>;

interface Report {
  readonly unit: { readonly name: string; readonly kind: UnitKind; readonly scope: Scope };
  readonly figures: Figures;
  readonly previous?: Figures;
}

/** One labelled sentence: the figures marked 〖…〗 are wrong, all others are right. */
export interface Sentence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly wrong: readonly { readonly start: number; readonly end: number }[];
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
      changes = Object.fromEntries(set.map((each) => [each.split("=")[0] ?? "", Number(each.split("=")[1])]));
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
  const subject = (figures: Figures, year: number): Subject => {
    const edition = edition2021();
    const tally = makeTally(edition, written(figures), { name: unit, kind, scope, year, texts: { overview: text } });
    return { tally, edition, figures: computeFigures(tally, edition) };
  };
  const prose: Prose = new Map([
    ["overview", { text, own: true, pieces: [{ start: 0, end: text.length, source: [0, text.length] as const }] }],
  ]);
  const previous = report.previous && subject(report.previous, 2024);
  return { ...subject({ ...report.figures, ...changes }, 2025), prose, ...(previous && { previous }) };
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

export function judge(sentence: Sentence): Verdict {
  const findings = runRules(numberRules, inputFor(sentence.report, sentence.text, sentence.changes));
  const meets = (finding: Diagnostic, wrong: { start: number; end: number }): boolean =>
    finding.span !== undefined && finding.span.start - offset < wrong.end && finding.span.end - offset > wrong.start;
  return {
    sentence,
    findings,
    found: sentence.wrong.filter((wrong) => findings.some((finding) => meets(finding, wrong))).length,
    alarms: findings.filter((finding) => !sentence.wrong.some((wrong) => meets(finding, wrong))),
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

import type { Related, Span, Text } from "../../../core/diagnostic.ts";
import { printNumber } from "../../../core/figures.ts";
import type { Edition } from "../../../core/form/edition.ts";
import { findKey, type KeyNode } from "../../../core/form/keys.ts";
import { placeInProse } from "../../../core/prose.ts";
import type { CheckInput, Subject } from "../../../core/rule.ts";
import { cellWords } from "../../cells.ts";
import type { Contradiction, Valued } from "../compare/analyse.ts";
import { cellsIn, type Range, sumOf } from "../compare/values.ts";
import { labelCore } from "../lexicon/lexicon.ts";
import type { Sum, Term } from "../lexicon/meaning.ts";

/** Where the figure stands in the file. */
export function figureSpan(input: CheckInput, fault: Contradiction): { readonly span: Span } | undefined {
  const passage = input.tally.prose.get(fault.section);
  const { start, end } = fault.stretch ?? fault.statement.figure;
  return passage && { span: placeInProse(passage, fault.text, start, end) };
}

/** The figure with its words, as the text has it: 近30件. */
export function quoted(fault: Contradiction): string {
  return fault.text.text.slice(fault.statement.figure.start, fault.statement.figure.end).trim();
}

const mostListed = 4;

/** 本年新收 8；本年新收 + 上年结转 = 8 + 1 = 9. */
export function readingsInWords(readings: readonly Valued[], subject: Subject, most: number = mostListed): Text {
  const seen = new Set<string>();
  const zh: string[] = [];
  const en: string[] = [];
  for (const reading of readings) {
    const words = readingInWords(reading, subject);
    if (seen.has(words.zh) || zh.length >= most) continue;
    seen.add(words.zh);
    zh.push(words.zh);
    en.push(words.en);
  }
  return { zh: zh.join("；"), en: en.join("; ") };
}

function readingInWords({ sum, of, value }: Valued, subject: Subject): Text {
  if (of) {
    const [part, whole] = [sumInWords(sum, subject), sumInWords(of, subject)];
    return {
      zh: `${part.zh} ÷ ${whole.zh} = ${rangeInWords(value)}%`,
      en: `${part.en} / ${whole.en} = ${rangeInWords(value)}%`,
    };
  }
  const words = sumInWords(sum, subject);
  return sum.length > 1
    ? { zh: `${words.zh} = ${rangeInWords(value)}`, en: `${words.en} = ${rangeInWords(value)}` }
    : words;
}

/** “本年新收” 8 + “上年结转” 1. */
export function sumInWords(sum: Sum, subject: Subject): Text {
  const zh: string[] = [];
  const en: string[] = [];
  sum.forEach((term, i) => {
    const value = sumOf([{ ...term, minus: false }], subject);
    const sign = term.minus ? " − " : i > 0 ? " + " : "";
    zh.push(`${sign}${termName(term, subject.edition)} ${value ? rangeInWords(value) : "（未填）"}`);
    en.push(`${sign}${termId(term)} ${value ? rangeInWords(value) : "(blank)"}`);
  });
  return { zh: zh.join(""), en: en.join("") };
}

/** “本年新收” + “上年结转”, without what they come to. */
export function sumName(sum: Sum, edition: Edition): Text {
  const named = (name: (term: Term) => string): string =>
    sum.map((term, i) => `${term.minus ? " − " : i > 0 ? " + " : ""}${name(term)}`).join("");
  return { zh: named((term) => termName(term, edition)), en: named(termId) };
}

/** Longer lists of columns are told by the first and how many there are. */
const mostColumns = 3;

/** A short name as the form has it: “本年新收”, “行政复议”的“结果维持”, “热线工单”的“办结”. */
export function termName(term: Term, edition: Edition): string {
  const parts = term.path.split(".");
  const node = findKey(edition.keys, parts);
  const parent = findKey(edition.keys, parts.slice(0, -1));
  const own = node ? node.name : (parts.at(-1) ?? term.path);
  const outer = needsParent(node, parent) ? `“${parent?.name}”的` : "";
  const all = term.columns?.map((id) => columnName(edition, term.path, id));
  const columns = all && all.length > mostColumns ? `${all[0]}等 ${all.length} 类` : all?.join("、");
  return `${outer}“${own}”${columns ? `的“${columns}”` : ""}`;
}

/** Names that say little without what stands above them. */
function needsParent(node: KeyNode | undefined, parent: KeyNode | undefined): boolean {
  if (!node || !parent || parent.path === "" || !parent.path.includes(".")) return false;
  return node.activity || parent.path.startsWith("disputes.") || node.kind === "cell";
}

function columnName(edition: Edition, path: string, id: string): string {
  const [cell] = cellsIn(edition, path, id);
  const node = cell === undefined ? undefined : findKey(edition.keys, cell.split("."));
  return node ? node.name : id;
}

function termId(term: Term): string {
  return term.columns ? `${term.path}.${term.columns.join("+")}` : term.path;
}

/** The row's label without its number, for the message; the short name where it has none. */
export function labelOf(term: Term, edition: Edition): string {
  const node = findKey(edition.keys, term.path.split("."));
  const label = node ? labelCore(node.label) : "";
  return term.columns || needsParent(node, findKey(edition.keys, term.path.split(".").slice(0, -1))) || label === ""
    ? termName(term, edition)
    : `“${label}”`;
}

export function rangeInWords({ low, high }: Range): string {
  const round = (value: number): string => printNumber(Math.round(value * 100) / 100);
  if (Math.abs(high - low) < 1e-4 || !Number.isFinite(high)) return round(low);
  return `${round(low)}～${round(high)}`;
}

const mostRelated = 12;

/** The cells a reading adds up, where they are written and not 0. */
export function relatedCells(sums: readonly Sum[], subject: Subject): readonly Related[] {
  const related = new Map<string, Related>();
  for (const sum of sums) {
    for (const term of sum) {
      for (const path of writtenCells(term, subject)) {
        const cell = subject.tally.cells.get(path);
        const spec = subject.edition.cellAt.get(path);
        if (!cell || related.has(path) || related.size >= mostRelated) continue;
        const words = spec ? cellWords(spec) : { zh: termName({ path, minus: false }, subject.edition), en: path };
        const value = cell.text ?? (cell.value === undefined ? "" : printNumber(cell.value));
        related.set(path, { span: cell.span, message: { zh: `${words.zh}：${value}`, en: `${words.en}: ${value}` } });
      }
    }
  }
  return [...related.values()];
}

function writtenCells(term: Term, { tally, edition }: Subject): readonly string[] {
  if (term.columns) return term.columns.flatMap((column) => cellsIn(edition, term.path, column)).filter(counts);
  if (tally.cells.has(term.path)) return [term.path];
  const total = `${term.path}.total`;
  if (tally.cells.has(total)) return [total];
  return edition.cells
    .filter((cell) => !cell.terms && cell.path.startsWith(`${term.path}.`))
    .flatMap(({ path }) => (counts(path) ? [path] : []));

  function counts(path: string): boolean {
    const cell = tally.cells.get(path);
    return cell !== undefined && !cell.omitted && cell.value !== 0;
  }
}

const mostFindings = 50;

/** No more than a screenful of one kind from one text; the last says that there are more. */
export function capped<F extends Contradiction>(
  faults: readonly F[],
): { readonly shown: readonly F[]; readonly left: number } {
  return { shown: faults.slice(0, mostFindings), left: Math.max(0, faults.length - mostFindings) };
}

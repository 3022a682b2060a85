import type { Diagnostic, Span, Text } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { findKey } from "../core/form/keys.ts";
import { steps, type Tally } from "../core/tally.ts";
import { cellSpan, isBelow } from "./cells.ts";

export interface WrittenTally {
  readonly tally: Tally;
  readonly edition: Edition;
}

const narrative = "narrative";
const notes = "notes";

/** The entries of a tally beside its figures and texts. What is not written stands at the unit: it is the unit that lacks it. */
const entries: Readonly<Record<string, (tally: Tally) => readonly Span[]>> = {
  unit: ({ unitSpan }) => [unitSpan],
  year: ({ yearSpan }) => [yearSpan],
  period: ({ period, unitSpan }) => [period?.span ?? unitSpan],
  published: ({ published, unitSpan }) => [published?.span ?? unitSpan],
  signoff: ({ signoff, unitSpan }) => {
    const spans = steps.flatMap((step) => signoff[step]?.span ?? []);
    return spans.length > 0 ? spans : [unitSpan];
  },
};

/** Whether a path of ids names something a tally of this edition can have. */
export function isPlace(path: string, { tally, edition }: WrittenTally): boolean {
  const [head = "", ...rest] = path.split(".");
  if (head === narrative) return rest.length === 0 || edition.sections.some(({ id, prose }) => prose && id === rest[0]);
  if (head === notes) return rest.length === 0 || edition.tables.some(({ id }) => id === rest[0]);
  return (
    head in entries || tally.labels.has(path) || (path !== "" && findKey(edition.keys, path.split(".")) !== undefined)
  );
}

/** Where in the file the things named by a path stand. */
function spansAt(path: string, { tally, edition }: WrittenTally): readonly Span[] {
  const [head = ""] = path.split(".");
  if (head === narrative) {
    return [...tally.prose].filter(([id]) => isBelow(`${narrative}.${id}`, path)).map(([, { span }]) => span);
  }
  if (head === notes) {
    const below = [...(tally.notes ?? [])].filter(([id]) => isBelow(`${notes}.${id}`, path));
    return below.flatMap(([, lines]) => lines.map(({ span }) => span));
  }
  const entry = entries[head]?.(tally);
  if (entry) return entry;
  const own = [...tally.cells].filter(([cell]) => isBelow(cell, path)).map(([, cell]) => cell);
  const cells = own.flatMap(({ span, remark }) => (remark ? [span, remark.span] : [span]));
  const computed = cells.length === 0 ? cellSpan(tally, edition, path) : undefined;
  return computed ? [computed] : cells;
}

/** The path of what a span shows: a cell; the row or section whose one entry stands for several cells; a text; an entry. */
export function pathAt(span: Span, { tally }: WrittenTally): string | undefined {
  const text = [...tally.prose].find(([, passage]) => contains(passage.span, span));
  if (text) return `${narrative}.${text[0]}`;
  if (span.file !== tally.file) return undefined;
  const cells = [...tally.cells].filter(([, cell]) => contains(cell.span, span));
  const written = cells.filter(([, cell]) => !cell.omitted);
  const paths = (written.length > 0 ? written : cells).map(([path]) => path);
  if (paths.length > 0) return inCommon(paths);
  const remarked = [...tally.cells].find(([, { remark }]) => remark && contains(remark.span, span));
  if (remarked) return remarked[0];
  const noted = [...(tally.notes ?? [])].find(([, lines]) => lines.some((line) => contains(line.span, span)));
  if (noted) return `${notes}.${noted[0]}`;
  return Object.keys(entries).find((name) => entries[name]?.(tally).some((entry) => contains(entry, span)));
}

/** Whether a finding stands at a place: by its own word, else by where it points. */
export function standsAt(finding: Diagnostic, place: string, at: WrittenTally): boolean {
  if (finding.at !== undefined) return isBelow(finding.at, place);
  const { span } = finding;
  if (!span) return place === "unit";
  return spansAt(place, at).some((run) => contains(run, span));
}

/** A path in the names of a Chinese tally, and in ids. */
export function placeWords(path: string, { edition }: WrittenTally): Text {
  const names: string[] = [];
  let node = findKey(edition.keys, []);
  for (const part of path.split(".")) {
    node = node?.child.get(part);
    names.push(node?.name ?? otherNames[part] ?? edition.sections.find(({ id }) => id === part)?.name ?? part);
  }
  return { zh: names.join("."), en: path };
}

const otherNames: Readonly<Record<string, string>> = {
  narrative: "正文",
  notes: "注",
  unit: "单位",
  year: "年度",
  period: "统计期限",
  published: "发布日期",
  signoff: "签批",
};

export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

function inCommon(paths: readonly string[]): string | undefined {
  const [first = "", ...others] = paths.map((path) => path.split("."));
  const parts = first === "" ? [] : first;
  const differs = parts.findIndex((part, i) => others.some((other) => other[i] !== part));
  const common = differs < 0 ? parts : parts.slice(0, differs);
  return common.length > 0 ? common.join(".") : undefined;
}

import { dirname, join } from "node:path";
import { inputsOf } from "../../check/cells.ts";
import { compareText, type Text } from "../../core/diagnostic.ts";
import { FileError, UsageError } from "../../core/errors.ts";
import { computeFigures } from "../../core/figures.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import { join as joinPath, type KeyNode } from "../../core/form/keys.ts";
import { pathWords } from "../../core/form/words.ts";
import { addExactly } from "../../core/text/exact.ts";
import { nearest } from "../../core/text/nearest.ts";
import { type Trace, traceName } from "../../core/trace.ts";
import { readTally } from "../../tally/read-tally.ts";
import { readTallyFile, readTrace } from "../workspace/read-tally-file.ts";

/** A figure of a tally and the parts it is the sum of, down to the tallies that no trace takes apart. */
export interface Origin {
  readonly file: string;
  readonly unit: string;
  /** As it stands in the tally now; undefined where the tally can no longer be read, or has no such figure. */
  readonly now: number | undefined;
  /** As it was when the sum above was made. */
  readonly before: number | undefined;
  /** As the unit wrote it where that is more than the number. */
  readonly text?: string;
  /** The same of the present figure, where it was changed since. */
  readonly nowText?: string;
  /** What its unit remarks on it. */
  readonly remark?: string;
  /** Where there is a trace: the sum of the parts as they were, the largest first. */
  readonly sum?: number | undefined;
  readonly parts: readonly Origin[];
  /** Tallies counted that had 0, and have it still. */
  readonly zeros: number;
  /** Tallies counted that do not give this figure, which is not 0. */
  readonly silent: number;
  /** The tally is gone or cannot be read. */
  readonly lost?: true;
  readonly missing: readonly string[];
}

export interface Explained {
  readonly words: Text;
  readonly year: number;
  readonly origin: Origin;
}

/** Where the figure at `path`, written in either language, comes from. */
export function explainCell(file: string, path: string, editions: Editions): Explained {
  const { tally, edition } = open(file, editions);
  const found = resolvePath(edition, path);
  const origin = originOf(file, found, editions, new Set(), undefined);
  return { words: pathWords(edition, found), year: tally.year, origin };
}

/** Whether nothing has been changed since the sums were made. */
export function agrees({ now, before, sum, parts, lost }: Origin): boolean {
  return !lost && (before === undefined || now === before) && (sum === undefined || sum === now) && parts.every(agrees);
}

function open(file: string, editions: Editions) {
  const { value: source, diagnostics } = readTallyFile(file, editions);
  const read = source && readTally(source, editions);
  const tally = read?.value;
  const edition = tally && editions.get(tally.edition);
  if (tally && edition) return { tally, edition };
  const [first] = [...diagnostics, ...(read?.diagnostics ?? [])];
  throw new FileError(file, first?.message ?? { zh: "不是填报文件", en: "not a tally" });
}

function originOf(
  file: string,
  path: string,
  editions: Editions,
  above: ReadonlySet<string>,
  as: { readonly unit: string; readonly before: number; readonly text?: string | undefined } | undefined,
): Origin {
  const { now, unit, text, remark, lost } = figureOf(file, path, editions);
  // A changed figure is shown as it was counted; what it is now is said beside it.
  const changed = as !== undefined && now !== as.before;
  const words = changed ? as.text : (text ?? as?.text);
  const origin = {
    ...{ file, unit: as?.unit ?? unit, now, before: as?.before, parts: [], zeros: 0, silent: 0, missing: [] },
    ...(words !== undefined && { text: words }),
    ...(changed && text !== undefined && { nowText: text }),
    ...(remark !== undefined && { remark }),
    ...(lost && { lost }),
  };
  // A circle of traces is nothing we write; it ends here all the same.
  const trace = above.has(file) ? undefined : readTrace(traceName(file));
  if (!trace) return origin;
  const inputs = editions.get(trace.edition)?.cellAt.has(path) ? inputsFor(trace, path, editions) : [path];
  const found = trace.parts.map(([name, partUnit]) => {
    const shares = inputs.flatMap((input) => (trace.cells[input] ?? []).filter(([part]) => part === name));
    const before = addExactly(shares.map(([, , value]) => value)) ?? 0;
    const written = shares.length === 1 ? shares[0]?.[3] : undefined;
    const part = join(dirname(file), name);
    const below = new Set([...above, file]);
    return originOf(part, path, editions, below, { unit: partUnit, before, text: written });
  });
  const quiet = found.filter(
    (part) =>
      part.before === 0 && (part.now === 0 || part.now === undefined) && !part.lost && part.remark === undefined,
  );
  const parts = found.filter((part) => !quiet.includes(part));
  return {
    ...origin,
    sum: addExactly(found.map(({ before = 0 }) => before)),
    parts: parts.sort((a, b) => (b.before ?? 0) - (a.before ?? 0) || compareText(a.file, b.file)),
    ...{
      zeros: quiet.filter(({ now }) => now === 0).length,
      silent: quiet.filter(({ now }) => now === undefined).length,
    },
    missing: trace.missing,
  };
}

function inputsFor(trace: Trace, path: string, editions: Editions): readonly string[] {
  const edition = editions.get(trace.edition);
  return edition ? inputsOf(edition, path) : [path];
}

interface Figure {
  readonly unit: string;
  readonly now: number | undefined;
  readonly text?: string | undefined;
  readonly remark?: string | undefined;
  readonly lost?: true;
}

function figureOf(file: string, path: string, editions: Editions): Figure {
  const source = readTallyFile(file, editions).value;
  const tally = source && readTally(source, editions).value;
  const edition = tally && editions.get(tally.edition);
  if (!tally || !edition) return { unit: "", now: undefined, lost: true };
  const { cells, unit } = tally;
  const now = computeFigures(tally, edition).value(path);
  return { unit: unit.name, now, text: cells.get(path)?.text, remark: cells.get(path)?.remark?.text };
}

/** requests.received, 依申请公开.本年新收 and 依申请公开.本年新收.总计 all mean one cell: a row stands for its total. */
function resolvePath(edition: Edition, written: string): string {
  let node: KeyNode = edition.keys;
  const parts = written.split(/[.．]| · /).filter((part) => part !== "");
  for (const [i, part] of parts.entries()) {
    const child = node.child.get(part);
    if (!child && node.open && i === parts.length - 1) return joinPath(node.path, part);
    if (!child) throw noSuch(edition, node, part);
    node = child;
  }
  while (node.kind !== "cell") {
    const total = node.children.find((child) => child.total || (child.activity && child.id === "total"));
    if (!total) throw noSuch(edition, node, "");
    node = total;
  }
  return node.path;
}

function noSuch(edition: Edition, { path, children }: KeyNode, part: string): UsageError {
  const { zh, en } = pathWords(edition, path);
  const like =
    part === ""
      ? undefined
      : nearest(
          part,
          children.flatMap(({ id, name }) => [id, name]),
        );
  const names = children.map(({ name }) => name).join("、");
  const ids = children.map(({ id }) => id).join(", ");
  const [inZh, inEn] = path === "" ? ["", "there is"] : [`“${zh}”里`, `${en} has`];
  if (like !== undefined) {
    return new UsageError({
      zh: `${inZh}没有“${part}”，是不是想写 ${like}？`,
      en: `${inEn} no ${part}; did you mean ${like}?`,
    });
  }
  return part === ""
    ? new UsageError({ zh: `“${zh}”不是一格，请再写下一级：${names}`, en: `${en} is not one cell; add one of: ${ids}` })
    : new UsageError({ zh: `${inZh}没有“${part}”；有：${names}`, en: `${inEn} no ${part}; there are: ${ids}` });
}

import { basename, dirname, relative, resolve } from "node:path";
import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import type { Editions } from "../../core/form/edition.ts";
import type { Unit } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import type { TracedPart, TracedShare } from "../../core/trace.ts";
import { type RolledUp, RollUp } from "../../model/roll-up.ts";
import type { Share } from "../../model/share-list.ts";
import type { TraceDraft } from "../../write/trace.ts";
import { readNames } from "../batch/read-names.ts";
import { examineSource } from "../unit/inspect.ts";
import type { Session } from "../unit/session.ts";
import type { Job } from "../workspace/inputs.ts";
import { type Names, namesAmong } from "../workspace/names.ts";
import { readSource } from "../workspace/read-source.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { missingTally } from "../workspace/register.ts";
import { sha256 } from "../workspace/sha256.ts";
import { examineParts } from "./examine-parts.ts";
import { choose, type RollUpRequest } from "./parts.ts";
import { sumText } from "./sum-text.ts";

/** The sum as a file, and the record of where its figures come from. */
export interface Summed {
  readonly text: string;
  readonly trace: TraceDraft;
  readonly rolled: RolledUp;
}

export interface RollUpResult {
  /** Absent where something speaks against adding. */
  readonly summed?: Summed;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** What was counted otherwise than it was published, or as it was before a correction. */
  readonly outdated: readonly Diagnostic[];
  /** Tallies with errors: there is no sum while there are any. */
  readonly refused: readonly string[];
  /** Units of the register that have handed in nothing. */
  readonly missing: readonly Diagnostic[];
  /** Earlier sums for the unit itself, which are not among its parts. */
  readonly earlierSums: readonly string[];
  /** Whether a register says which units there are. */
  readonly listed: boolean;
}

/** Adds the tallies of one or several workspaces up. Every one of them is checked first; nothing is written here. */
export async function rollUpFiles(
  session: Session,
  jobs: readonly Job[],
  request: RollUpRequest,
): Promise<RollUpResult> {
  const everybody = await readNames(
    session,
    jobs.flatMap((job) => job.files),
  );
  const { files, missing, earlierSums, listed, circles, within } = choose(everybody, jobs, request);
  const entry = within(request.unit.name);
  const unit: Unit = {
    ...request.unit,
    ...(request.unit.code === undefined && entry?.code !== undefined && { code: entry.code }),
    ...(request.unit.within === undefined && entry?.within !== undefined && { within: entry.within }),
  };
  const sum = new RollUp({
    ...{ editions: session.editions, unit, scope: request.scope, file: request.out },
    within: (name) => within(name)?.within,
  });
  const examined = await addSound(session, jobs, { files, names: namesAmong(everybody, files, session.editions) }, sum);
  const { value, diagnostics: adding } = sum.end();
  const { diagnostics, sources, refused } = examined;
  const [first] = missing;
  const unread = first && readSource(first.span.file).value;
  const mixed = adding.length > 0;
  const result = {
    ...{ refused, earlierSums, listed, outdated: examined.outdated },
    sources: [...sources, ...(unread ? [unread] : []), ...sourcesOf([...circles, ...adding], session.editions)],
    // Of tallies that do not belong together nobody can say who is missing.
    missing: (mixed ? [] : missing).map((one) => missingTally(one, value?.tally.year ?? request.year, 0)),
  };
  const stopped = circles.length > 0 || (refused.length > 0 && request.partial !== true);
  if (!value || stopped) return { ...result, diagnostics: [...circles, ...diagnostics, ...adding] };
  const names = [...missing.map(({ name }) => name), ...refused.map((file) => examined.whose(file))];
  const summed = summedUp(value, names, session, request);
  const source = { file: request.out, text: summed.text };
  const checked = examineSource(source, session, { previous: () => undefined, severities: {}, final: false });
  return {
    ...{ ...result, summed, sources: [...result.sources, source] },
    diagnostics: [...diagnostics, ...checked.diagnostics.filter((finding) => hasErrors([finding]))],
  };
}

/** The files that findings about several tallies point into. */
export function sourcesOf(diagnostics: readonly Diagnostic[], editions: Editions): readonly Source[] {
  const files = diagnostics.flatMap(({ file, related }) => [file, ...related.map(({ span }) => span.file)]);
  return [...new Set(files)].flatMap((file) => readTallyFile(file, editions).value ?? []);
}

interface Examined {
  readonly diagnostics: Diagnostic[];
  readonly sources: Source[];
  readonly outdated: Diagnostic[];
  readonly refused: string[];
  /** The unit of a file, or what the file is called. */
  whose(file: string): string;
}

/** Reads and checks one tally after another; those with errors are not added. */
async function addSound(
  session: Session,
  jobs: readonly Job[],
  { files, names }: { readonly files: ReadonlySet<string>; readonly names: Names },
  sum: RollUp,
): Promise<Examined> {
  const whose = (file: string): string => names.who.get(file)?.unit ?? basename(file);
  const all: Examined = { diagnostics: [], sources: [], outdated: [], refused: [], whose };
  for await (const { file, subject, refused, outdated, ...found } of examineParts(session, jobs, files, names)) {
    all.outdated.push(...outdated);
    if (outdated.length > 0) all.sources.push(...found.sources);
    if (subject && !refused) {
      sum.add(subject.tally);
      continue;
    }
    all.refused.push(file);
    all.diagnostics.push(...found.diagnostics.filter((finding) => hasErrors([finding])));
    all.sources.push(...found.sources);
  }
  return all;
}

function summedUp(rolled: RolledUp, missing: readonly string[], session: Session, request: RollUpRequest): Summed {
  const { tally, parts, shares } = rolled;
  const edition = session.editions.get(tally.edition);
  if (!edition) throw new Error(`a sum of an unknown edition: ${tally.edition}`);
  const text = sumText(rolled, edition, { keys: request.keys, missing });
  const folder = dirname(resolve(request.out));
  const ways = new Map(parts.map(({ file }) => [file, relative(folder, resolve(file)).replaceAll("\\", "/")]));
  const beside = (file: string) => ways.get(file) ?? file;
  const traced = ({ file, unit, value, text: words }: Share): TracedShare =>
    words === undefined ? [beside(file), unit, value] : [beside(file), unit, value, words];
  const trace: TraceDraft = {
    ...{ unit: tally.unit.name, year: tally.year, edition: tally.edition },
    sha256: sha256(new TextEncoder().encode(text)),
    parts: parts.map(({ file, unit }): TracedPart => [beside(file), unit]),
    missing,
    cells: new Map([...shares].map(([path, list]) => [path, mapped(list, traced)])),
  };
  return { text, trace, rolled };
}

/** What becomes of each item, made anew whenever it is asked for. */
function mapped<A, B>(items: Iterable<A>, make: (item: A) => B): Iterable<B> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

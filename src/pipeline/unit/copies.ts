import { severityOf } from "../../catalogue/index.ts";
import { CopyIndex, samplesOf } from "../../check/copying/copy-index.ts";
import { sameText } from "../../check/copying/same-as-other-unit.ts";
import type { Diagnostic } from "../../core/diagnostic.ts";
import type { Edition, Editions } from "../../core/form/edition.ts";
import type { Tally } from "../../core/tally.ts";
import type { Source } from "../../core/text/source.ts";
import { readTally } from "../../tally/read-tally.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { type Copies, noCopies } from "./inspect.ts";

interface Other {
  readonly tally: Tally;
  readonly source: Source;
}

/** Other units' tallies that are kept at hand: a text that forty units have copied has one source. */
const keptAtHand = 32;

/** The numbers by which a tally's texts are known again, and whose texts they are compared with: those of one form and year. */
export interface TextSamples {
  readonly group: string;
  readonly samples: readonly (readonly number[])[];
}

export function textSamplesOf(tally: Tally, edition: Edition): TextSamples | undefined {
  const samples = samplesOf(tally, edition);
  return samples.length > 0 ? { group: `${edition.id} ${tally.year}`, samples } : undefined;
}

/** Names the file, among those seen before, that a file's texts may have been copied from; `units` may come. */
export function suspectFinder(units: number): (file: string, texts: TextSamples) => string | undefined {
  const indexes = new Map<string, CopyIndex>();
  const files: string[] = [];
  return (file, { group, samples }) => {
    const index = indexes.get(group) ?? new CopyIndex(units);
    indexes.set(group, index);
    const suspect = index.addAndMatch(files.push(file) - 1, samples);
    return suspect === undefined ? undefined : files[suspect];
  };
}

/** Looks closely at two tallies' texts. */
export function copyComparer(editions: Editions): (tally: Tally, edition: Edition, other: string) => Copies {
  const atHand = new Map<string, Other | undefined>();
  const read = (file: string): Other | undefined => {
    if (!atHand.has(file)) {
      const oldest = atHand.keys().next().value;
      if (atHand.size >= keptAtHand && oldest !== undefined) atHand.delete(oldest);
      const source = readTallyFile(file, editions).value;
      const tally = source && readTally(source, editions).value;
      atHand.set(file, tally && { tally, source });
    }
    return atHand.get(file);
  };
  return (tally, edition, file) => {
    const other = read(file);
    // A unit's own text in another year, or sent in twice, is not copied from others.
    if (!other || other.tally.unit.name === tally.unit.name) return noCopies;
    const code = "GR361";
    const found = [...sameText(tally, other.tally, edition)].map(
      ({ message, span, help, related = [] }): Diagnostic => ({
        ...{ code, severity: severityOf(code), message, file: tally.file, related },
        ...(span && { span }),
        ...(help && { help }),
      }),
    );
    return { diagnostics: found, sources: found.length > 0 ? [other.source] : [] };
  };
}

import { CopyIndex } from "../../check/copying/copy-index.ts";
import { compareText } from "../../core/diagnostic.ts";
import type { TextSamples } from "../unit/copies.ts";

/** The texts of the files before one, in the order of paths. */
interface Before {
  readonly index: CopyIndex;
  readonly files: readonly string[];
}

/** The texts of a run by a few numbers each, as a batch has them, but of tallies that change: each can be set again. */
export class LiveCopies {
  readonly #texts = new Map<string, TextSamples>();
  /** By the file that is compared; made when it first is, and anew once a file before it says something else. */
  readonly #before = new Map<string, Before>();

  /** Takes a tally's texts for what they are now. */
  set(file: string, texts: TextSamples | undefined): void {
    const known = this.#texts.get(file);
    if (JSON.stringify(known) === JSON.stringify(texts)) return;
    if (texts) this.#texts.set(file, texts);
    else this.#texts.delete(file);
    for (const other of this.#before.keys()) if (file < other) this.#before.delete(other);
  }

  /** The tally, among those before it, that its texts may have been copied from. */
  suspect(file: string, { group, samples }: TextSamples): string | undefined {
    const key = `${file}\n${group}`;
    const { index, files } = this.#before.get(key) ?? this.#indexBefore(file, group);
    this.#before.set(key, { index, files });
    const found = index.match(samples);
    return found === undefined ? undefined : files[found];
  }

  #indexBefore(file: string, group: string): Before {
    const own = [...this.#texts].filter(([other, texts]) => other < file && texts.group === group);
    const texts = own.toSorted(([a], [b]) => compareText(a, b));
    const index = new CopyIndex(texts.length);
    for (const [i, [, { samples }]] of texts.entries()) index.addAndMatch(i, samples);
    return { index, files: texts.map(([name]) => name) };
  }
}

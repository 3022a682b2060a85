import { resolve } from "node:path";
import type { Editions } from "../../core/form/edition.ts";
import { readTally } from "../../tally/read-tally.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { type TextSamples, textSamplesOf } from "../unit/copies.ts";
import { peekFile } from "../unit/previous.ts";
import type { UnsavedTexts } from "../workspace/read-source.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import { statsOf } from "../workspace/walk.ts";

interface Seen<T> {
  readonly version: string;
  readonly value: T;
}

/** What is kept of each tally, read once and again only where its file has changed: who it is of, and its texts by a few numbers. */
export class LiveFiles {
  readonly #unsaved: UnsavedTexts;
  readonly #headers = new Map<string, Seen<HeaderPeek>>();
  readonly #texts = new Map<string, Seen<TextSamples | undefined>>();

  constructor(unsaved: UnsavedTexts) {
    this.#unsaved = unsaved;
  }

  peek(file: string, editions: Editions): HeaderPeek {
    return this.#look(this.#headers, file, () => peekFile(file, editions));
  }

  /** What was last seen of a file, without another look at it. */
  known(file: string): HeaderPeek | undefined {
    return this.#headers.get(file)?.value;
  }

  texts(file: string, editions: Editions): TextSamples | undefined {
    return this.#look(this.#texts, file, () => {
      const source = readTallyFile(file, editions).value;
      // Most tallies have no text of their own, and need not be read for it.
      const tally = source && mayHaveTexts.test(source.text) ? readTally(source, editions).value : undefined;
      const edition = tally && editions.get(tally.edition);
      return edition && textSamplesOf(tally, edition);
    });
  }

  #look<T>(seen: Map<string, Seen<T>>, file: string, read: () => T): T {
    const version = this.#version(file);
    const known = seen.get(file);
    if (known?.version === version) return known.value;
    const value = read();
    seen.set(file, { version, value });
    return value;
  }

  #version(file: string): string {
    const text = this.#unsaved.get(resolve(file));
    if (text !== undefined) return `open ${text}`;
    const stats = statsOf(file);
    return stats ? `${stats.mtimeMs} ${stats.size}` : "gone";
  }
}

const mayHaveTexts = /narrative|正文/;

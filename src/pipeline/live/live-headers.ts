import { resolve } from "node:path";
import type { Editions } from "../../core/form/edition.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";
import { peekFile } from "../unit/previous.ts";
import type { UnsavedTexts } from "../workspace/unsaved.ts";
import { statsOf } from "../workspace/walk.ts";

interface Seen {
  readonly version: string;
  readonly peek: HeaderPeek;
}

/** Who each tally is of, read once and again only where its file has changed; `unsaved` is looked at each time. */
export class LiveHeaders {
  readonly #editions: Editions;
  readonly #unsaved: UnsavedTexts;
  readonly #seen = new Map<string, Seen>();

  constructor(editions: Editions, unsaved: UnsavedTexts) {
    this.#editions = editions;
    this.#unsaved = unsaved;
  }

  peek(file: string): HeaderPeek {
    const version = this.#version(file);
    const seen = this.#seen.get(file);
    if (seen?.version === version) return seen.peek;
    const peek = peekFile(file, this.#editions);
    this.#seen.set(file, { version, peek });
    return peek;
  }

  /** What was last seen of a file, without another look at it. */
  known(file: string): HeaderPeek {
    return this.#seen.get(file)?.peek ?? this.peek(file);
  }

  #version(file: string): string {
    const text = this.#unsaved.get(resolve(file));
    if (text !== undefined) return `open ${text}`;
    const stats = statsOf(file);
    return stats ? `${stats.mtimeMs} ${stats.size}` : "gone";
  }
}

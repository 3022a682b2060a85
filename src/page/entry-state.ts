import type { Edition } from "../core/form/edition.ts";
import { type Entry, type EntryUnitField, entryText } from "../tally/entry.ts";

/** What has been entered so far, changed in place as a person types; everything else is worked out of it. */
export class EntryState {
  readonly edition: Edition;
  readonly unit: Record<EntryUnitField, string> = { name: "", kind: "", code: "", within: "" };
  scope: Entry["scope"] = "own";
  year: number;
  readonly figures: Map<string, string> = new Map();
  /** Kept with their figures; what is typed over a figure leaves its remark. */
  readonly remarks: Map<string, string> = new Map();
  readonly own: Map<string, [name: string, figure: string][]> = new Map();
  readonly texts: Map<string, string> = new Map();
  readonly contact: Map<string, string> = new Map();
  readonly notes: Map<string, string> = new Map();
  readonly signoff: Map<string, string> = new Map();
  published = "";
  #others: Pick<Entry, "others" | "unitOthers" | "textFiles"> = { others: {}, unitOthers: {} };

  constructor(edition: Edition, year: number) {
    this.edition = edition;
    this.year = year;
  }

  /** Takes the place of all that was there. */
  take(entry: Entry): void {
    Object.assign(this.unit, entry.unit);
    this.scope = entry.scope;
    this.year = entry.year;
    refill(this.figures, entry.figures);
    this.filled.clear();
    refill(this.remarks, entry.remarks);
    refill(
      this.own,
      new Map([...entry.own].map(([group, list]) => [group, list.map(([name, figure]) => [name, figure])])),
    );
    refill(this.texts, entry.texts);
    refill(this.contact, entry.contact);
    refill(this.notes, entry.notes);
    refill(this.signoff, entry.signoff);
    this.published = entry.published;
    const { others, unitOthers, textFiles } = entry;
    this.#others = { others, unitOthers, ...(textFiles && { textFiles }) };
  }

  /** Figures that follow from others, and that nobody has typed. */
  readonly filled: Set<string> = new Set();

  /** An empty text takes the figure away: a blank. */
  setFigure(path: string, typed: string): void {
    this.filled.delete(path);
    const figure = typed.trim();
    if (figure === "") this.figures.delete(path);
    else this.figures.set(path, figure);
  }

  fill(path: string, figure: string): void {
    this.figures.set(path, figure);
    this.filled.add(path);
  }

  get entry(): Entry {
    const { year, unit, scope, figures, remarks, texts, contact, notes, signoff, published } = this;
    const own = new Map([...this.own].map(([group, list]) => [group, list.filter(([name]) => name.trim() !== "")]));
    return {
      ...{ year, unit, scope, figures, remarks, own, texts, contact, notes, signoff, published },
      ...this.#others,
    };
  }

  written(): ReturnType<typeof entryText> {
    return entryText(this.entry, this.edition);
  }
}

function refill<K, V>(map: Map<K, V>, from: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}

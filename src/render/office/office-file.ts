import { type ArchiveEntry, inflate } from "../../ooxml/archive.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { quoteAttribute } from "./escape.ts";
import { gatherFaults } from "./faults.ts";
import { deflated, inOrder, pack } from "./pack.ts";
import { templateEntries } from "./template-archive.ts";

const contentTypes = "[Content_Types].xml";
const packages = "http://schemas.openxmlformats.org/package/2006";
const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** A file that one of our stamps has made, opened again to put parts into it. What is not touched stays as it is, deflated. */
export class OfficeFile {
  readonly codec: Codec;
  readonly #entries: Map<string, ArchiveEntry>;

  constructor(bytes: Uint8Array, kind: "docx" | "xlsx", codec: Codec) {
    const entries = templateEntries(bytes, kind, gatherFaults(""));
    if (!entries) throw new Error(`a .${kind} of our own cannot be opened`);
    this.codec = codec;
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
  }

  text(name: string): string {
    const entry = this.#entries.get(name);
    const bytes = entry && inflate(entry, this.codec);
    if (!bytes) throw new Error(`${name} is missing or damaged in a file of our own`);
    return new TextDecoder().decode(bytes);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The parts that a part is related to; `type` is the last word of the relationship. */
  related(from: string, type: string): readonly string[] {
    const list = from.replace(/([^/]+)$/, "_rels/$1.rels");
    const relations = this.has(list) ? [...this.text(list).matchAll(/<Relationship\b[^>]*>/g)] : [];
    return relations.flatMap(([relation]) => {
      const target = /\bTarget="([^"]*)"/.exec(relation)?.[1] ?? "";
      if (!new RegExp(`\\bType="[^"]*/${type}"`).test(relation)) return [];
      const steps = (target.startsWith("/") ? target : `/${from.replace(/[^/]+$/, "")}${target}`).split("/");
      const path: string[] = [];
      for (const step of steps) {
        if (step === "..") path.pop();
        else if (step !== "" && step !== ".") path.push(step);
      }
      return [path.join("/")];
    });
  }

  set(name: string, content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    this.#entries.set(name, deflated(name, bytes, this.codec));
  }

  /** A part under the first number that is still free. Other programs look for parts by the names that Office gives them. */
  add(name: (number: number) => string, content: string | Uint8Array, type: string): string {
    let number = 1;
    const taken = new Set([...this.#entries.keys()].map((known) => known.toLowerCase()));
    while (taken.has(name(number).toLowerCase())) number++;
    const path = name(number);
    this.set(path, content);
    this.#override(path, type);
    return path;
  }

  #override(path: string, type: string): void {
    const part = `<Override PartName="/${quoteAttribute(path)}" ContentType="${type}"/>`;
    this.set(contentTypes, this.text(contentTypes).replace(/<\/Types>\s*$/, `${part}</Types>`));
  }

  /** Relates a part to another and gives the relationship's id. `type` is the last word of it: chart. */
  relate(from: string, type: string, to: string): string {
    const path = from.replace(/([^/]+)$/, "_rels/$1.rels");
    const before = this.#entries.has(path)
      ? this.text(path)
      : `${declaration}<Relationships xmlns="${packages}/relationships"></Relationships>`;
    let number = 1;
    while (before.includes(`"rIdAdded${number}"`)) number++;
    const id = `rIdAdded${number}`;
    const kind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}`;
    const relation = `<Relationship Id="${id}" Type="${kind}" Target="${quoteAttribute(pathFrom(from, to))}"/>`;
    this.set(
      path,
      before.replace(
        /<\/Relationships>\s*$|<Relationships([^>]*)\/>\s*$/,
        (_, attributes?: string) =>
          `${attributes === undefined ? "" : `<Relationships${attributes}>`}${relation}</Relationships>`,
      ),
    );
    return id;
  }

  bytes(): Uint8Array {
    return pack(inOrder([...this.#entries.values()]));
  }
}

/** A part's path as another part names it: ../comments1.xml. */
function pathFrom(from: string, to: string): string {
  const folders = from.split("/").slice(0, -1);
  const steps = to.split("/");
  const common = folders.findIndex((folder, i) => folder !== steps[i]);
  const shared = common < 0 ? folders.length : common;
  return [...folders.slice(shared).map(() => ".."), ...steps.slice(shared)].join("/");
}

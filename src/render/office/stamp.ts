import type { ReportModel, Stamp, TemplatePlaces } from "../../core/report.ts";
import { type ArchiveEntry, inflate } from "../../ooxml/archive.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { figureWriter, type PartStep } from "../../template/compile/program.ts";
import { prepareSteps, type Work } from "../../template/compile/runtime.ts";
import { annexRemarks, type SheetStyles } from "../annex/annex-sheet.ts";
import { addComments, type CellComment, remarkedCells } from "../sheet/comments.ts";
import { type Formula, quoted } from "../sheet/formulas.ts";
import { holdsBlocks, type View, viewOf, withoutBlocks } from "../view.ts";
import { blockParts } from "../word/block-parts.ts";
import { ByteSink } from "./byte-sink.ts";
import type { FigureCell } from "./draft.ts";
import { wordText } from "./escape.ts";
import { deflated, inOrder, joinBytes, pack } from "./pack.ts";
import { type WriteContext, writers } from "./writers.ts";

/** A part of a compiled template, as plain data. */
export interface CompiledPart {
  readonly name: string;
  /** Whether it prints annexes. */
  readonly annexes?: true;
  /** Whether it prints the tables, lists and pictures of texts. */
  readonly blocks?: true;
  /** The static source between the tags. */
  readonly stretches: readonly string[];
  /** How it is written; none for a part that is changed once and for all. */
  readonly steps?: readonly PartStep[];
  readonly formulas: readonly Formula[];
  /** Of a sheet: which cell shows which figure. */
  readonly figures?: readonly FigureCell[];
  /** Ids of the tables whose notes it prints. */
  readonly notes?: readonly string[];
  readonly annexStyles?: SheetStyles;
  /** What a report must have for the part to be in its file: `annexes`, or a table that may be left out. */
  readonly needs?: string;
  /** Takes the place of the part where these parts are left out. */
  readonly without?: readonly string[];
}

export interface OfficeStamp extends Stamp {
  stampView(view: View): Uint8Array;
}

/** A stamp of a template: its entries as they are, but for the compiled parts. */
export function makeStamp(entries: readonly ArchiveEntry[], parts: readonly CompiledPart[], codec: Codec): OfficeStamp {
  const ordered = inOrder(entries);
  const prepared = new Map(parts.map((part) => [part, prepare(part, codec)] as const));
  const conditional = parts.flatMap(({ name, needs }) => (needs === undefined ? [] : [{ name, needs }]));
  const files = new Map<string, readonly (ArchiveEntry | ((view: View) => ArchiveEntry))[]>();
  const fileWithout = (without: readonly string[]): readonly (ArchiveEntry | ((view: View) => ArchiveEntry))[] => {
    const key = without.join("\n");
    const gone = new Set(without.flatMap((name) => [name, relationsOf(name)]));
    const file =
      files.get(key) ??
      ordered.flatMap((entry) => {
        if (gone.has(entry.name)) return [];
        const own = parts.filter(({ name }) => name === entry.name);
        const part = own.find((one) => one.without?.join("\n") === key) ?? own.find((one) => !one.without);
        return [(part && prepared.get(part)) ?? entry];
      });
    files.set(key, file);
    return file;
  };
  const stampView = (view: View, added: ReadonlyMap<string, ArchiveEntry> = noParts): Uint8Array => {
    const without = conditional.flatMap(({ name, needs }) => (isThere(view[needs]) ? [] : [name]));
    const file = fileWithout(without).map((part) => (typeof part === "function" ? part(view) : part));
    const stamped = pack(added.size === 0 ? file : withParts(file, added));
    return remarksOf(view) ? withComments(stamped, view) : stamped;
  };
  const sheets = parts.filter(({ figures, annexStyles }) => figures || annexStyles);
  const withComments = (bytes: Uint8Array, view: View): Uint8Array => {
    if (sheets.length === 0) return bytes;
    const remarks = remarksOf(view) ?? new Map();
    const comments = sheets.map(({ name, figures, annexStyles }) => ({
      ...{ part: name, comments: figures ? remarkedCells(figures, remarks) : annexComments(view, annexStyles) },
    }));
    return addComments(bytes, comments, codec);
  };
  const read = (name: string): string | undefined => {
    const entry = entries.find((one) => one.name === name);
    const bytes = entry && inflate(entry, codec);
    return bytes && new TextDecoder().decode(bytes);
  };
  const printsBlocks = parts.some((part) => part.blocks);
  const stamp = (report: ReportModel): Uint8Array => {
    if (!holdsBlocks(report)) return stampView(viewOf(report));
    if (!printsBlocks) return stampView(viewOf(withoutBlocks(report)));
    const added = [...blockParts(report, read)].map(
      ([name, content]) =>
        [name, deflated(name, typeof content === "string" ? encoder.encode(content) : content, codec)] as const,
    );
    return stampView(viewOf(report), new Map(added));
  };
  return { places: placesOf(parts), stampView, stamp };
}

const noParts: ReadonlyMap<string, ArchiveEntry> = new Map();

/** Parts in the place of those of the same name; new ones behind all others. */
function withParts(file: readonly ArchiveEntry[], added: ReadonlyMap<string, ArchiveEntry>): readonly ArchiveEntry[] {
  const names = new Set(file.map(({ name }) => name));
  return [
    ...file.map((entry) => added.get(entry.name) ?? entry),
    ...[...added.values()].filter(({ name }) => !names.has(name)),
  ];
}

function remarksOf(view: View): ReadonlyMap<string, string> | undefined {
  return view["remarks"] instanceof Map ? view["remarks"] : undefined;
}

function annexComments({ annexes }: View, styles: SheetStyles | undefined): readonly CellComment[] {
  return styles && Array.isArray(annexes) ? annexRemarks(annexes) : [];
}

function placesOf(parts: readonly CompiledPart[]): TemplatePlaces {
  const notes = new Set(parts.flatMap((part) => part.notes ?? []));
  let figures: ReadonlySet<string> | undefined;
  const figuresIn = ({ steps = [], figures = [] }: CompiledPart): readonly string[] => [
    ...writtenAlone(steps),
    ...figures.map(([, path]) => path),
  ];
  return {
    annexes: parts.some((part) => part.annexes),
    blocks: parts.some((part) => part.blocks),
    notes: (table) => notes.has(table),
    remark: (path) => {
      figures ??= new Set(parts.flatMap(figuresIn));
      return figures.has(path);
    },
  };
}

/** Paths of the figures that have a cell to themselves. */
function writtenAlone(steps: readonly PartStep[]): readonly string[] {
  return steps.flatMap((step) => {
    if (typeof step === "number") return [];
    if ("body" in step) return [...writtenAlone(step.body), ...writtenAlone(step.otherwise ?? [])];
    return step.write === figureWriter && "path" in step.value ? [step.value.path.join(".")] : [];
  });
}

/** Annexes, or the figures of a table. */
function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Where an archive keeps what a part points at. */
function relationsOf(name: string): string {
  return name.replace(/([^/]+)$/, "_rels/$1.rels");
}

const sink = new ByteSink();
const encoder = new TextEncoder();

function prepare(
  { name, stretches, formulas: written, annexStyles, steps }: CompiledPart,
  codec: Codec,
): (view: View) => ArchiveEntry {
  const bytes = stretches.map((stretch) => encoder.encode(stretch));
  if (!steps) {
    const fixed = deflated(name, joinBytes(bytes), codec);
    return () => fixed;
  }
  const formulas = written.map(quoted);
  const write = prepareSteps<WriteContext>(steps, {
    stretch: (index) => {
      const stretch = bytes[index] as Uint8Array;
      return () => sink.put(stretch);
    },
    value: writeValue,
  });
  let last: { readonly bytes: Uint8Array; readonly entry: ArchiveEntry } | undefined;
  return (view) => {
    sink.restart();
    write({ view, frames: [view], items: [], turns: 0, remarks: remarksOf(view), formulas, results: [], annexStyles });
    const made = sink.written();
    if (last && sameBytes(made, last.bytes)) return last.entry;
    const entry = deflated(name, made, codec);
    // A header without a draft's mark is the same in every report.
    if (made.length <= smallPart) last = { bytes: made.slice(), entry };
    return entry;
  };
}

/** A writer (`$sheet 32000`: its name, and how much room it has) for a value; behind a figure goes what is remarked on it. */
function writeValue(
  writer: string,
  get: (context: WriteContext) => unknown,
  path: readonly string[] = [],
): Work<WriteContext> {
  const [name = "", room = "0"] = writer.split(" ");
  const [write, width] = [writers[name], Number(room)];
  if (!write) throw new Error(`no writer is called ${name}`);
  if (name !== figureWriter) return (context) => sink.text(write(get(context), width, context));
  const key = path.join(".");
  return (context) => {
    sink.text(write(get(context), width, context));
    if (context.remarks) sink.text(wordText(context.remarks.get(key)));
  };
}

/** A part up to this size, in bytes, is kept for the next report: the large ones always differ. */
const smallPart = 1_024;

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

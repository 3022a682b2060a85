import type { ReportModel, Stamp, TemplatePlaces } from "../../core/report.ts";
import { StampError } from "../../core/report.ts";
import { type ArchiveEntry, inflate } from "../../ooxml/archive.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { figureWriter, markBase, type Slot, slotMark, stretchMark } from "../../template/compile/program.ts";
import { createRuntime, type Render } from "../../template/compile/runtime.ts";
import { annexRemarks, type SheetStyles } from "../annex/annex-sheet.ts";
import { addComments, type CellComment, remarkedCells } from "../sheet/comments.ts";
import type { Formula } from "../sheet/formulas.ts";
import { holdsBlocks, plain, type View, viewOf, withoutBlocks } from "../view.ts";
import { blockParts } from "../word/block-parts.ts";
import type { FigureCell } from "./draft.ts";
import { wordText } from "./escape.ts";
import { deflated, inOrder, joinBytes, pack } from "./pack.ts";
import { type WriteContext, type Writer, writers } from "./writers.ts";

/** A part of a compiled template, as data and one precompiled function. */
export interface CompiledPart {
  readonly name: string;
  /** Whether it prints annexes. */
  readonly annexes?: true;
  /** Whether it prints the tables, lists and pictures of texts. */
  readonly blocks?: true;
  /** The static source between the tags. */
  readonly stretches: readonly string[];
  /** The values that are looked up from the root. */
  readonly slots: readonly Slot[];
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
  /** Handlebars' precompiled form; none for a part that is changed once and for all. */
  readonly template?: unknown;
}

export interface OfficeStamp extends Stamp {
  stampView(view: View): Uint8Array;
}

/** A part in the output may not be larger; the largest known report has 0.3 MB. */
const mostBytes = 33_554_432;

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
  const figuresIn = ({ slots, figures = [] }: CompiledPart): readonly string[] => [
    ...slots.flatMap(({ path, writer }) => (writer === figureWriter ? [path.join(".")] : [])),
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

/** Annexes, or the figures of a table. */
function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Where an archive keeps what a part points at. */
function relationsOf(name: string): string {
  return name.replace(/([^/]+)$/, "_rels/$1.rels");
}

const asRender: (precompiled: unknown) => Render<WriteContext> = createRuntime({ writers, plain });

function prepare(
  { name, stretches, slots, formulas, annexStyles, template }: CompiledPart,
  codec: Codec,
): (view: View) => ArchiveEntry {
  const bytes = stretches.map((stretch) => encoder.encode(stretch));
  if (template === undefined) {
    const fixed = deflated(name, joinBytes(bytes), codec);
    return () => fixed;
  }
  const fills = slots.map(fillOf);
  const render: Render<WriteContext> = asRender(template);
  let last: { readonly bytes: Uint8Array; readonly entry: ArchiveEntry } | undefined;
  return (view) => {
    const job: WriteContext = { view, remarks: remarksOf(view), formulas, annexStyles, turns: 0 };
    const made = assemble(render(job), bytes, fills, job);
    if (last && sameBytes(made, last.bytes)) return last.entry;
    const entry = deflated(name, made, codec);
    // A header without a draft's mark is the same in every report.
    if (made.length <= smallPart) last = { bytes: made.slice(), entry };
    return entry;
  };
}

/** A part up to this size, in bytes, is kept for the next report: the large ones always differ. */
const smallPart = 1_024;

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

type Fill = (job: WriteContext) => string;

function fillOf({ path, writer: code }: Slot): Fill {
  const [name = "", room = "0"] = code.split(" ");
  const write = writers[name] as Writer;
  if (name === "$formula") return (job) => write(path[0], 0, job);
  if (name === figureWriter) {
    const key = path.join(".");
    const plainly = valueFill(path, write, 0);
    return (job) => plainly(job) + (job.remarks ? wordText(job.remarks.get(key)) : "");
  }
  return valueFill(path, write, Number(room));
}

function valueFill(path: readonly string[], write: Writer, room: number): Fill {
  return (job) => {
    let value: unknown = job.view;
    for (const step of path) {
      if (typeof value !== "object" || value === null) return write(undefined, room, job);
      value = (value as Readonly<Record<string, unknown>>)[step];
    }
    return write(value, room, job);
  };
}

/** Every stamp writes into the same memory: a part is deflated before the next one begins. */
let scratch = new Uint8Array(262_144);
const encoder = new TextEncoder();

function reserve(used: number, more: number): void {
  const needed = used + more;
  if (needed <= scratch.length) return;
  if (needed > mostBytes) {
    throw new StampError("GR726", {
      zh: "按此模板生成的文件过大",
      en: "the file that this template makes is too large",
    });
  }
  const larger = new Uint8Array(Math.max(needed, scratch.length * 2));
  larger.set(scratch.subarray(0, used));
  scratch = larger;
}

const stretchCode: number = stretchMark.charCodeAt(0);
const slotCode: number = slotMark.charCodeAt(0);

/** Puts stretches and figures where their marks are; what lies between is values that Handlebars wrote. */
function assemble(
  rendered: string,
  stretches: readonly Uint8Array[],
  fills: readonly Fill[],
  job: WriteContext,
): Uint8Array {
  let used = 0;
  let at = 0;
  while (at < rendered.length) {
    const code = rendered.charCodeAt(at);
    if (code === stretchCode) {
      const stretch = found(stretches[rendered.charCodeAt(at + 1) - markBase]);
      reserve(used, stretch.length);
      scratch.set(stretch, used);
      used += stretch.length;
      at += 2;
    } else if (code === slotCode) {
      const text = found(fills[rendered.charCodeAt(at + 1) - markBase])(job);
      reserve(used, text.length * 3);
      used = writeText(text, 0, text.length, used);
      at += 2;
    } else {
      const end = nextMark(rendered, at);
      reserve(used, (end - at) * 3);
      used = writeText(rendered, at, end, used);
      at = end;
    }
  }
  return scratch.subarray(0, used);
}

function found<T>(marked: T | undefined): T {
  if (marked === undefined) throw new Error("a mark that stands for nothing");
  return marked;
}

function nextMark(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) > slotCode) at++;
  return at;
}

/** Most values are a digit or two, or a short label: cheaper by hand than through a call into the engine. */
const longByHand = 40;

/** Writes a piece of a text as UTF-8 and gives where it ends. */
function writeText(text: string, from: number, to: number, used: number): number {
  let at = used;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (to - from > longByHand || (code & 0xf800) === 0xd800) {
      return at + encoder.encodeInto(text.slice(i, to), scratch.subarray(at)).written;
    }
    if (code < 0x80) scratch[at++] = code;
    else if (code < 0x800) {
      scratch[at++] = 0xc0 | (code >> 6);
      scratch[at++] = 0x80 | (code & 0x3f);
    } else {
      scratch[at++] = 0xe0 | (code >> 12);
      scratch[at++] = 0x80 | ((code >> 6) & 0x3f);
      scratch[at++] = 0x80 | (code & 0x3f);
    }
  }
  return at;
}

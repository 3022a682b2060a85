import { isAlias, isMap, isScalar, type Node, type YAMLMap } from "yaml";
import type { Code, Diagnostic, Fix, Span, Text } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import { join, type KeyNode } from "../../core/form/keys.ts";
import { pathWords } from "../../core/form/words.ts";
import type { Cell } from "../../core/tally.ts";
import { cellKeys } from "../../edition/names.ts";
import { isBlank, readNumber } from "../numbers/number.ts";
import { spanOf } from "../syntax/document.ts";
import { missingBraces, runOnEntries } from "../syntax/entry-slips.ts";
import type { Notes } from "../syntax/notes.ts";
import { findFlowSlips, findSlips } from "../syntax/slips.ts";
import { readAnnotation } from "./annotations.ts";
import { readEntries } from "./keys.ts";
import { idsOf, readKeyed } from "./plain.ts";

/** The figures read so far, and what is needed to read more. */
export interface CellReader {
  readonly notes: Notes;
  readonly edition: Edition;
  readonly cells: Map<string, Cell>;
  readonly labels: Map<string, string>;
  /** Whether the file knows a key at any place. */
  readonly anywhere: (written: string) => boolean;
  readonly elsewhere: (written: string) => Text | undefined;
  /** What has become of a key that another form has below a path. */
  readonly moved: (under: string, written: string) => Text | undefined;
}

/** A count beyond this is no count of anything an office does, and an amount in 元 beyond the other not its money. */
const implausible = { count: 1e10, money: 1e13 } as const;

/** Reads one section of a tally: a table's figures, or the activity figures. */
export function readSection(reader: CellReader, section: KeyNode, keySpan: Span, value: Node | null): void {
  const { diagnostics } = reader.notes;
  const before = diagnostics.length;
  readNode(reader, section, keySpan, value, false);
  if (isMap(value) && !section.activity && isAllBlank(reader, section, diagnostics.slice(before))) {
    diagnostics.length = before;
    reportAllBlank(reader, section, keySpan);
  }
}

/** A section laid open in which nobody has written anything yet. */
function isAllBlank({ cells }: CellReader, section: KeyNode, found: readonly Diagnostic[]): boolean {
  if (found.length < 2 || !found.every(({ code, fix }) => code === "GR130" && fix?.text !== "0")) return false;
  const own = [...cells].filter(([path]) => path.startsWith(`${section.path}.`));
  return own.every(([, { value, omitted }]) => value === undefined || omitted);
}

/** One fault is one finding, however many cells it shows in. It has no repair: zeros that nobody has typed are not offered. */
function reportAllBlank({ notes, edition, cells }: CellReader, section: KeyNode, keySpan: Span): void {
  const { zh, en } = pathWords(edition, section.path);
  const count = [...cells].filter(([path, { omitted }]) => path.startsWith(`${section.path}.`) && !omitted).length;
  const message = { zh: `${zh}：${count} 个数都没有填`, en: `${en}: all ${count} figures are left blank` };
  const help = {
    zh: `逐行补上；这一部分确实一件也没有的，只写一行“${section.name}: 0”，删去它下面的各行`,
    en: `fill them in; if there is none of it at all, write the one line “${section.id}: 0” and delete the lines below it`,
  };
  notes.add("GR130", keySpan, message, { help });
}

/** A section is not there: its cells are blank. It is `misspelt` when that has been said already. */
export function missSection(reader: CellReader, section: KeyNode, misspelt: boolean): void {
  if (section.activity || reader.edition.tables.some(({ id, optional }) => id === section.id && optional)) return;
  fill(reader, section, { value: undefined, span: reader.notes.span(0, 0) });
  if (misspelt) return;
  const { zh, en } = pathWords(reader.edition, section.path);
  reader.notes.add(
    "GR122",
    undefined,
    { zh: `缺少“${zh}”部分`, en: `the section “${en}” is missing` },
    {
      help: { zh: `补上“${zh}:”；全部为零的，写“${zh}: 0”`, en: `add “${en}:”; write “${en}: 0” if all of it is zero` },
    },
  );
}

/** `lenient`: rows left out count as 0, as among the outcomes of requests. */
function readNode(reader: CellReader, node: KeyNode, keySpan: Span, value: Node | null, lenient: boolean): void {
  if (isMap(value)) {
    if (node.kind === "cell") {
      if (value.items.some(({ key }) => isScalar(key) && idsOf(cellKeys).has(String(key.value))))
        readRemarked(reader, node, keySpan, value);
      else refuseShape(reader, node, value, "GR124");
      return;
    }
    readChildren(reader, node, keySpan, value, lenient);
    return;
  }
  if (value === null || (isScalar(value) && value.type === "PLAIN" && isBlank(String(value.value)))) {
    refuseBlank(reader, node, keySpan, value);
    return;
  }
  if (isAlias(value) || value?.tag !== undefined) {
    fill(reader, node, { value: undefined, span: spanOf(reader.notes, value) }); // said where aliases and tags are
    return;
  }
  if (!isScalar(value)) {
    const [start, end] = value?.range ?? [0, 0];
    if (!missingBraces(reader.notes, start, end, reader.anywhere)) refuseShape(reader, node, value, "GR124");
    return;
  }
  if (node.kind === "cell") {
    readCell(reader, node, value);
    return;
  }
  readPlain(reader, node, value);
}

function readChildren(
  reader: CellReader,
  node: KeyNode,
  keySpan: Span,
  map: Parameters<typeof readEntries>[1],
  lenient: boolean,
): void {
  const { notes } = reader;
  const guessed = new Set<KeyNode>();
  const entries = readEntries<KeyNode>(notes, map, {
    find: (written) => node.child.get(written) ?? openChild(reader, node, written),
    names: () => node.child.keys(),
    where: () => pathWords(reader.edition, node.path),
    elsewhere: reader.elsewhere,
    moved: (written) => reader.moved(node.path, written),
    guessed: (child) => guessed.add(child),
    anywhere: reader.anywhere,
  });
  const below = lenient || addsUp(node);
  for (const entry of entries) readNode(reader, entry.key, entry.keySpan, entry.value, below);
  if (node.activity || node.total) return;
  const given = new Set(entries.map((entry) => entry.key));
  const missing: KeyNode[] = [];
  for (const child of node.children) {
    if (child.total || given.has(child)) continue;
    if (guessed.has(child)) fill(reader, child, { value: undefined, span: keySpan });
    else if (below || (node.kind === "row" && child.kind === "cell")) {
      fill(reader, child, { value: 0, omitted: true, span: keySpan });
    } else {
      missing.push(child);
      fill(reader, child, { value: undefined, span: keySpan });
    }
  }
  // A slip in a key makes its row seem to be missing; the mended text will tell.
  if (missing.length > 0 && notes.edits.length === 0) reportMissing(reader, node, keySpan, missing);
}

/** `{ value: 55, remark: 含自然失效29件 }`. A figure that is left blank is blank, whatever is remarked on it. */
function readRemarked(reader: CellReader, node: KeyNode, keySpan: Span, map: YAMLMap): void {
  const { notes } = reader;
  const where = pathWords(reader.edition, node.path);
  const entries = readKeyed(notes, map, cellKeys, where, reader.anywhere);
  const figure = entries.find(({ key }) => key === cellKeys.value.id);
  if (figure && isMap(figure.value)) refuseShape(reader, node, figure.value, "GR124");
  else if (figure) readNode(reader, node, figure.keySpan, figure.value, false);
  else refuseBlank(reader, node, keySpan, null, false);
  const written = entries.find(({ key }) => key === cellKeys.remark.id);
  const { zh, en } = where;
  const name = { zh: `${zh} · ${cellKeys.remark.name}`, en: `${en}.${cellKeys.remark.id}` };
  const remark = written && readAnnotation(notes, written.value, written.keySpan, name);
  const cell = reader.cells.get(node.path);
  if (remark && cell) set(reader, node, { ...cell, remark });
}

/** A group of rows inside a table whose total says that nothing else belongs to it. */
function addsUp(node: KeyNode): boolean {
  return node.kind === "group" && node.path.includes(".") && node.children.some((child) => child.total);
}

/** What a clerk may call a figure of his own. */
export function isOwnName(written: string): boolean {
  return /^(?!__)[\p{L}\p{N}（）()、·—－_ -]{1,40}$/u.test(written);
}

/** Clerks may add names of their own to an open group: 重点领域. */
function openChild({ labels }: CellReader, node: KeyNode, written: string): KeyNode | undefined {
  if (!node.open || !isOwnName(written)) return undefined;
  const path = join(node.path, written);
  labels.set(path, written);
  const { measure, activity } = node;
  return {
    id: written,
    name: written,
    label: written,
    path,
    kind: "cell",
    children: [],
    child: new Map(),
    measure,
    activity,
    total: false,
    own: false,
    open: false,
  };
}

function readCell(reader: CellReader, node: KeyNode, value: Node & { value: unknown; type?: unknown }): void {
  const { notes } = reader;
  const raw = String(value.value);
  const span = spanOf(notes, value);
  const read = readNumber(raw, value.type !== "PLAIN", node.measure, node.activity);
  if ("code" in read) {
    set(reader, node, { value: undefined, span });
    const slips = notes.edits.length;
    if (read.code === "GR139") slipsIn(reader, value);
    const looksOn = notes.edits.length === slips;
    if (looksOn && (read.code === "GR139" || read.code === "GR132")) flowSlipsIn(reader, value);
    if (notes.edits.length === slips)
      reportCell(reader, node, span, read.code, read.message, read.help, read.plain, read.safe);
    return;
  }
  if (Math.abs(read.value) > implausible[node.measure === "money" ? "money" : "count"]) {
    const message = { zh: `${raw} 大得不合常理`, en: `${raw} is implausibly large` };
    reportCell(reader, node, span, "GR143", message, { zh: "核对是否多打了数字", en: "check for digits typed twice" });
  }
  set(reader, node, { ...read, span });
}

/** A plain number for a row or a group: 0 is zero in every cell below, anything else leaves open where it belongs. */
function readPlain(reader: CellReader, node: KeyNode, value: Node & { value: unknown; type?: unknown }): void {
  const { notes } = reader;
  const raw = String(value.value);
  const span = spanOf(notes, value);
  if (raw === "0" && value.type === "PLAIN") {
    fill(reader, node, { value: 0, span });
    return;
  }
  const slips = notes.edits.length;
  slipsIn(reader, value);
  if (notes.edits.length > slips) return;
  const read = readNumber(raw, value.type !== "PLAIN", node.measure, node.activity);
  if (!("code" in read) && read.value === 0) {
    fill(reader, node, { value: 0, span });
    return;
  }
  fill(reader, node, { value: undefined, span });
  if ("code" in read && read.plain === "0") {
    reportCell(reader, node, span, read.code, read.message, read.help, read.plain, read.safe);
    return;
  }
  if ("code" in read && read.plain === undefined && read.code === "GR139") {
    refuseShape(reader, node, value, "GR124");
    return;
  }
  const first = node.children[0];
  const parts = node.children.map((child) => `${child.name}（${child.id}）`).join("、");
  const message = {
    zh: `只写了一个数 ${raw}，看不出属于哪一${node.kind === "row" ? "栏" : "项"}`,
    en: `a single number ${raw} does not say which ${node.kind === "row" ? "column" : "row"} it belongs to`,
  };
  const help = {
    zh: `分开写：${parts}；例如 { ${first?.name}: ${raw} }`,
    en: `write which: ${node.children.map((child) => child.id).join(", ")}; such as { ${first?.id}: ${raw} }`,
  };
  const total = node.children.find((child) => child.id === "total" && child.activity);
  const fix = total && !("code" in read) ? { span, text: `{ total: ${raw} }`, safe: false } : undefined;
  const { zh, en } = pathWords(reader.edition, node.path);
  notes.add(
    "GR125",
    span,
    { zh: `${zh}：${message.zh}`, en: `${en}: ${message.en}` },
    { help, ...(fix ? { fix } : {}) },
  );
}

/** Looks for slips in a scalar that stands where something else is needed: 名称：某镇 below 单位. */
function slipsIn(reader: CellReader, value: Node & { type?: unknown }): void {
  const [start, end] = value.range ?? [0, 0];
  const { notes, anywhere } = reader;
  if (value.type !== "PLAIN" || missingBraces(notes, start, end, anywhere)) return;
  if (!runOnEntries(notes, start, end, anywhere)) findSlips(notes, start, end, anywhere);
}

/** 13，商业企业：2 in a `{ … }` is all one value to YAML. */
function flowSlipsIn({ notes, anywhere }: CellReader, value: Node): void {
  const [start, end] = value.range ?? [0, 0];
  const written = notes.text.slice(start, Math.min(end, start + 400));
  if (/[，、][ \u3000]{0,9}[^\s:：，、]{1,40}[ \u3000]{0,9}[:：]/.test(written))
    findFlowSlips(notes, start, end, anywhere);
}

function refuseBlank(reader: CellReader, node: KeyNode, keySpan: Span, value: Node | null, keyed = true): void {
  const { notes } = reader;
  const written =
    value?.range && value.range[1] > value.range[0] ? notes.text.slice(value.range[0], value.range[1]) : "";
  const span = written === "" ? keySpan : spanOf(notes, value);
  fill(reader, node, { value: undefined, span });
  const message =
    written === ""
      ? { zh: "没有填", en: "left blank" }
      : { zh: `写了“${written}”，不是数`, en: `“${written}” is not a number` };
  const several =
    node.kind === "cell"
      ? { zh: "", en: "" }
      : { zh: `（整行只写“${node.name}: 0”）`, en: ` (“${node.id}: 0” for all of it)` };
  const help = {
    zh: `确实没有的，写 0${several.zh}；还没有统计的，补上数字`,
    en: `write 0 if there is none${several.en}; otherwise add the figure`,
  };
  // Without its key there is no place to write the 0 to.
  const fix = keyed ? blankFix(notes, value, span, written === "") : undefined;
  reportCell(reader, node, span, "GR130", message, help, undefined, false, fix);
}

/** A 0 in place of what was written, or after the colon, or after a key without one (`{ naturalPerson }`). */
function blankFix(notes: Notes, value: Node | null, span: Span, empty: boolean): Fix {
  if (!empty) return { span, text: "0", safe: false };
  const colon = value?.range ? notes.text.lastIndexOf(":", value.range[0]) : -1;
  if (colon >= 0) return { span: notes.span(colon + 1, colon + 1), text: " 0", safe: false };
  return { span: { ...span, start: span.end }, text: ": 0", safe: false };
}

function refuseShape(reader: CellReader, node: KeyNode, value: Node | null, code: Code): void {
  const span = spanOf(reader.notes, value);
  fill(reader, node, { value: undefined, span });
  if (node.kind === "cell") {
    const message = { zh: "这里只写一个数", en: "one number is needed here" };
    reportCell(reader, node, span, code, message, {
      zh: "去掉下级或列表，只写数字",
      en: "write a number, not a list or a map",
    });
    return;
  }
  const parts = node.children.map((child) => child.name).join("、");
  const ids = node.children.map((child) => child.id).join(", ");
  const message = { zh: "这里要分项写数", en: "figures by name are needed here" };
  const help = {
    zh: `分项：${parts || "名称: 数"}；全部为零的，只写 0`,
    en: `names: ${ids || "name: number"}; or a plain 0 for all`,
  };
  reportCell(reader, node, span, code, message, help);
}

function reportMissing(reader: CellReader, node: KeyNode, keySpan: Span, missing: readonly KeyNode[]): void {
  const names = missing.map((child) => child.name).join("、");
  const ids = missing.map((child) => child.id).join(", ");
  const { zh, en } = pathWords(reader.edition, node.path);
  reader.notes.add(
    "GR123",
    keySpan,
    { zh: `${zh}：缺少 ${names}`, en: `${en}: missing ${ids}` },
    {
      help: {
        zh: `补上；没有的写 0，如“${missing[0]?.name}: 0”`,
        en: `add ${missing.length === 1 ? "it" : "them"}; 0 if there is none, as “${missing[0]?.id}: 0”`,
      },
    },
  );
}

function reportCell(
  reader: CellReader,
  node: KeyNode,
  span: Span,
  code: Code,
  message: Text,
  help: Text,
  plain?: string,
  safe = false,
  fix: Fix | undefined = plain === undefined ? undefined : { span, text: plain, safe },
): void {
  const { zh, en } = pathWords(reader.edition, node.path);
  reader.notes.add(
    code,
    span,
    { zh: `${zh}：${message.zh}`, en: `${en}: ${message.en}` },
    { help, ...(fix ? { fix } : {}) },
  );
}

/**
 * Gives every input cell from `node` down the same state. Beside its terms a total of 0 says nothing;
 * only a row of totals that is itself written as 0 is a checksum.
 */
function fill(reader: CellReader, node: KeyNode, cell: Cell, total: boolean = node.total): void {
  if (node.kind === "cell") {
    if (cell.value !== undefined || !(total || node.activity)) set(reader, node, cell);
    return;
  }
  for (const child of node.children) if (total || !child.total) fill(reader, child, cell, total);
}

function set({ cells, labels }: CellReader, node: KeyNode, cell: Cell): void {
  cells.set(node.path, cell);
  if (node.activity && !labels.has(node.path)) labels.set(node.path, node.name);
}

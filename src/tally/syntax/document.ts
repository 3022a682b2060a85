import { type Document, isAlias, isMap, isScalar, type Node, parseDocument, visit, type YAMLMap } from "yaml";
import type { Span, Text } from "../../core/diagnostic.ts";
import { forbiddenIn, forbiddenMessage, removeIt } from "./characters.ts";
import type { Notes } from "./notes.ts";
import { yamlWords } from "./yaml-words.ts";

/** How much a file may hold before it is parsed, and what is said where it holds more. */
export interface DocumentLimits {
  /** Marks that make a list, a key or a line; an ordinary tally has some five hundred. */
  readonly marks: number;
  readonly message: Text;
  readonly help: Text;
}

/**
 * The file's outermost map. Every scalar stays the text it was written as, since `012`, `1e3` or `no` mean something only
 * to the cell they stand in; hence the failsafe schema. Undefined when the text is not YAML, or none that is accepted here.
 */
export function readDocument(notes: Notes, limits: DocumentLimits = tallyLimits): YAMLMap | undefined {
  if (!refuseTooMany(notes, limits) || !refuseConflict(notes)) return undefined;
  const document = parseDocument(notes.text, {
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  if (document.errors.length > 0) {
    reportErrors(notes, document);
    return undefined;
  }
  // Anchors, tags and escapes all need one of these; most tallies have none and are not walked twice.
  if (/[&*!\\]/.test(notes.text)) inspect(notes, document);
  return outermost(notes, document.contents);
}

function outermost(notes: Notes, contents: unknown): YAMLMap | undefined {
  if (isMap(contents)) return contents;
  if (contents === null || (isScalar(contents) && /^(?:~|null)?$/i.test(String(contents.value)))) {
    notes.add("GR114", undefined, { zh: "文件是空的，没有填写内容", en: "the file is empty" }, { help: startAnew });
  } else {
    const span = spanOf(notes, contents as Node);
    const message = {
      zh: "文件应由“名称: 内容”各行组成，这里不是",
      en: "a file consists of lines “key: value”; this does not",
    };
    notes.add("GR115", span, message, { help: startAnew });
  }
  return undefined;
}

const startAnew: Text = {
  zh: "可用 gov-report init 生成一份带说明的空表",
  en: "gov-report init writes a commented form to fill in",
};

/** The place of a value, or of an empty place after a key. */
export function spanOf(notes: Notes, node: Node | null | undefined): Span {
  const [start, end] = node?.range ?? [0, 0];
  return notes.span(start, end);
}

/** What Git leaves in a file that two people have changed: nobody but them knows which of the two is right. */
function refuseConflict(notes: Notes): boolean {
  const { text } = notes;
  const start = /^<{7}(?: .*)?$/m.exec(text);
  const end = start && /^>{7}(?: .*)?$/m.exec(text.slice(start.index));
  if (!start || !end) return true;
  const at = start.index + end.index;
  const message = {
    zh: "两个人的改动没有合并好：“<<<<<<<”和“>>>>>>>”之间是同一处的两个版本（Git 合并冲突）",
    en: "two changes were not merged: between “<<<<<<<” and “>>>>>>>” stand two versions of one place (a Git conflict)",
  };
  const help = {
    zh: "上下两段只留正确的一段，删去“<<<<<<<”“=======”“>>>>>>>”三行；有几处都这样改",
    en: "keep the right one of the two, and delete the lines of “<<<<<<<”, “=======” and “>>>>>>>”, in every such place",
  };
  const last = { span: notes.span(at, at + end[0].length), message: { zh: "到这里为止", en: "it ends here" } };
  notes.add("GR117", notes.span(start.index, start.index + start[0].length), message, { help, related: [last] });
  return false;
}

function refuseTooMany(notes: Notes, { marks: most, message, help }: DocumentLimits): boolean {
  const { text } = notes;
  if (text.length <= most) return true;
  let marks = 0;
  for (let i = 0; i < text.length; i++) if (markCodes.has(text.charCodeAt(i))) marks++;
  if (marks <= most) return true;
  notes.add("GR113", undefined, message, { help });
  return false;
}

const otherFile: Text = {
  zh: "一个文件只放一个单位一年的数据；确认没有误选其他文件",
  en: "one file holds one unit's figures of one year; check that this is the right file",
};

const tallyLimits: DocumentLimits = {
  marks: 20_000,
  message: { zh: "文件里的行和条目太多，不像是填报数据", en: "the file has too many lines and entries for a tally" },
  help: otherFile,
};

/** Newline and `! " % & ' * , - : ? [ {`, by code: this runs over a megabyte. */
const markCodes: ReadonlySet<number> = new Set([10, 33, 34, 37, 38, 39, 42, 44, 45, 58, 63, 91, 123]);

/** Only the first: what the parser says after it mostly follows from it. */
function reportErrors(notes: Notes, document: Document): void {
  const { errors } = document;
  const deep = errors.find((error) => error.code === "RESOURCE_EXHAUSTION");
  if (deep) {
    const message = { zh: "一层套一层太深，不像是填报数据", en: "nested too deeply for a tally" };
    notes.add("GR113", notes.span(...deep.pos), message, { help: otherFile });
    return;
  }
  const several = errors.find((error) => error.code === "MULTIPLE_DOCS");
  const [first] = errors;
  if (several && several === first) {
    const message = { zh: "文件中间有“---”，成了好几份", en: "the file holds several documents (“---”)" };
    const help = { zh: "一个文件只放一个单位一年的数据，分成几个文件", en: "put one unit's tally into one file" };
    const at = notes.text.startsWith("---", several.pos[0]) ? 3 : Math.max(1, several.pos[1] - several.pos[0]);
    notes.add("GR111", notes.span(several.pos[0], several.pos[0] + at), message, { help });
    return;
  }
  if (!first) return;
  const [start, end] = placeOf(notes, document, first);
  const line = notes.text.indexOf("\n", start);
  const { message, help, tag } = yamlWords(
    start > first.pos[0] ? "BAD_INDENT" : first.code,
    first.message,
    notes.text,
    start,
  );
  if (tag !== undefined) {
    notes.add("GR106", notes.span(tag, tag + 2), message, { help });
    return;
  }
  const stop = line >= 0 && line < end ? Math.max(line, start + 1) : end;
  notes.add(first.code === "TAB_AS_INDENT" ? "GR107" : "GR106", notes.span(start, stop), message, { help });
}

/** The parser points at where it noticed; a half quote and a line set too deep are shown where they are. */
function placeOf(
  { text }: Notes,
  document: Document,
  { code, pos, message }: Document["errors"][number],
): [number, number] {
  const [at] = pos;
  if (code === "MISSING_CHAR" && message.includes("closing")) {
    let open = at;
    visit(document, {
      Scalar: (_, { type, range }) => {
        if (range && type?.startsWith("QUOTE") && range[0] < at && range[1] >= at) open = range[0];
      },
    });
    return [open, open + 1];
  }
  const deeper = document.errors.some((other) => other.code === "MULTILINE_IMPLICIT_KEY" && other.pos[0] === at);
  const newline = text.indexOf("\n", at);
  const ofLine = code === "BAD_INDENT" && (at === 0 || text[at - 1] === "\n") && text[at] === " ";
  if (!ofLine && (code !== "BLOCK_AS_IMPLICIT_KEY" || !deeper || newline < 0)) return pos;
  let word = ofLine ? at : newline + 1;
  while (text[word] === " " || text[word] === "\n" || text[word] === "\r") word++;
  return [text.lastIndexOf("\n", word) + 1, word];
}

/** Anchors, aliases and tags are refused; escapes may not bring in what the file itself may not hold. */
function inspect(notes: Notes, document: Document): void {
  visit(document, {
    Node: (_, node) => {
      const start = node.range?.[0] ?? 0;
      if (isAlias(node)) return refuseMachinery(notes, start, `*${node.source}`);
      if (node.anchor !== undefined) refuseMachinery(notes, before(notes, `&${node.anchor}`, start), `&${node.anchor}`);
      if (node.tag !== undefined) {
        const at = notes.text.lastIndexOf("!", Math.max(0, start - 1));
        const mark = /^!+[^\s,{}[\]]*/.exec(notes.text.slice(start, start + 60))?.[0];
        const begin = mark ? start : notes.text.slice(Math.max(0, at - 1), at) === "!" ? at - 1 : at;
        refuseMachinery(notes, begin, /^\S{1,60}/.exec(notes.text.slice(begin, begin + 60))?.[0] ?? "!");
      }
      if (isScalar(node) && node.type === "QUOTE_DOUBLE") refuseEscapes(notes, node);
      return undefined;
    },
  });
}

function before(notes: Notes, mark: string, start: number): number {
  const at = notes.text.lastIndexOf(mark, start);
  return at < 0 ? start : at;
}

function refuseMachinery(notes: Notes, start: number, written: string): void {
  const message = {
    zh: `填报文件不用锚点、引用和标签（${written}）`,
    en: `anchors, aliases and tags are not used in a tally (${written})`,
  };
  notes.add("GR112", notes.span(start, start + written.length), message, {
    help: {
      zh: "每个数都直接写出来；以 &、*、! 开头的文字要加引号",
      en: "write every figure out; put a text that begins with &, * or ! in quotes",
    },
  });
}

function refuseEscapes(notes: Notes, node: Node & { readonly value: unknown }): void {
  const [start, end] = node.range ?? [0, 0];
  const raw = notes.text.slice(start, end);
  const found = raw.includes("\\") ? forbiddenIn(String(node.value)) : undefined;
  if (found !== undefined) notes.add("GR105", notes.span(start, end), forbiddenMessage(found), { help: removeIt });
}

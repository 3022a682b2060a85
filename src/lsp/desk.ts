import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Position, Range } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Lang, Span, Text } from "../core/diagnostic.ts";
import { lineStarts, placeNameAt, positionAt, type Source } from "../core/text/source.ts";

/** A file that is open in the editor, as it stands there. */
export interface OpenFile {
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  /** Without a byte order mark. */
  readonly text: string;
  /** Whether the editor has the byte order mark as a character before the text. */
  readonly marked: boolean;
}

/** A place in a file, as the protocol has it. */
export interface FilePlace {
  readonly uri: string;
  readonly range: Range;
}

/** The files that are open, and how places in them and in others are told to the editor. */
export class Desk {
  readonly cwd: string;
  readonly lang: Lang;
  /** Texts of the open files by path, for whoever reads them. */
  readonly unsaved: Map<string, string> = new Map<string, string>();
  readonly #byPath = new Map<string, OpenFile>();
  readonly #byUri = new Map<string, OpenFile>();

  constructor(cwd: string, lang: Lang) {
    this.cwd = cwd;
    this.lang = lang;
  }

  localize(text: Text): string {
    return text[this.lang];
  }

  get all(): Iterable<OpenFile> {
    return this.#byUri.values();
  }

  at(uri: string): OpenFile | undefined {
    return this.#byUri.get(uri);
  }

  /** Takes a document for what it says now. */
  open(document: TextDocument): OpenFile {
    const text = document.getText();
    const marked = text.startsWith("\ufeff");
    const path = this.pathOf(document.uri);
    const own = { uri: document.uri, path, version: document.version, marked, text: marked ? text.slice(1) : text };
    this.unsaved.set(path, own.text);
    this.#byPath.set(path, own);
    this.#byUri.set(document.uri, own);
    return own;
  }

  remove(uri: string): OpenFile | undefined {
    const file = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    if (!file) return undefined;
    this.unsaved.delete(file.path);
    this.#byPath.delete(file.path);
    return file;
  }

  /** A file that was never saved has a path all the same, as if it lay in the folder of the server. */
  pathOf(uri: string): string {
    if (uri.startsWith("file:")) return fileURLToPath(uri);
    return resolve(this.cwd, decodeURIComponent(uri.replace(/^[a-z-]+:\/*/i, "")) || "untitled");
  }

  /** As the editor calls a file that it has open; `file` may be as messages call it. */
  uriOf(file: string): string {
    const path = resolve(this.cwd, file);
    return this.#byPath.get(path)?.uri ?? pathToFileURL(path).href;
  }

  /** The offset in the text of a position in an open file. */
  offsetIn({ text, marked }: OpenFile, { line, character }: Position): number {
    const starts = lineStarts(text);
    const start = starts[line];
    if (start === undefined) return text.length;
    const end = starts[line + 1] ?? text.length;
    return Math.min(end, start + Math.max(0, line === 0 && marked ? character - 1 : character));
  }

  rangeIn({ text, marked }: OpenFile, start: number, end: number): Range {
    return toRange(text, start, end, marked);
  }

  /** Where a span is; a file that has no lines, or no text at hand, is meant as a whole. */
  placeOf(span: Span, sources: readonly Source[]): FilePlace & { readonly name?: Text } {
    const uri = this.uriOf(span.file);
    const source = sources.find(({ file }) => file === span.file);
    if (!source) return { uri, range: wholeFile };
    const name = placeNameAt(source, span.start);
    if (name || source.form) return { uri, range: wholeFile, ...(name && { name }) };
    const marked = this.#byPath.get(resolve(this.cwd, span.file))?.marked ?? false;
    return { uri, range: toRange(source.text, span.start, span.end, marked) };
  }
}

export const wholeFile: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function toRange(text: string, start: number, end: number, marked: boolean): Range {
  const starts = lineStarts(text);
  const at = (offset: number): Position => {
    const { line, column } = positionAt(starts, Math.min(Math.max(0, offset), text.length));
    return { line: line - 1, character: column - 1 + (line === 1 && marked ? 1 : 0) };
  };
  return { start: at(start), end: at(Math.max(start, end)) };
}

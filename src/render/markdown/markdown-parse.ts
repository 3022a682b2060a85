import Handlebars from "handlebars";
import { severityOf } from "../../catalogue/index.ts";
import type { Checked, Diagnostic } from "../../core/diagnostic.ts";
import type { Template } from "../../core/report.ts";
import { lineStarts } from "../../core/text/source.ts";
import type { MarkdownPlace } from "./markdown-check.ts";

export interface ParsedTemplate {
  readonly program: hbs.AST.Program;
  readonly place: MarkdownPlace;
}

/** UTF-16 units; the shipped template has about a thousand. */
const longest = 200_000;

/** A text template's bytes as a tree. Line breaks become LF, so that a template saved on Windows prints the same. */
export function parseTemplate({ name: file, bytes }: Template): Checked<ParsedTemplate> {
  const text = decode(bytes);
  if (text === undefined || text.length > longest) {
    return fail(file, {
      zh: text === undefined ? "模板不是 UTF-8 编码" : "模板太大",
      en: text === undefined ? "the template is not UTF-8" : "the template is too large",
    });
  }
  const starts = lineStarts(text);
  const offset = ({ line, column }: hbs.AST.Position): number =>
    Math.min(text.length, (starts[line - 1] ?? 0) + column);
  const span: MarkdownPlace["span"] = (loc) => ({ start: offset(loc.start), end: offset(loc.end) });
  try {
    // CRLF counts as one line break for the parser too, and stands at a line's end: no column moves.
    const program = Handlebars.parse(text.replace(/\r\n?/g, "\n"));
    return { value: { program, place: { file, span } }, diagnostics: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const line = Number(/line (\d+)/.exec(message)?.[1] ?? / - (\d+):\d+$/.exec(message)?.[1] ?? 1);
    const start = starts[line - 1] ?? 0;
    const end = Math.max(start, (starts[line] ?? text.length + 1) - 1);
    const words = {
      zh: `模板第${line}行的标记有误，可能没有成对`,
      en: `a tag on line ${line} of the template cannot be read or has no match`,
    };
    return fail(file, words, { start, end });
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function fail(
  file: string,
  message: Diagnostic["message"],
  span?: { readonly start: number; readonly end: number },
): Checked<ParsedTemplate> {
  const help = { zh: "请对照随程序提供的模板改正", en: "compare it with the template shipped with the program" };
  return {
    value: undefined,
    diagnostics: [
      {
        code: "GR714",
        severity: severityOf("GR714"),
        message,
        file,
        help,
        related: [],
        ...(span ? { span: { file, ...span } } : {}),
      },
    ],
  };
}

import { type Diagnostic, type Kind, kindOf, type Lang } from "../core/diagnostic.ts";
import { lineStarts, placeNameAt, positionAt, type Source } from "../core/text/source.ts";
import { type Snippet, type SnippetMark, snippet } from "./snippet.ts";
import type { Style } from "./style.ts";
import { visible } from "./width.ts";
import { acceptance, kindNames } from "./words.ts";

export interface PrettyOptions {
  readonly lang: Lang;
  readonly style: Style;
  /** The text of a file, for the lines under a message. */
  readonly source: (file: string) => Source | undefined;
}

const colours: Record<Kind, "red" | "yellow" | "cyan" | "gray"> = {
  fault: "red",
  error: "red",
  warning: "yellow",
  info: "cyan",
  waived: "gray",
  notEvaluated: "cyan",
};

/** One diagnostic for people: what, where with the source under it, what to do. */
export function pretty(diagnostic: Diagnostic, { lang, style, source }: PrettyOptions): string {
  const colon = lang === "zh" ? "：" : ": ";
  const kind = kindOf(diagnostic);
  const name = `${kindNames[kind][lang]}[${diagnostic.code}]`;
  const message = visible(diagnostic.message[lang]);
  const lines = [`${style(["bold", colours[kind]], name)}${style("bold", `${colon}${message}`)}`];
  let indent = plainIndent;
  for (const file of filesOf(diagnostic)) {
    const framed = frameOf(diagnostic, file, { lang, style, source });
    indent = framed.indent;
    lines.push(...framed.lines);
  }
  const foot = (text: string) => lines.push(`${" ".repeat(indent)}${style("blue", "╰")} ${text}`);
  // What has been accepted needs no advice.
  if (diagnostic.waiver) foot(visible(acceptance(diagnostic, lang)));
  else if (diagnostic.help) {
    const word = lang === "zh" ? "建议：" : "help: ";
    foot(`${style("green", word)}${visible(diagnostic.help[lang])}`);
  }
  return lines.join("\n");
}

/** The diagnostic's own file first, then those of related places. */
function filesOf(diagnostic: Diagnostic): readonly string[] {
  const files = [diagnostic.span?.file ?? diagnostic.file, ...diagnostic.related.map((related) => related.span.file)];
  return [...new Set(files)];
}

/** Where a message without lines under it is indented to. */
const plainIndent = 3;

function frameOf(diagnostic: Diagnostic, file: string, { lang, style, source }: PrettyOptions): Snippet {
  const marks: SnippetMark[] = [];
  if (diagnostic.span?.file === file) marks.push({ span: diagnostic.span, label: "", primary: true });
  for (const related of diagnostic.related) {
    if (related.span.file !== file) continue;
    marks.push({ span: related.span, label: visible(related.message[lang]), primary: false });
  }
  const text = source(file);
  const [first] = marks;
  const head = (indent: number, place: string) =>
    `${" ".repeat(indent)}${style("blue", "╭▸")} ${visible(file)}${place}`;
  if (!first || !text) return { indent: plainIndent, lines: [head(plainIndent, "")] };
  const name = placeNameAt(text, first.span.start);
  if (text.form) return { indent: plainIndent, lines: [head(plainIndent, name ? ` ${name[lang]}` : "")] };
  const { line, column } = positionAt(lineStarts(text.text), first.span.start);
  const more = (count: number) => (lang === "zh" ? `……另有 ${count} 处` : `… and ${count} more`);
  const { indent, lines } = snippet(text, marks, style, more);
  return { indent, lines: [head(indent, name ? ` ${name[lang]}` : `:${line}:${column}`), ...lines] };
}

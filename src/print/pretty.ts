import type { Diagnostic, Severity, Text } from "../core/diagnostic.ts";
import { lineStarts, positionAt, type Source } from "../core/source.ts";
import { frame, type Mark } from "./frame.ts";
import type { Style } from "./style.ts";
import { visible } from "./width.ts";

export type Lang = keyof Text;

export interface PrettyOptions {
  readonly lang: Lang;
  readonly style: Style;
  /** The text of a file, for the lines under a message. */
  readonly source: (file: string) => Source | undefined;
}

export const severityNames: Record<Severity, Text> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  info: { zh: "提示", en: "note" },
};
const colours: Record<Severity, "red" | "yellow" | "cyan"> = { error: "red", warning: "yellow", info: "cyan" };

/** One diagnostic for people: what, where with the source under it, what to do. */
export function pretty(diagnostic: Diagnostic, { lang, style, source }: PrettyOptions): string {
  const colon = lang === "zh" ? "：" : ": ";
  const name = `${severityNames[diagnostic.severity][lang]}[${diagnostic.code}]`;
  const message = visible(diagnostic.message[lang]);
  const lines = [`${style(["bold", colours[diagnostic.severity]], name)}${style("bold", `${colon}${message}`)}`];
  for (const file of filesOf(diagnostic)) lines.push(...framed(diagnostic, file, { lang, style, source }));
  if (diagnostic.help) {
    const word = lang === "zh" ? "建议：" : "help: ";
    lines.push(`   ${style("blue", "╰")} ${style("green", word)}${visible(diagnostic.help[lang])}`);
  }
  return lines.join("\n");
}

/** The diagnostic's own file first, then those of related places. */
function filesOf(diagnostic: Diagnostic): readonly string[] {
  const files = [diagnostic.span?.file ?? diagnostic.file, ...diagnostic.related.map((related) => related.span.file)];
  return [...new Set(files)];
}

function framed(diagnostic: Diagnostic, file: string, { lang, style, source }: PrettyOptions): string[] {
  const marks: Mark[] = [];
  if (diagnostic.span?.file === file) marks.push({ span: diagnostic.span, label: "", primary: true });
  for (const related of diagnostic.related) {
    if (related.span.file !== file) continue;
    marks.push({ span: related.span, label: visible(related.message[lang]), primary: false });
  }
  const text = source(file);
  const [first] = marks;
  if (!first || !text) return [`   ${style("blue", "╭▸")} ${visible(file)}`];
  const { line, column } = positionAt(lineStarts(text.text), first.span.start);
  const more = (count: number) => (lang === "zh" ? `……另有 ${count} 处` : `… and ${count} more`);
  return [`   ${style("blue", "╭▸")} ${visible(file)}:${line}:${column}`, ...frame(text, marks, style, more)];
}

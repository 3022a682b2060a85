import { type FileChild, Paragraph, TextRun } from "docx";

/** Block tags stand alone in their paragraphs, which are lifted out when the template is compiled. */
export function each(name: string, children: readonly FileChild[]): readonly FileChild[] {
  return [tag(`{{#each ${name}}}`), ...children, tag("{{/each}}")];
}

export function when(name: string, children: readonly FileChild[]): readonly FileChild[] {
  return [tag(`{{#if ${name}}}`), ...children, tag("{{/if}}")];
}

export function tag(text: string): Paragraph {
  return new Paragraph({ style: "Tag", children: [new TextRun(text)] });
}

export function styled(style: string, text: string): Paragraph {
  return new Paragraph({ style, children: [run(text)] });
}

/** Quotation marks and dashes take the Chinese face only where they are said to be Chinese. */
export function run(text: string, style?: string): TextRun {
  return new TextRun({ text, font: { hint: "eastAsia" }, ...(style === undefined ? {} : { style }) });
}

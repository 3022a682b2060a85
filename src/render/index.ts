import type { Checked } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { Format } from "../core/formats.ts";
import type { Renderer, Template } from "../core/report.ts";
import type { MarkdownOptions } from "./markdown/markdown.ts";
import type { Codec } from "./office/codec.ts";
import { moduleSource } from "./office/precompiled.ts";

export { noPlaceForAnnexes } from "./annex/annex-place.ts";
export type { MarkdownOptions } from "./markdown/markdown.ts";
export type { Codec } from "./office/codec.ts";
export { fromPrecompiled, type Precompiled } from "./office/precompiled.ts";

export interface RenderOptions extends MarkdownOptions {
  readonly codec: Codec;
}

/** The renderer of a format. What it needs is loaded only now; a compiler only where something is compiled. */
export async function renderer(format: Format, options: RenderOptions): Promise<Renderer> {
  return renderers[format](options);
}

const renderers: Readonly<Record<Format, (options: RenderOptions) => Renderer | Promise<Renderer>>> = {
  docx: ({ codec }) => office("docx", codec),
  xlsx: ({ codec }) => office("xlsx", codec),
  md: async (options) => (await import("./markdown/markdown.ts")).markdownRenderer(options),
};

function office(format: "docx" | "xlsx", codec: Codec): Renderer {
  return {
    format,
    async compile(template, edition) {
      const { compileOffice } = await import("./office/compile.ts");
      const { value, diagnostics } = compileOffice(format, template, edition, codec);
      return { value: value?.stamp, diagnostics };
    },
  };
}

/** A template as the source of a module whose default export is a `Precompiled`. `hash` says of which template it was made. */
export async function precompileTemplate(
  template: Template,
  edition: Edition,
  { codec, hash }: { readonly codec: Codec; readonly hash: string },
): Promise<Checked<string>> {
  const format = /\.(docx|xlsx)$/.exec(template.name)?.[1];
  if (format !== "docx" && format !== "xlsx") throw new Error(`${template.name}: neither .docx nor .xlsx`);
  const { compileOffice } = await import("./office/compile.ts");
  const { value, diagnostics } = compileOffice(format, template, edition, codec);
  return { value: value && moduleSource(format, value.parts, hash), diagnostics };
}

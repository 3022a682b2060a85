import type { Checked } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { Format, Renderer, Template } from "../core/report.ts";
import type { MarkdownOptions } from "./markdown/markdown.ts";
import { fromPrecompiled, moduleSource, type Precompiled } from "./office/precompiled.ts";

export { noPlaceForAnnexes } from "./annex/annex-place.ts";
export type { MarkdownOptions } from "./markdown/markdown.ts";
export { StampError } from "./office/faults.ts";

/** The renderer of a format. What it needs is loaded only now; a compiler only where something is compiled. */
export async function renderer(format: Format, options: MarkdownOptions): Promise<Renderer> {
  if (format !== "md") return office(format);
  const { markdownRenderer } = await import("./markdown/markdown.ts");
  return markdownRenderer(options);
}

function office(format: "docx" | "xlsx"): Renderer {
  return {
    format,
    async compile(template, edition) {
      const { compileOffice } = await import("./office/compile.ts");
      const { value, diagnostics } = compileOffice(format, template, edition);
      return { value: value?.stamp, diagnostics };
    },
    async load(template, path) {
      const { pathToFileURL } = await import("node:url");
      const module: { readonly default: Precompiled } | undefined = await import(pathToFileURL(path).href).catch(
        () => undefined,
      );
      return module && fromPrecompiled(module.default, template.bytes);
    },
  };
}

/** A template as the source of a module that `load` takes: the compiler is then not needed when reports are built. */
export async function precompileTemplate(template: Template, edition: Edition): Promise<Checked<string>> {
  const format = /\.(docx|xlsx)$/.exec(template.name)?.[1];
  if (format !== "docx" && format !== "xlsx") throw new Error(`${template.name}: neither .docx nor .xlsx`);
  const { compileOffice } = await import("./office/compile.ts");
  const { value, diagnostics } = compileOffice(format, template, edition);
  return { value: value && moduleSource(format, value.parts, template.bytes), diagnostics };
}

import { severityOf } from "../catalogue/index.ts";
import type { Checked, Diagnostic } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { pathWords } from "../core/form/words.ts";
import type { Format } from "../core/formats.ts";
import type { Renderer, ReportModel, Template, TemplatePlaces } from "../core/report.ts";
import type { Codec } from "../ooxml/codec.ts";
import type { MarkdownOptions } from "./markdown/markdown.ts";
import { moduleSource } from "./office/precompiled.ts";

export { type Codec, deflateLevel } from "../ooxml/codec.ts";
export { fromPrecompiled, type Precompiled, readModule } from "./office/precompiled.ts";
export { holdsBlocks } from "./view.ts";

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
  html: async () => (await import("./html/html.ts")).htmlRenderer("html"),
  "fragment.html": async () => (await import("./html/html.ts")).htmlRenderer("fragment.html"),
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

/** A template of a clerk's own from before there were annexes, and a unit that has some: they would be lost unseen. */
export function noPlaceForAnnexes(edition: string, name: string): Diagnostic {
  const file = `${edition}/${name}`;
  const markdown = name.endsWith(".hbs");
  const sheet = name.endsWith(".xlsx");
  return {
    code: "GR731",
    severity: severityOf("GR731"),
    message: {
      zh: `模板 ${file} 没有放附件的地方，附件没有印出`,
      en: `template ${file} has no place for annexes: they are not printed`,
    },
    file,
    help: markdown
      ? {
          zh: "在正文之后加上 {{#each annexes}}…{{/each}}，写法见随程序提供的同名模板",
          en: "add {{#each annexes}}…{{/each}} behind the text, as the shipped template of that name has it",
        }
      : sheet
        ? {
            zh: "从随程序提供的 report.xlsx 把“附表”这张工作表复制过来（gov-report template copy 可取得）",
            en: "copy the sheet 附表 from the shipped report.xlsx (gov-report template copy gives it)",
          }
        : {
            zh: "在署名和日期之后加一段，只写 {{annexes}}；样式可从随程序提供的 report.docx 复制",
            en: "add a paragraph with nothing but {{annexes}} behind the signature; its styles are in the shipped report.docx",
          },
    related: [],
  };
}

/** The same, and a text that holds a table, a list or a picture: it is printed, but as lines of prose. */
export function noPlaceForBlocks(edition: string, name: string): Diagnostic {
  const file = `${edition}/${name}`;
  return {
    code: "GR731",
    severity: severityOf("GR731"),
    message: {
      zh: `模板 ${file} 没有放正文中表格、列表和图片的地方，已改成文字印出`,
      en: `template ${file} has no place for tables, lists and pictures of texts: they are printed as sentences`,
    },
    file,
    help: name.endsWith(".hbs")
      ? {
          zh: "在 {{#each paragraphs}} 里加上 {{else if block}} 和 {{block}} 两行，写法见随程序提供的同名模板",
          en: "add the lines {{else if block}} and {{block}} inside {{#each paragraphs}}, as the shipped template of that name has them",
        }
      : {
          zh: "在印正文的 {{#each}} 里加三段：{{#if block}}、{{block}}、{{/if}}，写法见随程序提供的 report.docx",
          en: "add three paragraphs inside the {{#each}} of the texts, {{#if block}}, {{block}} and {{/if}}, as the shipped report.docx has them",
        },
    related: [],
  };
}

/** Notes and remarks for which a template of a clerk's own has no place: they would be lost unseen. */
export function noPlaceForAnnotations(
  report: ReportModel,
  places: TemplatePlaces,
  name: string,
  edition: Pick<Edition, "id" | "keys">,
): readonly Diagnostic[] {
  const { notes, remarks = new Map<string, string>(), sections } = report;
  const file = `${edition.id}/${name}`;
  const tables = new Set(sections.flatMap(({ tables }) => tables.map(({ table }) => table)));
  const lostNotes = Object.keys(notes).filter((table) => tables.has(table) && !places.notes(table));
  const lostRemarks = [...remarks.keys()].filter(
    (path) => tables.has(path.split(".")[0] ?? "") && !places.remark(path),
  );
  const lost = [
    ...lostNotes.map((table) => ({
      zh: `“${pathWords(edition, table).zh}”表下的注没有印出`,
      en: `the notes under ${table} are not printed`,
      help: {
        zh: `在该表下面加上 ${name.endsWith(".xlsx") ? `一行，合并各列，写 {{noteText.${table}}}` : `{{#each notes.${table}}}、{{this}}、{{/each}} 各一段`}，写法见随程序提供的模板`,
        en: `add ${name.endsWith(".xlsx") ? `a merged row with {{noteText.${table}}}` : `paragraphs {{#each notes.${table}}}, {{this}}, {{/each}}`} under the table, as the shipped template has it`,
      },
    })),
    ...lostRemarks.map((path) => ({
      zh: `“${pathWords(edition, path).zh}”的说明没有印出`,
      en: `the remark on ${path} is not printed`,
      help: {
        zh: `说明印在表格里单独占一格的 {{${path}}} 后面，请在表里留出这一格`,
        en: `a remark is printed behind a {{${path}}} that has a cell of a table to itself`,
      },
    })),
  ];
  return lost.map(({ zh, en, help }) => ({
    ...{ code: "GR381", severity: severityOf("GR381"), file, help, related: [] },
    message: { zh: `模板 ${file}：${zh}`, en: `template ${file}: ${en}` },
  }));
}

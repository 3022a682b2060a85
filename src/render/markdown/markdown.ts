import Handlebars from "handlebars";
import { severityOf } from "../../catalogue/index.ts";
import type { Checked, Diagnostic } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Layout } from "../../core/form/laid-table.ts";
import { helpers } from "../../core/helpers.ts";
import type { Renderer, ReportModel, Stamp, Template } from "../../core/report.ts";
import { viewOf } from "../view.ts";
import { checkTemplate, isBlock, isMustache, isTableCall, templateHelpers } from "./markdown-check.ts";
import { escapeMarkdown } from "./markdown-escape.ts";
import { markdownNames } from "./markdown-names.ts";
import { parseTemplate } from "./markdown-parse.ts";
import { type TableStyle, tableWriter } from "./markdown-table.ts";

export interface MarkdownOptions {
  /** Pipe tables read well in a diff; HTML tables keep the form's merged cells. */
  readonly tables: TableStyle;
}

/** Compiles at once: nothing is waited for. */
export interface MarkdownRenderer extends Renderer {
  compile(template: Template, edition: Edition): Checked<Stamp>;
}

/** Markdown by a Handlebars template: UTF-8, LF, one line break at the end. */
export function markdownRenderer(options: MarkdownOptions): MarkdownRenderer {
  return { format: "md", compile: (template, edition) => compile(template, edition, options) };
}

function compile(template: Template, edition: Edition, options: MarkdownOptions): Checked<Stamp> {
  const { value: parsed, diagnostics } = parseTemplate(template);
  if (!parsed) return { value: undefined, diagnostics };
  const tables = new Set(edition.tables.map(({ id }) => id));
  const found = checkTemplate(parsed.program, markdownNames(edition), parsed.place, tables);
  if (found.length > 0) return { value: undefined, diagnostics: found };
  const write = prepare(parsed.program, options);
  const text = new TextDecoder().decode(template.bytes);
  const encoder = new TextEncoder();
  return {
    value: {
      printsAnnexes: /[{\s(]annexes\b/.test(text),
      stamp: (report) => encoder.encode(tidy(write(report))),
    },
    diagnostics: missingTables(parsed.program, edition, template.name),
  };
}

/** One empty line at most between paragraphs, and one line break at the end. */
function tidy(text: string): string {
  return `${text.replace(/\n[ \t]*\n(?:[ \t]*\n)+/g, "\n\n").trim()}\n`;
}

function prepare(program: hbs.AST.Program, options: MarkdownOptions): (report: ReportModel) => string {
  const known = Object.fromEntries([...templateHelpers, escaper].map((name) => [name, true]));
  const render = Handlebars.create().compile(escaped(program), {
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: known,
  });
  const writeTable = tableWriter(options.tables);
  const shared = Object.fromEntries(
    // Handlebars hands its own options over as a last argument, which no helper of ours knows of.
    Object.entries(helpers).map(([name, helper]) => [name, (...args: unknown[]) => helper(...args.slice(0, -1))]),
  );
  return (report) => {
    const table = (wanted: Layout | string): string => {
      const layout = typeof wanted === "string" ? findLayout(report, wanted) : wanted;
      return layout ? writeTable(layout, report.figures) : "";
    };
    return render(viewOf(report), { helpers: { ...shared, table, [escaper]: escapeMarkdown } });
  };
}

function findLayout(report: ReportModel, id: string): Layout | undefined {
  return report.sections.flatMap(({ tables }) => tables).find(({ table }) => table === id);
}

/** A name no template can write. */
const escaper = "=escape";

/** The same template with every printed value handed through our escaping; tables are Markdown already. */
function escaped(program: hbs.AST.Program): hbs.AST.Program {
  return {
    ...program,
    body: program.body.map((statement) => {
      if (isBlock(statement)) {
        const { inverse } = statement;
        return {
          ...statement,
          program: escaped(statement.program),
          ...(inverse ? { inverse: escaped(inverse) } : {}),
        } as hbs.AST.BlockStatement;
      }
      if (!isMustache(statement) || isTableCall(statement)) return statement;
      return {
        ...statement,
        path: escaperPath(statement.loc),
        params: [argument(statement)],
      } as hbs.AST.MustacheStatement;
    }),
  };
}

function argument({ path, params, hash, loc }: hbs.AST.MustacheStatement): hbs.AST.Expression {
  const call = "original" in path && templateHelpers.includes(String(path.original));
  if (!call) return path;
  return { type: "SubExpression", path, params, hash, loc } as hbs.AST.SubExpression;
}

function escaperPath(loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return {
    type: "PathExpression",
    data: false,
    depth: 0,
    parts: [escaper],
    original: escaper,
    loc,
  } as hbs.AST.PathExpression;
}

/** A statutory table that a changed template no longer prints. */
function missingTables(program: hbs.AST.Program, edition: Edition, file: string): readonly Diagnostic[] {
  const printed = printedTables(program);
  if (printed === "all") return [];
  return edition.tables
    .filter(({ id, extra }) => !extra && !printed.has(id))
    .map(({ id, name }): Diagnostic => {
      const message = {
        zh: `模板不再印出“${name}”表`,
        en: `the template no longer prints the table "${id}"`,
      };
      const help = { zh: `请在模板中加上 {{table "${id}"}}`, en: `add {{table "${id}"}} to the template` };
      return { code: "GR730", severity: severityOf("GR730"), message, file, help, related: [] };
    });
}

function printedTables(program: hbs.AST.Program | undefined): ReadonlySet<string> | "all" {
  const printed = new Set<string>();
  for (const statement of program?.body ?? []) {
    if (isMustache(statement) && isTableCall(statement)) {
      const [wanted] = statement.params;
      if (wanted?.type !== "StringLiteral") return "all";
      printed.add((wanted as hbs.AST.StringLiteral).value);
    } else if (isBlock(statement)) {
      for (const inner of [printedTables(statement.program), printedTables(statement.inverse)]) {
        if (inner === "all") return "all";
        for (const id of inner) printed.add(id);
      }
    }
  }
  return printed;
}

import { severityOf } from "../../catalogue/index.ts";
import { type Checked, type Code, type Diagnostic, hasErrors, type Text } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Layout } from "../../core/form/laid-table.ts";
import { type PageBlock, type ReportModel, type Stamp, StampError, type Template } from "../../core/report.ts";
import { lineStarts, positionAt } from "../../core/text/source.ts";
import { trendAnnexId } from "../../core/trend.ts";
import { errorInTemplate, type TemplateError } from "../../template/errors.ts";
import { type Bounds, Interpreter } from "../../template/interpret/interpreter.ts";
import { reportValues } from "../../template/interpret/report-values.ts";
import type { Language } from "../../template/language.ts";
import { annexesTag, namesTextBlocks } from "../../template/name-tree.ts";
import { parseTemplate, templateLimits } from "../../template/parse.ts";
import { planTemplate } from "../../template/plan.ts";
import { listedNames, notedTables, printedValues, type TemplateSteps } from "../../template/steps.ts";
import { holdsBlocks, type View, viewOf, withoutBlocks } from "../view.ts";

/** A table of a report with what stands around it. */
interface PlacedTable {
  readonly report: ReportModel;
  /** The lines under it; none where the template prints them itself. */
  readonly notes: readonly string[];
  /** Whether it holds the main figures over the years, whose picture stands under it. */
  readonly trend: boolean;
}

/** A format whose reports are text, and its templates too. */
export interface Markup {
  /** What its templates may say. */
  language(edition: Edition): Language;
  /** What a template must not hold, whatever its tags say. */
  check?(steps: TemplateSteps, source: string): readonly TemplateError[];
  /** Of a template that has been checked as a whole, what is printed. */
  part?(steps: TemplateSteps): TemplateSteps;
  /** What templates may name; `viewOf` the report unless there is more. */
  values?(report: ReportModel): View;
  escape(value: unknown): string;
  /** Made once for a template. */
  table(edition: Edition): (layout: Layout, placed: PlacedTable) => string;
  block(block: PageBlock): string;
  /** The last touch on the finished text. */
  tidy(text: string): string;
}

/** A template of our language that is text itself, as a stamp: UTF-8, LF. */
export function compileMarkup({ name, bytes }: Template, edition: Edition, markup: Markup): Checked<Stamp> {
  const text = decode(bytes);
  if (text === undefined) return { value: undefined, diagnostics: [notUtf8(name)] };
  // A template saved on Windows prints the same.
  const source = text.replace(/\r\n?/g, "\n");
  const toDiagnostic = (fault: TemplateError): Diagnostic =>
    errorInTemplate(text === source ? fault : inOriginal(fault, source, text), name, text);
  const { steps: whole, faults } = planTemplate(parseTemplate(source, templateLimits), markup.language(edition));
  const found = [...faults, ...(markup.check?.(whole, source) ?? [])].map(toDiagnostic);
  if (hasErrors(found)) return { value: undefined, diagnostics: found };
  const steps = markup.part?.(whole) ?? whole;
  const write = writerOf(steps, edition, markup, toDiagnostic);
  const encoder = new TextEncoder();
  const printsBlocks = printedValues(steps).some(({ said }) => namesTextBlocks(said));
  const own = new Set(notedTables(steps));
  const { ids, any } = printedTables(steps);
  const printed = (table: string) => any || ids.has(table);
  return {
    value: {
      places: {
        annexes: listedNames(steps).some(({ parts }) => parts[0] === annexesTag),
        blocks: printsBlocks,
        notes: (table) => own.has(table) || printed(table),
        remark: (path) => printed(path.split(".")[0] ?? ""),
      },
      stamp: (report) =>
        encoder.encode(markup.tidy(write(printsBlocks || !holdsBlocks(report) ? report : withoutBlocks(report)))),
    },
    diagnostics: [...found, ...missingTables(steps, edition, name)],
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(file: string): Diagnostic {
  const help = { zh: "请用 UTF-8 编码另存", en: "save it as UTF-8" };
  return remark("GR713", file, { zh: "模板不是 UTF-8 编码", en: "the template is not UTF-8" }, help);
}

/** A place in the text with plain line breaks as one in the file, where they may have two characters. */
function inOriginal(fault: TemplateError, source: string, text: string): TemplateError {
  const [plain, original] = [lineStarts(source), lineStarts(text)];
  const move = (offset: number): number => {
    const { line, column } = positionAt(plain, offset);
    return (original[line - 1] ?? 0) + column - 1;
  };
  return { ...fault, start: move(fault.start), end: move(fault.end) };
}

/** The largest known report has 0.1 MB; one goes through some hundred steps. */
const bounds: Bounds = { longest: 8_000_000, mostSteps: 200_000 };

function writerOf(
  steps: TemplateSteps,
  edition: Edition,
  markup: Markup,
  toDiagnostic: (fault: TemplateError) => Diagnostic,
): (report: ReportModel) => string {
  const writeTable = markup.table(edition);
  const own = new Set(notedTables(steps));
  const { values = viewOf } = markup;
  return (report) => {
    const table = (wanted: unknown): string => {
      const layout = typeof wanted === "string" ? findLayout(report, wanted) : (wanted as Layout | undefined);
      if (!layout) return "";
      const trend = report.annexes.some(({ id, table: own }) => id === trendAnnexId && own === layout);
      // A template that prints the notes of a table where it wants them gets them once.
      const notes = own.has(layout.table) ? [] : (report.notes[layout.table] ?? []);
      return writeTable(layout, { report, notes, trend });
    };
    const interpreter = new Interpreter(reportValues(values(report), { ...markup, table }), bounds);
    const segments = interpreter.write(steps);
    const [fault] = interpreter.faults;
    if (fault) throw new StampError(fault.code, toDiagnostic(fault).message);
    return segments.map(({ text }) => text).join("");
  };
}

function findLayout(report: ReportModel, id: string): Layout | undefined {
  return report.sections.flatMap(({ tables }) => tables).find(({ table }) => table === id);
}

/** Ids of the tables that are printed by name; `any` where others may be, as in a loop over the tables of a section. */
function printedTables(steps: TemplateSteps): { readonly ids: ReadonlySet<string>; readonly any: boolean } {
  const printed = printedValues(steps).flatMap((value) =>
    value.kind === "call" && value.helper === "table" ? value.args : [],
  );
  const named = printed.flatMap((value) => (value.kind === "literal" ? [String(value.value)] : []));
  return { ids: new Set(named), any: named.length < printed.length };
}

/** A statutory table that a changed template no longer prints. */
function missingTables(steps: TemplateSteps, edition: Edition, file: string): readonly Diagnostic[] {
  const { ids, any } = printedTables(steps);
  if (any) return [];
  return edition.tables
    .filter(({ id, extra }) => !extra && !ids.has(id))
    .map(({ id, name }) => {
      const help = { zh: `请在模板中加上 {{table "${id}"}}`, en: `add {{table "${id}"}} to the template` };
      const message = { zh: `模板不再印出“${name}”表`, en: `the template no longer prints the table "${id}"` };
      return remark("GR730", file, message, help);
    });
}

function remark(code: Code, file: string, message: Text, help: Text): Diagnostic {
  return { code, severity: severityOf(code), message, file, help, related: [] };
}

/** Stands under the table of a trend until its picture does. */
export const pictureMark = "\n<!-- trend -->";

/** Every message in both languages, side by side, written where it is raised. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** A stretch of a file, as offsets into its decoded text (UTF-16 units); lines are for printing. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Another place that a diagnostic speaks of: the other cells of an equation, the first of two keys. */
export interface Related {
  readonly span: Span;
  readonly message: Text;
}

/** A change of the source that puts a fault right. Only a `safe` one may be made without being asked for. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
  readonly safe: boolean;
}

export type Severity = "error" | "warning" | "info";
export type Code = `GR${number}`;

/** A file that cannot be read: not a fault in it, but in how it was reached. */
export const unreadableFile: Code = "GR100";

export interface Diagnostic {
  /** Never reused: GR1 reading, GR2 arithmetic, GR3 text, GR4 year to year, GR5 units, GR6 dates, GR7 templates. */
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in one line. */
  readonly message: Text;
  /** The file concerned, also where no stretch of it can be pointed at. */
  readonly file: string;
  /** The narrowest text that shows it. */
  readonly span?: Span;
  /** What to do. */
  readonly help?: Text;
  readonly related: readonly Related[];
  readonly fix?: Fix;
}

/** A user's mistake is a result, not an exception. Exceptions are for our own bugs. */
export interface Checked<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** By file, then by place, then the worse first, then by code: the same list for any order of discovery. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    (a.span?.start ?? -1) - (b.span?.start ?? -1) ||
    order[a.severity] - order[b.severity] ||
    compareText(a.code, b.code)
  );
}

/** Order by code unit: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Every message in both languages, side by side, written where it is raised. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** A language that messages are printed in. */
export type Lang = keyof Text;

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

/**
 * What a finding is beside its severity: accepted by a person (豁免), a check that lacked an input and says so once,
 * or a fault of ours in a check, which must never read as passed. An ordinary finding has none.
 */
export type FindingState = "waived" | "notEvaluated" | "fault";

/** As a reader meets it: each finding is counted as one of these, and as no other. */
export type Kind = Severity | FindingState;

export type Code = `GR${number}`;

/** A file that cannot be read: not a fault in it, but in how it was reached. */
export const unreadableFile: Code = "GR100";

/** A fault of ours that no single check can be blamed for. */
export const internalFault: Code = "GR000";

/** Who accepted a finding, why, and when (YYYY-MM-DD). */
export interface Acceptance {
  readonly reason: string;
  readonly by: string;
  readonly on: string;
}

export interface Diagnostic {
  /** Never reused: GR1 reading, GR2 arithmetic, GR3 text, GR4 year to year, GR5 units, GR6 dates, GR7 templates. */
  readonly code: Code;
  /** That of its rule, also when it is waived. */
  readonly severity: Severity;
  readonly state?: FindingState;
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
  /** The cell or section it stands at, as a path of ids: "requests.received.naturalPerson", "narrative.overview". */
  readonly at?: string;
  /** The figures it speaks of, where they are not those of its message. */
  readonly values?: readonly (number | string)[];
  /** With `waived`: the words of the person who accepted it. */
  readonly waiver?: Acceptance;
  /** With `fault`: what was thrown. */
  readonly cause?: Error;
}

/** A user's mistake is a result, not an exception. Exceptions are for our own bugs. */
export interface Checked<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function kindOf(diagnostic: Pick<Diagnostic, "severity" | "state">): Kind {
  return diagnostic.state ?? diagnostic.severity;
}

/** Whether something stands in the way of a report: an error that nobody has waived, or a fault of ours. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity, state }) => severity === "error" && state !== "waived");
}

/**
 * The figures a finding speaks of, as they are written: by them a waiver is bound to what it excused, and a finding is known
 * again from one run to the next. A message without figures is known by the words it quotes.
 */
export function figuresOf({ values, message }: Pick<Diagnostic, "values" | "message">): readonly string[] {
  if (values) return values.map(String);
  const figures = message.zh.match(/\d+(?:\.\d+)?/g);
  return figures ?? [...message.zh.matchAll(/“([^”]{1,40})/g)].map((match) => match[1] ?? "");
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

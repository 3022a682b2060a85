import type { Diagnostic, Fix, Related, Span, Text } from "./diagnostic.ts";
import type { Citation, Edition } from "./edition.ts";
import type { Figures } from "./figures.ts";
import type { Prose } from "./prose.ts";
import type { Tally } from "./tally.ts";

export interface Finding {
  readonly message: Text;
  readonly span?: Span;
  readonly help?: Text;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** `notEvaluated`: an input is missing, so the rule could not be evaluated; it is then an info, said once, at the input. */
  readonly state?: "notEvaluated";
  /** The cell or section it stands at, where the span alone would not tell (several omitted cells share one). */
  readonly at?: string;
  /** The figures it speaks of; by default those of the Chinese message. */
  readonly values?: readonly (number | string)[];
}

/** A tally with the form it follows and its figures. */
export interface Subject {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
}

export interface CheckInput extends Subject {
  /** The texts with their tags expanded; absent where they could not be expanded. */
  readonly prose?: Prose;
  /** The unit's tally of the year before, where there is one. */
  readonly previous?: Subject;
  /** For publication: sign-off is asked for. */
  readonly final?: boolean;
}

/** What `gov-report explain` prints of a code. */
export interface RuleDoc extends Pick<Diagnostic, "code" | "severity"> {
  /** Named for the fault, so that "allow …" reads well. */
  readonly name: string;
  readonly summary: Text;
  readonly why: Text;
  readonly basis?: Citation;
  /** Wrong and right, as a tally would have it. */
  readonly example?: { readonly wrong: string; readonly right: string };
}

/** One check: it looks and says what it found; severity and code are stamped on by the runner. */
export interface Rule extends RuleDoc {
  check(input: CheckInput): Iterable<Finding>;
}

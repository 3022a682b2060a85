import type { Diagnostic, Fix, Related, Severity, Span, Text } from "./diagnostic.ts";
import type { Figures } from "./figures.ts";
import type { Edition } from "./form/edition.ts";
import type { Citation, UnitKind } from "./form/table.ts";
import type { Pictures } from "./picture.ts";
import type { Prose } from "./prose.ts";
import type { Tally } from "./tally.ts";
import type { LocalDeadline, Registered } from "./workspace.ts";

export interface Finding {
  readonly message: Text;
  readonly span?: Span;
  readonly help?: Text;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** Where it weighs otherwise than its rule does: one person in all roles matters only for publication. */
  readonly severity?: Severity;
  /** `notEvaluated`: an input is missing, so the rule could not be evaluated; it is then an info, said once, at the input. */
  readonly state?: "notEvaluated";
  /** The cell or section it stands at, where the span alone would not tell (several omitted cells share one). */
  readonly at?: string;
  /** The figures it speaks of; by default those of the Chinese message. */
  readonly values?: readonly (number | string)[];
}

/** What the register of units says of a tally's unit. */
export interface Registration {
  /** Its entry, found by name or by code; absent for a unit that is not on the register. */
  readonly entry?: Registered;
  /** An entry without a tally whose name is much like the unit's. */
  readonly near?: Registered;
}

/** A unit below an area that cannot be added up. */
export interface Lacking {
  readonly unit: string;
  readonly why: "missing" | "unreadable" | "blank";
}

/** A unit's line in the tables of its area that have a line a unit. */
export interface UnitRow {
  readonly unit: string;
  readonly kind: UnitKind;
  /** By path; `value` is absent where the figure is only known roughly, or bears its unit. */
  readonly figures: ReadonlyMap<string, { readonly text: string; readonly value?: number }>;
}

/** The units below an area, added up. */
export interface UnitSums {
  /** Names of the units counted. */
  readonly units: readonly string[];
  /** Sums of the input cells, by path. */
  readonly sums: ReadonlyMap<string, number>;
  readonly lacking: readonly Lacking[];
  /** Their lines in the tables that have one for each of them. */
  readonly rows: readonly UnitRow[];
  /** Whether a register says which units there are; otherwise only those are known that name the area as theirs. */
  readonly listed: boolean;
}

/** A tally with the form it follows and its figures. */
export interface Subject {
  readonly tally: Tally;
  readonly edition: Edition;
  readonly figures: Figures;
  /** For the report of an area: the lines of the units below it, where any are known. */
  readonly unitRows?: readonly UnitRow[];
  /** The picture files that its texts name; absent where they name none. */
  readonly pictures?: Pictures;
}

export interface CheckInput extends Subject {
  /** The texts with their tags expanded; absent where they could not be expanded. */
  readonly prose?: Prose;
  /** The unit's tally of the year before, where there is one; the sum of its predecessors' where it was made of several. */
  readonly previous?: Subject;
  /** Last year's figures of an office that was divided, of which this unit is a part: no more than a bound. */
  readonly shared?: Subject;
  /** The predecessors that have no tally of last year, by name or code. */
  readonly missing?: readonly string[];
  /** Last year's tallies were given to the run: a unit without one has not been compared, and that is said. */
  readonly previousGiven?: boolean;
  /** What the register says of the unit; absent where there is no register. */
  readonly registration?: Registration;
  /** For the report of an area: the units below it, where any are known. */
  readonly parts?: UnitSums;
  readonly deadlines?: readonly LocalDeadline[];
  /** For publication: sign-off is asked for. */
  readonly final?: boolean;
  /** The report is published, with a record: whatever is signed now is its correction. */
  readonly isOut?: boolean;
  /** An approval has to be bound to what it approved. */
  readonly sealed?: boolean;
}

/** What `gov-report explain` prints of a code. */
export interface CatalogueEntry extends Pick<Diagnostic, "code" | "severity"> {
  /** Named for the fault, so that "allow …" reads well. */
  readonly name: string;
  readonly summary: Text;
  readonly why: Text;
  readonly basis?: Citation;
  /** Wrong and right, as a tally would have it. */
  readonly example?: { readonly wrong: string; readonly right: string };
}

/** One check: it looks and says what it found; severity and code are stamped on by the runner. */
export interface Rule extends CatalogueEntry {
  check(input: CheckInput): Iterable<Finding>;
}

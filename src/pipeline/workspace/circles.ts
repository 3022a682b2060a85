import { severityOf } from "../../catalogue/index.ts";
import type { Diagnostic, Span } from "../../core/diagnostic.ts";
import { unitKey } from "../../core/text/unit-key.ts";
import type { Registered } from "../../core/workspace.ts";
import type { HeaderPeek } from "../../tally/shape/peek.ts";

/** A unit with the one above it, and where that is said. */
interface Step {
  readonly unit: string;
  readonly upper: string;
  readonly file: string;
  readonly span?: Span;
}

/** Units that are above themselves, by the register and the tallies: no sum has an end there. */
export function circles(
  who: ReadonlyMap<string, HeaderPeek>,
  register: readonly Registered[] | undefined,
): readonly Diagnostic[] {
  const steps = new Map<string, Step>();
  for (const { name, within, span } of register ?? []) {
    if (within !== undefined) steps.set(unitKey(name), { unit: name, upper: within, file: span.file, span });
  }
  for (const [file, { unit, within }] of who) {
    if (unit !== undefined && within !== undefined) steps.set(unitKey(unit), { unit, upper: within, file });
  }
  const done = new Set<string>();
  return [...steps.keys()].flatMap((start) => {
    const way: string[] = [];
    let at = start;
    while (steps.has(at) && !done.has(at) && !way.includes(at)) {
      way.push(at);
      at = unitKey(steps.get(at)?.upper ?? "");
    }
    const circle = done.has(at) ? [] : way.slice(way.indexOf(at)).flatMap((key) => steps.get(key) ?? []);
    for (const key of way) done.add(key);
    const [first] = way.includes(at) ? circle : [];
    return first ? [circular(first, circle)] : [];
  });
}

function circular({ file, span, unit }: Step, circle: readonly Step[]): Diagnostic {
  const names = [...circle.map((step) => step.unit), unit].join(" → ");
  return {
    ...{ code: "GR509", severity: severityOf("GR509"), file, ...(span && { span }), related: [] },
    message: { zh: `上级绕成了一圈：${names}`, en: `units are within one another in a circle: ${names}` },
    help: { zh: "改正其中写错的“上级”", en: "put right the wrong “within” among them" },
  };
}

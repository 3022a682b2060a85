import { type Diagnostic, hasErrors, type Lang } from "../core/diagnostic.ts";
import type { Scope, Tally, Unit } from "../core/tally.ts";
import type { Source } from "../core/text/source.ts";
import { unitKey } from "../core/text/unit-key.ts";
import { rollUp as addUp } from "../model/roll-up.ts";
import { sumText } from "../pipeline/area/sum-text.ts";
import { conflicts } from "../pipeline/workspace/name-conflict.ts";
import { fileReport, type Item } from "../print/findings.ts";
import { examine } from "./check.ts";
import { fileOf, forms, type Input } from "./input.ts";

/** What a sum is for. */
export interface SumOptions {
  /** The unit above the others, by its full name and kind: `{ name: "云溪县人民政府", kind: "county" }`. */
  readonly unit: Pick<Unit, "name" | "kind"> & Partial<Unit>;
  /** Whether the sum is of all units of an area, as it is unless written, or of one organ alone. */
  readonly scope?: Scope;
  /** The language of the keys of the tally that is made: Chinese unless written. */
  readonly keys?: Lang;
}

/** The sum of tallies as a tally, or why there is none. */
export interface SumResult {
  readonly ok: boolean;
  /** YAML, to be checked and rendered like any other; absent where something speaks against adding. */
  readonly text?: string;
  /** Errors of the tallies, of which there is no sum while there are any, and what speaks against adding them; then those of the sum. */
  readonly findings: readonly Item[];
  /** By path, what each tally gives to a figure that is not 0: its name, its unit, and the figure in the row's measure (件, 万元, 元). */
  readonly shares: Readonly<
    Record<string, readonly { readonly file: string; readonly unit: string; readonly value: number }[]>
  >;
}

/**
 * Adds tallies of one year and form up, cell by cell, into the tally of the unit above. Each is checked first. A blank is never
 * taken for 0. Whatever is wrong with what is given is a finding; nothing is thrown.
 */
export function rollUp(tallies: readonly Input[], { unit, scope = "area", keys = "zh" }: SumOptions): SumResult {
  const { editions } = forms();
  const found: Diagnostic[] = [];
  const sources: Source[] = [];
  const sound: Tally[] = [];
  const names = new Set<string>();
  for (const [n, input] of tallies.entries()) {
    const { file: name } = fileOf(input, `tally-${n + 1}.yaml`);
    const file = names.has(name) ? `${n + 1}: ${name}` : name;
    names.add(file);
    const { content } = typeof input === "string" || input instanceof Uint8Array ? { content: input } : input;
    const examined = examine({ name: file, content });
    found.push(...examined.diagnostics.filter((one) => hasErrors([one])));
    sources.push(...examined.sources);
    if (examined.subject) sound.push(examined.subject.tally);
  }
  for (const group of groupBy(sound, ({ unit: { name }, year }) => `${unitKey(name)} ${year}`)) {
    const claims = group.map((one) => ({ file: one.file, unit: one.unit.name, year: one.year, name: one.unit.name }));
    if (claims.length > 1) found.push(...conflicts(claims));
  }
  const file = "sum.yaml";
  const added = hasErrors(found) ? undefined : addUp(sound, { editions, unit, scope, file });
  found.push(...(added?.diagnostics ?? []));
  const edition = added?.value && editions.get(added.value.tally.edition);
  const text = added?.value && edition && sumText(added.value, edition, { keys, missing: [] });
  if (text !== undefined) {
    const { diagnostics } = examine({ name: file, content: text });
    found.push(...diagnostics.filter((one) => hasErrors([one])));
    sources.push({ file, text });
  }
  const shares = [...(added?.value?.shares ?? [])].map(
    ([path, list]) =>
      [path, Array.from(list, ({ file: from, unit: of, value }) => ({ file: from, unit: of, value }))] as const,
  );
  return {
    ok: text !== undefined && !hasErrors(found),
    ...(text !== undefined && { text }),
    findings: fileReport(file, found, sources).items,
    shares: Object.fromEntries(shares),
  };
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups.values();
}

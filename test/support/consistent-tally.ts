import fc from "fast-check";
import type { CellSpec } from "../../src/core/form/table.ts";
import { edition2021 } from "./editions.ts";

/** Every cell of a year's form by path, totals included. */
export type Sheet = ReadonlyMap<string, number>;

/** Two years of one unit in which everything adds up and takes up where the other ends. */
export interface TwoYears {
  readonly now: Sheet;
  readonly before: Sheet;
}

const edition = edition2021();
const inputs = edition.cells.filter(({ terms }) => !terms);

/** Figures of two years that follow from one another, most of them more than 0. */
export const twoYears: fc.Arbitrary<TwoYears> = fc
  .record({ now: sheet(), before: sheet() })
  .map(({ now, before }) => ({ now: withTotals(settle(now)), before: withTotals(precede(before, settle(now))) }));

function sheet(): fc.Arbitrary<Map<string, number>> {
  return fc
    .array(fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 40 })), { minLength: inputs.length, maxLength: inputs.length })
    .map((values) => new Map(inputs.map(({ path }, i) => [path, values[i] ?? 0])));
}

const columns = inputs
  .filter(({ table, row }) => table === "requests" && row === "received")
  .map(({ column }) => column);
const outcomes = new Set(
  inputs.filter(({ table, row }) => table === "requests" && row.startsWith("outcomes.")).map(({ row }) => row),
);

/** What was received is what the rest of its column leaves; what is in force is at least what was issued. */
function settle(values: ReadonlyMap<string, number>): Map<string, number> {
  const settled = new Map(values);
  const at = (path: string) => settled.get(path) ?? 0;
  for (const column of columns) {
    const went = [...outcomes, "carriedForward"].reduce((sum, row) => sum + at(`requests.${row}.${column}`), 0);
    const brought = Math.min(at(`requests.broughtForward.${column}`), went);
    settled.set(`requests.broughtForward.${column}`, brought);
    settled.set(`requests.received.${column}`, went - brought);
  }
  for (const row of ["regulations", "normativeDocuments"]) {
    settled.set(`proactive.${row}.inForce`, at(`proactive.${row}.inForce`) + at(`proactive.${row}.issued`));
  }
  return settled;
}

/** Last year's figures, ending where this year's begin. */
function precede(values: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): Map<string, number> {
  const before = new Map(values);
  for (const column of columns) {
    before.set(`requests.carriedForward.${column}`, now.get(`requests.broughtForward.${column}`) ?? 0);
  }
  for (const row of ["regulations", "normativeDocuments"]) {
    const at = (column: string) => now.get(`proactive.${row}.${column}`) ?? 0;
    before.set(`proactive.${row}.inForce`, at("inForce") - at("issued") + at("repealed"));
  }
  return before;
}

function withTotals(values: Map<string, number>): Sheet {
  const value = ({ path, terms }: CellSpec): number =>
    terms
      ? terms.reduce((sum, term) => sum + value(edition.cellAt.get(term) ?? { ...inputs[0]!, path: term }), 0)
      : (values.get(path) ?? 0);
  return new Map(edition.cells.map((spec) => [spec.path, value(spec)]));
}

/** A tally file with every cell in a place of its own; totals are written or left to the program. */
export function asYaml(sheet: Sheet, year: number, totals: boolean): string {
  const root: Record<string, unknown> = {};
  for (const [path, value] of sheet) {
    if (!totals && edition.cellAt.get(path)?.terms) continue;
    let branch = root;
    const parts = path.split(".");
    for (const part of parts.slice(0, -1)) {
      branch[part] ??= {};
      branch = branch[part] as Record<string, unknown>;
    }
    branch[parts.at(-1) ?? ""] = value;
  }
  const flow = (value: unknown): string =>
    typeof value === "object" && value !== null
      ? `{ ${Object.entries(value)
          .map(([key, inner]) => `${key}: ${flow(inner)}`)
          .join(", ")} }`
      : String(value);
  const tables = Object.entries(root).map(([key, value]) => `${key}: ${flow(value)}`);
  return [`year: ${year}`, "unit: { name: 云溪市人民政府, kind: prefecture }", ...tables, ""].join("\n");
}

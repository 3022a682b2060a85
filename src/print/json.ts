import { toJson } from "./data.ts";
import type { Run } from "./findings.ts";

/** The version of the shape below. Entries may be added to a version; none is renamed, removed or given another meaning. */
const schemaVersion = 1;

/**
 * Findings for programs, as templates/findings.schema.json describes them: in path order, inside a file by place.
 * Lines and columns count from 1, columns in UTF-16 units.
 */
export function jsonReport({ files, counts, version, rules = [], failure }: Run): string {
  return toJson({
    schemaVersion,
    program: { name: "gov-report", version },
    units: counts.units,
    failed: counts.failed,
    errors: counts.error,
    warnings: counts.warning,
    notes: counts.info,
    waived: counts.waived,
    notEvaluated: counts.notEvaluated,
    faults: counts.fault,
    ...(rules.length > 0 && { rules }),
    ...(failure && { failure }),
    diagnostics: files.flatMap(({ items }) => items),
  });
}

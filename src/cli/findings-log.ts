import { type Diagnostic, hasErrors, kindOf } from "../core/diagnostic.ts";
import type { Source } from "../core/text/source.ts";
import type { RuleSetting } from "../print/exceptions.ts";
import type { Who } from "../print/findings.ts";
import { checkTargets, type Target } from "./formats.ts";
import type { FindingsLog, Io } from "./io.ts";
import { openReporters } from "./reporters.ts";

interface OfFile {
  readonly diagnostics: Diagnostic[];
  readonly sources: Map<string, Source>;
  who?: Who;
}

/** The findings of a command whose standard output is something else: reports without a file go to standard error. */
export function openFindingsLog(io: Io, targets: readonly Target[]): FindingsLog & { end(): void } {
  checkTargets(targets, [], io.cwd);
  const files = new Map<string, OfFile>();
  const units = new Set<string>();
  const rules: RuleSetting[] = [];
  const at = (file: string): OfFile => {
    const found = files.get(file) ?? { diagnostics: [], sources: new Map() };
    files.set(file, found);
    return found;
  };
  return {
    instead: targets.some(({ file }) => file === undefined),
    add: (diagnostics, sources) => {
      for (const diagnostic of diagnostics) {
        const found = at(diagnostic.file);
        found.diagnostics.push(diagnostic);
        for (const source of sources) found.sources.set(source.file, source);
      }
    },
    addUnit: (file, who) => {
      units.add(file);
      const found = at(file);
      if (who) found.who = who;
    },
    addRules: (set) => void rules.push(...set),
    end: () => {
      const reporter = openReporters({ ...io, findings: undefined, out: io.err }, targets);
      const counts = { error: 0, warning: 0, info: 0, waived: 0, notEvaluated: 0, fault: 0 };
      let failed = 0;
      for (const [file, { sources, ...found }] of files) {
        for (const diagnostic of found.diagnostics) counts[kindOf(diagnostic)]++;
        if (units.has(file) && hasErrors(found.diagnostics)) failed++;
        reporter.add({ file, ...found, sources: [...sources.values()] });
      }
      reporter.end({ ...counts, units: units.size, failed }, rules);
    },
  };
}

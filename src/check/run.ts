import type { Diagnostic, Severity } from "../core/diagnostic.ts";
import type { CheckInput, Rule } from "../core/rule.ts";

/** Runs the rules over one tally and stamps code and severity on what they find. */
export function runRules(rules: readonly Rule[], input: CheckInput): readonly Diagnostic[] {
  return rules.flatMap((rule) =>
    [...rule.check(input)].map(({ message, span, help, related = [], fix }): Diagnostic => {
      const { code, severity } = rule;
      return {
        ...{ code, severity, message, file: span?.file ?? input.tally.file, related },
        ...(span && { span }),
        ...(help && { help }),
        ...(fix && { fix }),
      };
    }),
  );
}

/** Severities set for single rules in `gov-report.yaml`, by code. */
export type Severities = Readonly<Record<string, Severity | "off">>;

/**
 * Findings with the severities an office has set. Errors of reading and of arithmetic stay errors: what does not add up
 * cannot be talked down, only put right.
 */
export function setSeverities(diagnostics: readonly Diagnostic[], severities: Severities): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const wanted = severities[diagnostic.code];
    const fixed = /^GR[12]/.test(diagnostic.code) && diagnostic.severity === "error";
    if (wanted === undefined || fixed) return [diagnostic];
    return wanted === "off" ? [] : [{ ...diagnostic, severity: wanted }];
  });
}

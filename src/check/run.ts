import { byPlace, type Diagnostic, type Severity } from "../core/diagnostic.ts";
import type { CheckInput, Rule } from "../core/rule.ts";

/** Severities set for single rules in `gov-report.yaml`, by code. */
export type Severities = Readonly<Record<string, Severity | "off">>;

/** Runs the rules over one tally, stamps code and severity on what they find, and sorts it by place. */
export function runRules(
  rules: readonly Rule[],
  input: CheckInput,
  severities: Severities = {},
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, severities);
    if (severity === "off") continue;
    for (const { message, span, help, related = [], fix } of rule.check(input)) {
      found.push({
        code: rule.code,
        severity,
        message,
        file: span?.file ?? input.tally.file,
        related,
        ...(span && { span }),
        ...(help && { help }),
        ...(fix && { fix }),
      });
    }
  }
  return found.sort(byPlace);
}

/** Faults of reading and arithmetic cannot be talked down: what does not add up does not add up. */
function severityOf(rule: Rule, severities: Severities): Severity | "off" {
  const wanted = severities[rule.code];
  if (wanted === undefined) return rule.severity;
  return /^GR[12]/.test(rule.code) && rule.severity === "error" ? "error" : wanted;
}

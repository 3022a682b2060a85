import type { Diagnostic, Severity } from "../core/diagnostic.ts";
import type { CheckInput, Finding, Rule } from "../core/rule.ts";

/**
 * Runs the rules over one tally and stamps code and severity on what they find. A rule that breaks is a fault of ours: it is
 * told under the rule's code, never passes for silence, and the others still run.
 */
export function runRules(rules: readonly Rule[], input: CheckInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    try {
      for (const finding of rule.check(input)) found.push(stamped(rule, finding, input));
    } catch (error) {
      found.push(fault(rule, input.tally.file, error instanceof Error ? error : new Error(String(error))));
    }
  }
  return found;
}

function stamped(rule: Rule, finding: Finding, { tally }: CheckInput): Diagnostic {
  const { message, span, help, related = [], fix, state, at, values } = finding;
  return {
    code: rule.code,
    severity: state === "notEvaluated" ? "info" : (finding.severity ?? rule.severity),
    ...(state && { state }),
    ...{ message, file: span?.file ?? tally.file, related },
    ...(span && { span }),
    ...(help && { help }),
    ...(fix && { fix }),
    ...(at !== undefined && { at }),
    ...(values && { values }),
  };
}

function fault({ code }: Rule, file: string, cause: Error): Diagnostic {
  return {
    ...{ code, severity: "error", state: "fault", file, related: [], cause },
    message: {
      zh: `核对这一条时程序内部出错，不是您的文件有问题：${cause.message}`,
      en: `this check broke; that is a fault in gov-report, not in your file: ${cause.message}`,
    },
    help: {
      zh: "这一条没有核对，不能当作通过；请把这句话报告给维护者",
      en: "it has not been checked and does not count as passed; please report this message",
    },
  };
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
    if (wanted === "off") return [];
    const { state } = diagnostic;
    return state === "notEvaluated" || state === "fault" ? [diagnostic] : [{ ...diagnostic, severity: wanted }];
  });
}

import type { Diagnostic, Severity } from "../core/diagnostic.ts";
import type { Policy } from "../core/policy.ts";
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

/** Severities set for single rules in `gov-report.yaml` or in a policy, by code. */
export type Severities = Readonly<Record<string, Severity | "off">>;

/** Who has set severities, and for what. */
export interface SeverityTerms {
  readonly severities: Severities;
  readonly policy?: Pick<Policy, "rules"> | undefined;
  readonly final?: boolean | undefined;
}

/**
 * Findings with the severities an office has set. Errors of reading and of arithmetic stay errors, and so does what is said
 * of waivers: what does not add up cannot be talked down, only put right. For publication a text that contradicts the
 * figures and the rules of sign-off stay as they are, unless a policy says otherwise.
 */
export function setSeverities(diagnostics: readonly Diagnostic[], terms: SeverityTerms): readonly Diagnostic[] {
  const { severities, policy } = terms;
  return diagnostics.flatMap((diagnostic) => {
    const wanted = severities[diagnostic.code];
    if (wanted === undefined || wanted === diagnostic.severity || isFixed(diagnostic, terms)) return [diagnostic];
    if (policy?.rules[diagnostic.code] === undefined && isKept(diagnostic, terms)) return [diagnostic];
    if (wanted === "off") return [];
    const { state } = diagnostic;
    return state === "notEvaluated" || state === "fault" ? [diagnostic] : [{ ...diagnostic, severity: wanted }];
  });
}

/** What nobody can lower. */
function isFixed({ code, severity }: Diagnostic, { final }: SeverityTerms): boolean {
  return (severity === "error" && /^GR(?:[12]|62)/.test(code)) || (final === true && code.startsWith("GR62"));
}

/** What only a policy can lower. */
function isKept({ code, severity }: Diagnostic, { final }: SeverityTerms): boolean {
  return final === true && (code.startsWith("GR6") || (severity === "error" && code.startsWith("GR3")));
}

/** How many findings `setSeverities` has left out, by code. */
export function silencedBy(
  all: readonly Diagnostic[],
  kept: readonly Diagnostic[],
): Readonly<Record<string, number>> | undefined {
  if (all.length === kept.length) return undefined;
  const counts: Record<string, number> = {};
  for (const { code } of all) counts[code] = (counts[code] ?? 0) + 1;
  for (const { code } of kept) counts[code] = (counts[code] ?? 0) - 1;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

import { visible } from '../text';

/** How much a finding weighs: an `error` fails the synth, a `warning` wants a decision, a `note` informs. */
export type Severity = 'error' | 'warning' | 'note';

/** What a validation, a check or a policy reports. */
export interface Finding {
  /** The rule's stable name, e.g. `workload/replicas`. */
  readonly rule: string;
  /** How much it weighs. */
  readonly severity: Severity;
  /** Where the value stands, e.g. `environments.prod.services.api.replicas`. */
  readonly path: string;
  /** What the rule demands, as a predicate of the path: `must be a whole number of at least 1`. */
  readonly message: string;
  /** The value that was met, as text. Never a secret. */
  readonly value?: string;
  /** What to do about it. */
  readonly advice: string;
}

/**
 * A finding that fails the synth.
 *
 * @example
 * problem({
 *   rule: 'team/replicas',
 *   path: 'environments.prod.services.api.replicas',
 *   message: 'must be at least 2 in production',
 *   value: '1',
 *   advice: 'Set it to 2 or more.',
 * });
 */
export function problem(finding: Omit<Finding, 'severity'>): Finding {
  return { ...finding, severity: 'error' };
}

/**
 * The findings as a person reads them: one block each, in the order given.
 *
 * @example
 * console.error(renderFindings(checkPromotion(pipeline)));
 */
export function renderFindings(findings: readonly Finding[]): string {
  return findings.map(renderFinding).join('\n');
}

/** It may quote text of others, whose line breaks and control characters must not pass for the report's own. */
function renderFinding(finding: Finding): string {
  const { severity, rule, path, message, advice } = finding;
  const value = finding.value === undefined ? undefined : visible(finding.value);
  const met = value === undefined ? '' : severity === 'error' ? `, but is ${value}` : `: ${value}`;
  return `  ${visible(`${path} ${message}`)}${met}\n    → ${visible(advice)}  [${severity}: ${visible(rule)}]`;
}

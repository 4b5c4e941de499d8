import { Token } from '../cdktf';
import { type Finding, problem } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';

/** The finding, unless what it demands holds. */
export function demand(holds: boolean, finding: Omit<Finding, 'severity'>): readonly Finding[] {
  return holds ? [] : [problem(finding)];
}

/** A value as a finding shows it. */
export function quoted(value: unknown): string {
  if (Token.isUnresolved(value)) return 'a value that Terraform has yet to learn';
  if (typeof value === 'string') return JSON.stringify(value);
  // Not every object says what it is as text.
  return typeof value === 'object' && value !== null && !('toString' in value) ? 'an object' : String(value);
}

/** Whether a name has the form; one that Terraform has yet to learn counts as having it. */
export function has(form: keyof typeof NAME_FORM, text: string): boolean {
  return Token.isUnresolved(text) || NAME_FORM[form].test(text);
}

/** The largest number that Kubernetes takes for a count, a weight or a time in seconds: an int32. */
export const LARGEST = 2 ** 31 - 1;

/** Whether a number is whole and within bounds. One that Terraform has yet to learn is not: names and policies hang on it. */
export function wholeWithin(value: number, least: number, most = LARGEST): boolean {
  return !Token.isUnresolved(value) && Number.isSafeInteger(value) && value >= least && value <= most;
}

import { InvalidInput, problem } from '../../core/findings';
import type { NonCompliance, Policy } from './policy';

/**
 * Checks what a policy returns. A policy in plain JavaScript may return anything, and a typo must not pass for compliance.
 * @throws InvalidInput that names the policy, if it did not return a verdict
 */
export function readVerdict({ name }: Policy, verdict: unknown): readonly NonCompliance[] {
  if (verdict === 'compliant' || verdict === 'not applicable') return [];
  if (!Array.isArray(verdict))
    throw refusal(name, "must answer 'compliant', 'not applicable' or a list", wordFor(verdict));
  const listed = verdict as readonly unknown[];
  if (listed.every(isNonCompliance)) return listed;
  const wrong = listed.find((each) => !isNonCompliance(each));
  throw refusal(name, 'must say `message` and `advice`, all that it says as text', wordFor(wrong));
}

function isNonCompliance(value: unknown): value is NonCompliance {
  if (typeof value !== 'object' || value === null) return false;
  const { path = '', message, value: met = '', advice } = value as Readonly<Record<string, unknown>>;
  return [path, message, met, advice].every((part) => typeof part === 'string');
}

/** Describes a value without its content, which may be secret. */
function wordFor(value: unknown): string {
  if (typeof value === 'string') return 'another text';
  return value instanceof Promise ? 'a promise' : value === null ? 'null' : typeof value;
}

function refusal(name: string, message: string, value: string): InvalidInput {
  const advice = 'docs/review.md shows a policy.';
  return new InvalidInput([problem({ rule: 'policies/verdict', path: name, message, value, advice })]);
}

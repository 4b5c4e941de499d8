import type { PolicyFinding } from '../view';
import { visible } from './visible';

/** A finding for a terminal. It may quote untrusted text, whose line breaks must not look like the report's own. */
export function shownFinding(finding: PolicyFinding): PolicyFinding {
  const { rule, path, message, value, advice, allowed } = finding;
  return {
    ...finding,
    rule: visible(rule),
    path: visible(path),
    message: visible(message),
    ...(value === undefined ? {} : { value: visible(value) }),
    advice: visible(advice),
    ...(allowed === undefined ? {} : { allowed: visible(allowed) }),
  };
}

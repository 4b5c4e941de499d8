import type { PolicyFinding } from '../view';
import { visible } from './visible';

/** A finding for a terminal. It may quote anything: the line ends of what it quotes are none of the report's. */
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

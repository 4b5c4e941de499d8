import { type Finding, renderFindings } from './finding';

/** Input that breaks a rule. Carries every problem that was found, not only the first. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(readonly findings: readonly Finding[]) {
    super(`${countOf(findings)}, nothing was written:\n${renderFindings(findings)}`);
  }
}

/** Throws {@link InvalidInput} with all the problems given, or returns when there is none. */
export function refuseIfAny(findings: readonly (Finding | undefined)[]): void {
  const errors = findings.filter((finding): finding is Finding => finding?.severity === 'error');
  if (errors.length > 0) throw new InvalidInput(errors);
}

function countOf(findings: readonly Finding[]): string {
  return findings.length === 1 ? '1 problem' : `${findings.length} problems`;
}

import { type Finding, problem, refuseIfAny } from '../../core/findings';

/** Refuses an addition where there is a finding. */
export function refuse(...findings: readonly (Finding | false)[]): void {
  refuseIfAny(
    findings.filter((finding) => finding !== false),
    'nothing was written',
  );
}

/** A finding about what `add` was told. */
export function refusal(path: string, message: string, advice: string, value?: string): Finding {
  return problem({ rule: 'add/options', path, message, value, advice });
}

import type { Finding } from '../../core/findings';
import type { Pipeline, Release, ReleaseChange, ReleaseResult } from '../../promotion';
import type { Change } from './land';

/**
 * The same step for several services: all of them are done, or none.
 * @param passedOver rules whose breach means that a service has nothing to do
 */
export function each(
  services: readonly string[],
  step: (line: Pipeline, service: string) => ReleaseResult,
  passedOver: readonly string[] = [],
): Change['update'] {
  return (line) => {
    const releases: Release[] = [];
    const findings: Finding[] = [];
    for (const service of services) {
      const taken = step(line, service);
      if (taken.release !== undefined) releases.push(taken.release);
      else if (!taken.findings.every(({ rule }) => passedOver.includes(rule)))
        findings.push(...taken.findings);
    }
    return { releases, findings };
  };
}

/** What a change is, with the services that it is about. */
export function subjectOf(
  sentence: (services: string) => string,
): (changes: readonly ReleaseChange[]) => string {
  return (changes) => sentence(changes.map(({ after }) => after.service).join(', ') || 'nothing');
}

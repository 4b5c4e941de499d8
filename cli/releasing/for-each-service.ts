import type { Finding } from '../../core/findings';
import type { Pipeline, Release, ReleaseChange, ReleaseResult } from '../../promotion';
import type { RequestedChange } from './change-releases';

/**
 * Does the same for several services: for all of them, or for none.
 * @param passedOver rules whose violation means that there is nothing to do for a service
 */
export function forEachService(
  services: readonly string[],
  change: (pipeline: Pipeline, service: string) => ReleaseResult,
  passedOver: readonly string[] = [],
): RequestedChange['update'] {
  return (pipeline) => {
    const releases: Release[] = [];
    const findings: Finding[] = [];
    for (const service of services) {
      const result = change(pipeline, service);
      if (result.release !== undefined) releases.push(result.release);
      else if (!result.findings.every(({ rule }) => passedOver.includes(rule)))
        findings.push(...result.findings);
    }
    return { releases, findings };
  };
}

/** The subject of a change, with the services that it concerns. */
export function subjectOf(
  sentence: (services: string) => string,
): (changes: readonly ReleaseChange[]) => string {
  return (changes) => sentence(changes.map(({ after }) => after.service).join(', ') || 'nothing');
}

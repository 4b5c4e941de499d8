import type { Finding } from '../../core/findings';
import type { Pipeline, Release, ReleaseChange, ReleaseResult } from '../../promotion';
import type { RequestedChange } from './change-releases';

/**
 * Does the same for several services: for all of them, or for none.
 * @param idle rules whose violation means that there is nothing to do for a service
 * @param waits rules whose violation means that a service waits for something else: the others are changed, and the reason is reported
 */
export function forEachService(
  services: readonly string[],
  change: (pipeline: Pipeline, service: string) => ReleaseResult,
  { idle = [], waits = [] }: { readonly idle?: readonly string[]; readonly waits?: readonly string[] } = {},
): RequestedChange['update'] {
  return (pipeline) => {
    const releases: Release[] = [];
    const findings: Finding[] = [];
    const skipped: Finding[] = [];
    for (const service of services) {
      const result = change(pipeline, service);
      if (result.release !== undefined) releases.push(result.release);
      else if (!result.findings.every(({ rule }) => idle.includes(rule) || waits.includes(rule)))
        findings.push(...result.findings);
      else skipped.push(...result.findings.filter(({ rule }) => waits.includes(rule)));
    }
    return { releases, findings, skipped };
  };
}

/** The subject of a change, with the services that it concerns. */
export function subjectOf(
  sentence: (services: string) => string,
): (changes: readonly ReleaseChange[]) => string {
  return (changes) => sentence(changes.map(({ after }) => after.service).join(', ') || 'nothing');
}

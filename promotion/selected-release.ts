import { type ReleaseRecord, selectedRecord } from './release';
import type { Releases } from './releases';

/**
 * The record of the digest that an environment selects for a service; undefined while it selects none.
 *
 * @example
 * selectedRelease(releases, 'prod', 'api')?.commit; // the commit that its image was built from
 */
export function selectedRelease(
  releases: Releases,
  environment: string,
  service: string,
): ReleaseRecord | undefined {
  return selectedRecord(releases.releaseOf(environment, service));
}

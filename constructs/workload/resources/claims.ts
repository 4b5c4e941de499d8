import { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
import { claimAddress } from '../../terraform';
import type { ResolvedWorkload } from '../workload-spec';
import type { Volume } from '../volume';
import { after, metadataOf, type Site } from './site';

/** What of a workload its claims are made from. */
export type Stored = Pick<ResolvedWorkload, 'name' | 'partOf' | 'volumes' | 'storageClass' | 'protect'>;

/** The name of the claim behind a workload's volume. */
export function claimName(workload: string, volume: string): string {
  return `${workload}-${volume}`;
}

/**
 * One claim a volume. A resource of its own rather than a template in the stateful set, whose templates can't change:
 * so it grows in place and outlives the set.
 */
export function claimsOf(site: Site<Stored>): readonly PersistentVolumeClaimV1[] {
  return Object.entries(site.workload.volumes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, volume]) => claimOf(site, name, volume));
}

function claimOf(site: Site<Stored>, volume: string, { size }: Volume): PersistentVolumeClaimV1 {
  const { name: workload, storageClass, protect } = site.workload;
  const name = claimName(workload, volume);
  return claimAddress(
    new PersistentVolumeClaimV1(site.scope, `volume-${volume}`, {
      metadata: metadataOf(site, name),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: size.toString() } },
        ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      },
      // A class that binds with the first pod would never bind: the pod waits for this resource.
      waitUntilBound: false,
      ...(protect ? { lifecycle: { preventDestroy: true } } : {}),
      ...after(site),
    }),
    name,
  );
}
